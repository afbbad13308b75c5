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
  readonly #driver: DriverProducer;
  readonly #ledger: SendLedger;
  readonly #requests: ProduceRequests;
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

  #send(nowMicros: number): void {
    this.#requests.send(this.#active, nowMicros, this.#lingerMicros);
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
    this.#requests.ended(batch);
    this.#free(queue, batch);
  }

  #free(queue: PartitionQueue, batch: Batch): void {
    this.#bufferedBytes -= batch.bytes;
    if (queue.waiting.length === 0 && queue.inFlight.length === 0) this.#active.delete(queue);
  }
}
