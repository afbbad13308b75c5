import type { ClientProfile } from '../scenarios/types.ts';
import { Batch, bufferedBytes } from './batch.ts';
import type { DriverProducer, Settlement } from './drivers/driver.ts';
import type { PartitionQueue, StreamInput } from './partition-queue.ts';
import { ProduceRequests } from './produce-requests.ts';
import type { SendLedger } from './send-ledger.ts';

/**
 * Linger, batching and the bounded send buffer of one producer, which `ProduceRequests` empties within the
 * in-flight limits. `offer` never blocks.
 */
export class Accumulator {
  readonly #client: ClientProfile;
  readonly #ledger: SendLedger;
  readonly #maxInFlight: number;
  #driver: DriverProducer;
  #requests: ProduceRequests;
  #lingerMicros: number;
  readonly #timeoutMicros: number;
  readonly #queues = new Map<number, PartitionQueue[]>();
  /** Queues with something waiting or in flight. */
  readonly #active = new Set<PartitionQueue>();
  /** The driver is done with these: their memory serves again. Of those given up it may not be. */
  readonly #answered: Batch[] = [];
  #bufferedBytes = 0;

  constructor(client: ClientProfile, driver: DriverProducer, ledger: SendLedger, maxInFlight: number) {
    this.#client = client;
    this.#driver = driver;
    this.#ledger = ledger;
    this.#maxInFlight = maxInFlight;
    this.#requests = new ProduceRequests(client, driver, maxInFlight);
    this.#lingerMicros = client.lingerMs * 1e3;
    this.#timeoutMicros = client.deliveryTimeoutMs * 1e3;
  }

  get bufferedBytes(): number {
    return this.#bufferedBytes;
  }

  /** True while a record waits for the driver or for an answer. */
  get busy(): boolean {
    return this.#active.size > 0;
  }

  /**
   * Takes the stream's own records [from, to), all due, while the buffer has room; returns how many it
   * took. The stream's record k is record k × producers + producer of its topic.
   */
  offer(input: StreamInput, from: number, to: number, nowMicros: number): number {
    const { stream, source } = input;
    const queues = this.#queuesOf(input);
    let nextCut = this.#ledger.sequenceCuts.next(stream.id);
    for (let k = from; k < to; k++) {
      const index = k * stream.producers + stream.producer;
      const size = bufferedBytes(source, index);
      if (this.#bufferedBytes + size > this.#client.sendBufferBytes) return k - from;
      const intended = input.intendedMicros(index);
      const queue = queues[source.partition(index)] as PartitionQueue;
      if (intended >= nextCut) nextCut = this.#passCuts(input, intended);
      this.#openBatch(queue, size, intended, nowMicros).add(index, intended, nowMicros, size);
      queue.nextSequence++;
      this.#bufferedBytes += size;
      this.#ledger.handedOver(intended, nowMicros);
    }
    return to - from;
  }

  /** Gives up the stream's record k at `atMicros`: it waited for room until its delivery timeout, or nobody was there. */
  giveUp(input: StreamInput, k: number, atMicros: number): void {
    const index = k * input.stream.producers + input.stream.producer;
    const queue = this.#queuesOf(input)[input.source.partition(index)] as PartitionQueue;
    const intended = input.intendedMicros(index);
    if (intended >= this.#ledger.sequenceCuts.next(input.stream.id)) this.#passCuts(input, intended);
    // A gap in the sequence would break the batch that is open.
    queue.closed = true;
    this.#ledger.unsent(input.stream, queue.partition, queue.nextSequence++, intended, atMicros, false);
  }

  /** Sends what is ready and gives up what waited too long. */
  tick(nowMicros: number): void {
    this.#expire(nowMicros, this.#timeoutMicros);
    this.#send(nowMicros);
  }

  /** Lingers no more: everything that waits is ready. */
  flush(nowMicros: number): void {
    this.#lingerMicros = Number.NEGATIVE_INFINITY;
    this.tick(nowMicros);
  }

  /** Waits for no answer any longer: what a broker may have is unknown, what waits is unsent. */
  abandon(nowMicros: number): void {
    this.#expire(nowMicros, 0);
  }

  /**
   * The driver has crashed: what a broker may have is unknown, what waits is unsent, whose response counts as
   * no shorter than the delivery timeout.
   */
  crashed(nowMicros: number): void {
    this.#expire(nowMicros, 0, this.#timeoutMicros);
  }

  /** Another driver in the place of one that crashed. */
  sendThrough(driver: DriverProducer): void {
    this.#driver = driver;
    this.#requests = new ProduceRequests(this.#client, driver, this.#maxInFlight);
  }

  settled(settlement: Settlement): void {
    const queue = this.#queues.get(settlement.stream)?.[settlement.partition];
    const batch = queue?.inFlight.find(
      (candidate) =>
        settlement.firstSequence >= candidate.firstSequence &&
        settlement.firstSequence < candidate.firstSequence + candidate.count,
    );
    // An answer after the delivery timeout: the records were counted as unknown.
    if (queue === undefined || batch === undefined) return;
    const from = settlement.firstSequence - batch.firstSequence;
    this.#ledger.settled(batch, from, settlement.count, settlement.outcome, settlement.atMicros);
    batch.settle(from, settlement.count);
    if (!batch.isSettled) return;
    this.#retire(queue, batch, settlement.atMicros);
    this.#answered.push(batch);
    this.#send(settlement.atMicros);
  }

  #queuesOf(input: StreamInput): readonly PartitionQueue[] {
    const known = this.#queues.get(input.stream.id);
    if (known !== undefined) return known;
    const queues = Array.from({ length: input.source.topic.partitions }, (_, partition) => ({
      input,
      partition,
      nextSequence: 0,
      closed: false,
      waiting: [],
      inFlight: [],
    }));
    this.#queues.set(input.stream.id, queues);
    return queues;
  }

  /** The stream's record to come is the first one after a cut; returns the next cut. */
  #passCuts(input: StreamInput, intendedMicros: number): number {
    const { sequenceCuts } = this.#ledger;
    const sequences = this.#queuesOf(input).map(({ nextSequence }) => nextSequence);
    sequenceCuts.pass(input.stream.id, intendedMicros, sequences);
    return sequenceCuts.next(input.stream.id);
  }

