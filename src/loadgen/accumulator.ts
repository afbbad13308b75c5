import { requestBytes } from '../scenarios/client-sizes.ts';
import type { ClientProfile, Stream } from '../scenarios/types.ts';
import { Batch, bufferedBytes } from './batch.ts';
import type { DriverProducer, Settlement } from './drivers/driver.ts';
import type { RecordSource } from './record-source.ts';
import type { SendLedger } from './send-ledger.ts';

/** One stream's way into the accumulator. */
export interface StreamInput {
  readonly stream: Stream;
  readonly source: RecordSource;
  /** µs since the epoch at which record `index` of the topic is intended. */
  intendedMicros(index: number): number;
}

interface PartitionQueue {
  readonly input: StreamInput;
  readonly partition: number;
  nextSequence: number;
  /** The open batch may take no more, because a sequence was given up after it. */
  closed: boolean;
  /** Oldest first; only the last one is open. */
  readonly waiting: Batch[];
  readonly inFlight: Batch[];
}

/**
 * Linger, batching, in-flight limits and the bounded send buffer of one producer. `offer` never blocks;
 * when linger or size make a partition's first batch ready, its leader gets one request with the first
 * batch of each of its partitions, as the Java client's sender drains them.
 */
export class Accumulator {
  readonly #client: ClientProfile;
  readonly #driver: DriverProducer;
  readonly #ledger: SendLedger;
  readonly #maxInFlight: number;
  readonly #requestBytes: number;
  readonly #lingerMicros: number;
  readonly #timeoutMicros: number;
  readonly #queues = new Map<number, PartitionQueue[]>();
  /** Queues with something waiting or in flight. */
  readonly #active = new Set<PartitionQueue>();
  readonly #requestsInFlight = new Map<number, number>();
  readonly #requestOf = new Map<Batch, { leader: number; open: number }>();
  /** The driver is done with these: their memory serves again. Of those given up it may not be. */
  readonly #answered: Batch[] = [];
  #bufferedBytes = 0;
  #flushing = false;

  constructor(client: ClientProfile, driver: DriverProducer, ledger: SendLedger, maxInFlight: number) {
    this.#client = client;
    this.#driver = driver;
    this.#ledger = ledger;
    this.#maxInFlight = maxInFlight;
    this.#requestBytes = requestBytes(client);
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
    for (let k = from; k < to; k++) {
      const index = k * stream.producers + stream.producer;
      const size = bufferedBytes(source, index);
      if (this.#bufferedBytes + size > this.#client.sendBufferBytes) return k - from;
      const intended = input.intendedMicros(index);
      const queue = queues[source.partition(index)] as PartitionQueue;
      this.#openBatch(queue, size, nowMicros).add(index, intended, nowMicros, size);
      queue.nextSequence++;
      this.#bufferedBytes += size;
      this.#ledger.handedOver(intended, nowMicros);
    }
    return to - from;
  }

  /** Gives up the stream's record k, which waited for room until its delivery timeout. */
  giveUp(input: StreamInput, k: number, nowMicros: number): void {
    const index = k * input.stream.producers + input.stream.producer;
    const queue = this.#queuesOf(input)[input.source.partition(index)] as PartitionQueue;
    // A gap in the sequence would break the batch that is open.
    queue.closed = true;
    this.#ledger.unsent(
      input.stream,
      queue.partition,
      queue.nextSequence++,
      input.intendedMicros(index),
      nowMicros,
      false,
    );
  }

  /** Sends what is ready and gives up what waited too long. */
  tick(nowMicros: number): void {
    this.#expire(nowMicros, this.#timeoutMicros);
    this.#drain(nowMicros);
  }

  /** Lingers no more: everything that waits is ready. */
  flush(nowMicros: number): void {
    this.#flushing = true;
    this.tick(nowMicros);
  }

