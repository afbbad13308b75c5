import type { Batch } from '../../batch.ts';
import type { Outcome, ProducerContext } from '../driver.ts';
import { ACKS } from '../requests.ts';
import { wholeAnswer } from './answers.ts';
import { BatchMemory } from './batch-memory.ts';
import type { BrokerLink } from './broker-link.ts';
import type { ClusterMap } from './cluster-map.ts';
import type { Links } from './links.ts';
import { nextStep } from './next-step.ts';
import { OutgoingBatch } from './outgoing-batch.ts';
import { PartitionLanes } from './partition-lanes.ts';
import { takeProducerId } from './producer-id.ts';
import { ERROR, errorName, maybeWritten } from './protocol/errors.ts';
import type { ProducerIdentity } from './protocol/init-producer-id.ts';
import {
  type PartitionAnswer,
  PRODUCE,
  type ProduceAnswer,
  produceBody,
  readProduceAnswer,
} from './protocol/produce.ts';
import { StalledLanes } from './stalled-lanes.ts';

/** Sends batches, retries them byte for byte in the order of their partition, and says what became of them. */
export class Sender {
  readonly #context: ProducerContext;
  readonly #map: ClusterMap;
  readonly #links: Links;
  readonly #requestTimeoutMs: number;
  readonly #memory = new BatchMemory();
  readonly #lanes: PartitionLanes;
  readonly #stalled: StalledLanes;