  #openBatch(queue: PartitionQueue, size: number, intendedMicros: number, nowMicros: number): Batch {
    const last = queue.waiting[queue.waiting.length - 1];
    if (last !== undefined && last.bytes + size <= this.#client.batchBytes && !queue.closed) return last;
    const { stream, source } = queue.input;
    const { partition, nextSequence } = queue;
    const batch =
      this.#answered.pop()?.succeededBy(stream, source, partition, nextSequence, nowMicros) ??
      new Batch(stream, source, partition, nextSequence, nowMicros);
    this.#ledger.waits(stream, partition, intendedMicros);
    queue.waiting.push(batch);
    queue.closed = false;
    this.#active.add(queue);
    return batch;
  }

  #send(nowMicros: number): void {
    this.#requests.send(this.#active, nowMicros, this.#lingerMicros);
  }

  /** `unsentAfter`: what is unsent counts as having waited at least so long, in µs. */
  #expire(nowMicros: number, afterMicros: number, unsentAfter = 0): void {
    for (const queue of this.#active) {
      const unanswered = queue.inFlight.filter((batch) => nowMicros - batch.createdMicros >= afterMicros);
      const neverWritten = unanswered.length > 0 ? this.#driver.abandoned(unanswered) : [];
      for (const batch of unanswered) {
        const outcome = neverWritten.includes(batch) ? 'failed' : 'unknown';
        for (const [from, to] of batch.unsettled()) this.#ledger.settled(batch, from, to - from, outcome, nowMicros);
        this.#retire(queue, batch, nowMicros);
      }
      while (queue.waiting[0] !== undefined && nowMicros - queue.waiting[0].createdMicros >= afterMicros) {
        this.#expireWaiting(queue, queue.waiting.shift() as Batch, nowMicros, unsentAfter);
      }
    }
  }

  #expireWaiting(queue: PartitionQueue, batch: Batch, nowMicros: number, unsentAfter: number): void {
    const { stream, partition, firstSequence } = batch;
    for (let i = 0; i < batch.count; i++) {
      const intended = batch.intendedMicros[i] as number;
      const atMicros = Math.max(nowMicros, intended + unsentAfter);
      this.#ledger.unsent(stream, partition, firstSequence + i, intended, atMicros, true);
    }
    this.#free(queue, batch, nowMicros);
  }

  #retire(queue: PartitionQueue, batch: Batch, atMicros: number): void {
    queue.inFlight.splice(queue.inFlight.indexOf(batch), 1);
    this.#requests.ended(batch);
    this.#free(queue, batch, atMicros);
  }

  #free(queue: PartitionQueue, batch: Batch, atMicros: number): void {
    this.#ledger.waitsNoMore(batch.stream, batch.partition, atMicros);
    this.#bufferedBytes -= batch.bytes;
    if (queue.waiting.length === 0 && queue.inFlight.length === 0) this.#active.delete(queue);
  }
}