  /** Waits for no answer any longer: what a broker may have is unknown, what waits is unsent. */
  abandon(nowMicros: number): void {
    this.#expire(nowMicros, 0);
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
    this.#retire(queue, batch);
    this.#answered.push(batch);
    this.#drain(settlement.atMicros);
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

  #openBatch(queue: PartitionQueue, size: number, nowMicros: number): Batch {
    const last = queue.waiting[queue.waiting.length - 1];
    if (last !== undefined && last.bytes + size <= this.#client.batchBytes && !queue.closed) return last;
    const { stream, source } = queue.input;
    const { partition, nextSequence } = queue;
    const batch =
      this.#answered.pop()?.succeededBy(stream, source, partition, nextSequence, nowMicros) ??
      new Batch(stream, source, partition, nextSequence, nowMicros);
    queue.waiting.push(batch);
    queue.closed = false;
    this.#active.add(queue);
    return batch;
  }

  #isReady(queue: PartitionQueue, nowMicros: number): boolean {
    const first = queue.waiting[0];
    if (first === undefined) return false;
    return this.#flushing || queue.waiting.length > 1 || nowMicros - first.createdMicros >= this.#lingerMicros;
  }

  #drain(nowMicros: number): void {
    const byLeader = new Map<number, PartitionQueue[]>();
    const ready = new Set<number>();
    for (const queue of this.#active) {
      if (queue.waiting.length === 0 || queue.inFlight.length >= this.#maxInFlight) continue;
      const leader = this.#driver.leaderOf(queue.input.stream.topic, queue.partition);
      if (leader < 0) continue;
      const queues = byLeader.get(leader);
      if (queues === undefined) byLeader.set(leader, [queue]);
      else queues.push(queue);
      if (this.#isReady(queue, nowMicros)) ready.add(leader);
    }
    for (const leader of ready) this.#drainLeader(leader, byLeader.get(leader) ?? [], nowMicros);
  }

  #drainLeader(leader: number, queues: readonly PartitionQueue[], nowMicros: number): void {
    while (
      (this.#requestsInFlight.get(leader) ?? 0) < this.#maxInFlight &&
      queues.some((queue) => queue.inFlight.length < this.#maxInFlight && this.#isReady(queue, nowMicros))
    ) {
      const batches: Batch[] = [];
      let bytes = 0;
      for (const queue of queues) {
        const batch = queue.inFlight.length < this.#maxInFlight ? queue.waiting[0] : undefined;
        if (batch === undefined || (batches.length > 0 && bytes + batch.bytes > this.#requestBytes)) continue;
        queue.waiting.shift();
        queue.inFlight.push(batch);
        // Served last next time, so that a full request starves no partition.
        this.#active.delete(queue);
        this.#active.add(queue);
        batches.push(batch);
        bytes += batch.bytes;
      }
      const request = { leader, open: batches.length };
      for (const batch of batches) this.#requestOf.set(batch, request);
      this.#requestsInFlight.set(leader, (this.#requestsInFlight.get(leader) ?? 0) + 1);
      this.#driver.send(batches);
    }
  }

  #expire(nowMicros: number, afterMicros: number): void {
    for (const queue of this.#active) {
      const unanswered = queue.inFlight.filter((batch) => nowMicros - batch.createdMicros >= afterMicros);
      const neverWritten = unanswered.length > 0 ? this.#driver.abandoned(unanswered) : [];
      for (const batch of unanswered) {
        const outcome = neverWritten.includes(batch) ? 'failed' : 'unknown';
        for (const [from, to] of batch.unsettled()) this.#ledger.settled(batch, from, to - from, outcome, nowMicros);
        this.#retire(queue, batch);
      }
      while (queue.waiting[0] !== undefined && nowMicros - queue.waiting[0].createdMicros >= afterMicros) {
        this.#expireWaiting(queue, queue.waiting.shift() as Batch, nowMicros);
      }
    }
  }

  #expireWaiting(queue: PartitionQueue, batch: Batch, nowMicros: number): void {
    for (let i = 0; i < batch.count; i++) {
      const intended = batch.intendedMicros[i] as number;
      this.#ledger.unsent(batch.stream, batch.partition, batch.firstSequence + i, intended, nowMicros, true);
    }
    this.#free(queue, batch);
  }

  #retire(queue: PartitionQueue, batch: Batch): void {
    queue.inFlight.splice(queue.inFlight.indexOf(batch), 1);
    const request = this.#requestOf.get(batch);
    this.#requestOf.delete(batch);
    if (request !== undefined && --request.open === 0) {
      this.#requestsInFlight.set(request.leader, (this.#requestsInFlight.get(request.leader) ?? 1) - 1);
    }
    this.#free(queue, batch);
  }

  #free(queue: PartitionQueue, batch: Batch): void {
    this.#bufferedBytes -= batch.bytes;
    if (queue.waiting.length === 0 && queue.inFlight.length === 0) this.#active.delete(queue);
  }
}