  constructor(
    context: ProducerContext,
    map: ClusterMap,
    links: Links,
    identity: ProducerIdentity,
    requestTimeoutMs: number,
  ) {
    this.#context = context;
    this.#map = map;
    this.#links = links;
    this.#lanes = new PartitionLanes(identity);
    this.#requestTimeoutMs = requestTimeoutMs;
    this.#stalled = new StalledLanes({
      transmit: (batches) => this.#transmit(batches),
      takeProducerId: () => takeProducerId(map, links),
      onError: context.onError,
    });
  }

  send(batches: readonly Batch[]): void {
    const now: OutgoingBatch[] = [];
    for (const batch of batches) {
      const lane = this.#lanes.of(batch.topic, batch.partition);
      const outgoing = new OutgoingBatch(batch, lane, 0, batch.count);
      const clear = lane.clear;
      lane.batches.push(outgoing);
      if (clear) now.push(outgoing);
      else this.#stalled.add(lane);
    }
    this.#transmit(now);
    this.#stalled.resume();
  }

  /** Forgets batches that nobody waits for any longer; returns those that no broker can have written. */
  abandoned(batches: readonly Batch[]): readonly Batch[] {
    const neverWritten = batches.filter((batch) => {
      const lane = this.#lanes.of(batch.topic, batch.partition);
      const maybeWritten = lane.giveUp(batch);
      if (lane.stalled) this.#stalled.add(lane);
      return !maybeWritten;
    });
    this.#stalled.wake();
    return neverWritten;
  }

  close(): void {
    this.#stalled.close();
  }

  /** Batches of different partitions, each the next of its own. */
  #transmit(batches: readonly OutgoingBatch[]): void {
    const byLeader = Map.groupBy(batches, ({ lane }) => this.#map.leaderOf(lane.topic, lane.partition));
    for (const [leader, ofLeader] of byLeader) {
      const link = this.#links.to(leader);
      if (link !== undefined) {
        this.#request(leader, link, ofLeader);
        continue;
      }
      this.#map.lookAgain();
      for (const { lane } of ofLeader) this.#stalled.postpone(lane);
    }
  }

  #request(leader: number, link: BrokerLink, batches: readonly OutgoingBatch[]): void {
    const { compression, acks } = this.#context.client;
    const since = this.#context.clock();
    const wallMillis = Date.now() - since / 1e3;
    const encoding = batches.flatMap((outgoing) => {
      outgoing.takeTurn();
      const encoded = outgoing.encode(this.#memory, compression, wallMillis);
      return encoded?.then(() => this.#context.onCompressed?.(this.#context.clock() - since)) ?? [];
    });
    link.send({
      ...PRODUCE,
      ready: encoding.length === 0 ? undefined : Promise.all(encoding),
      body: () => {
        const wanted = batches.filter(({ done }) => !done);
        for (const outgoing of wanted) {
          outgoing.seal(compression);
          outgoing.awaited = true;
          if (outgoing.attempts++ > 0) this.#context.onRetried?.(outgoing.count);
        }
        return wanted.length === 0 ? null : produceBody(ACKS[acks], this.#requestTimeoutMs, wanted);
      },
      answer: acks === '0' ? null : wholeAnswer(readProduceAnswer, (answer) => this.#answered(leader, batches, answer)),
      onWritten: () => this.#writtenUnanswered(batches),
      onLost: (written, reason) => this.#lost(batches, written, reason),
    });
  }

  #answered(leader: number, batches: readonly OutgoingBatch[], { throttleMs, partitions }: ProduceAnswer): void {
    if (throttleMs > 0) {
      this.#context.onError('throttled', `broker ${leader} asked for ${throttleMs} ms without requests`);
      this.#links.to(leader)?.hold(throttleMs);
    }
    // Once for all: settling one batch may send and encode others.
    const atMicros = this.#context.clock();
    for (const outgoing of batches) {
      const { lane } = outgoing;
      const answer = partitions.find(({ topic, partition }) => topic === lane.topic && partition === lane.partition);
      outgoing.leaveWire();
      if (!outgoing.done) this.#conclude(outgoing, answer, atMicros);
      if (outgoing.done) this.#memory.giveBack(outgoing.memory);
      if (lane.stalled) this.#stalled.add(lane);
    }
    this.#stalled.resume();
  }

  /** acks=0: nothing more will be known. */
  #writtenUnanswered(batches: readonly OutgoingBatch[]): void {
    const atMicros = this.#context.clock();
    for (const outgoing of batches) {
      outgoing.leaveWire();
      if (!outgoing.done) {
        outgoing.lane.acknowledged(outgoing);
        this.#tell(outgoing, 'acknowledged', null, atMicros, null);
      }
      this.#memory.giveBack(outgoing.memory);
    }
  }

  #lost(batches: readonly OutgoingBatch[], written: boolean, reason: string): void {
    if (written) this.#context.onError('produce', reason);
    for (const outgoing of batches) {
      outgoing.leaveWire();
      this.#setBack(outgoing, written);
    }
    this.#map.lookAgain();
  }

  #setBack(outgoing: OutgoingBatch, maybeWritten: boolean): void {
    if (maybeWritten) outgoing.unanswered++;
    if (outgoing.lane.stalled) this.#stalled.postpone(outgoing.lane);
  }

  #conclude(outgoing: OutgoingBatch, answer: PartitionAnswer | undefined, atMicros: number): void {
    const { lane } = outgoing;
    if (answer === undefined) {
      this.#context.onError('produce', `an answer without a word on ${lane.topic}/${lane.partition}`);
      this.#setBack(outgoing, true);
      return;
    }
    const { error, baseOffset, message } = answer;
    if (maybeWritten(error)) outgoing.unanswered++;
    const said = message === null ? errorName(error) : `${errorName(error)}: ${message}`;
    if (error !== ERROR.none) {
      this.#context.onError('produce', said);
      this.#map.lookAgain();
    }
    const step = nextStep(error, outgoing.situation);
    if (step === 'acknowledged') {
      lane.acknowledged(outgoing);
      this.#tell(outgoing, step, baseOffset < 0 ? null : baseOffset, atMicros, null);
      return;
    }
    if (step !== 'retry') lane.breakNumbering();
    if (step === 'failed' || step === 'unknown') {
      lane.remove(outgoing);
      this.#tell(outgoing, step, null, atMicros, said);
      return;
    }
    if (step === 'split') lane.split(outgoing);
    this.#stalled.postpone(lane);
  }

  #tell(
    outgoing: OutgoingBatch,
    outcome: Outcome,
    baseOffset: number | null,
    atMicros: number,
    error: string | null,
  ): void {
    this.#context.settled(outgoing.settlement(outcome, baseOffset, atMicros, error));
  }
}
