import { requestBytes } from '../scenarios/client-sizes.ts';
import type { ClientProfile } from '../scenarios/types.ts';
import type { Batch } from './batch.ts';
import type { DriverProducer } from './drivers/driver.ts';
import type { PartitionQueue } from './partition-queue.ts';

/**
 * Which batches go together in a request, and how many requests are without an answer. When linger or size make
 * a partition's first batch ready, its leader gets one request with the first batch of each of its partitions,
 * as the Java client's sender drains them.
 */
export class ProduceRequests {
  readonly #driver: DriverProducer;
  readonly #maxInFlight: number;
  readonly #requestBytes: number;
  readonly #inFlight = new Map<number, number>();
  readonly #requestOf = new Map<Batch, { readonly leader: number; open: number }>();

  constructor(client: ClientProfile, driver: DriverProducer, maxInFlight: number) {
    this.#driver = driver;
    this.#maxInFlight = maxInFlight;
    this.#requestBytes = requestBytes(client);
  }

  /** Sends what is ready of `active`, in whose order partitions are served. */
  send(active: Set<PartitionQueue>, nowMicros: number, lingerMicros: number): void {
    const isReady = ({ waiting }: PartitionQueue): boolean => {
      const [first] = waiting;
      return first !== undefined && (waiting.length > 1 || nowMicros - first.createdMicros >= lingerMicros);
    };
    const byLeader = new Map<number, PartitionQueue[]>();
    const ready = new Set<number>();
    for (const queue of active) {
      if (queue.waiting.length === 0 || !this.#hasRoom(queue)) continue;
      const leader = this.#driver.leaderOf(queue.input.stream.topic, queue.partition);
      if (leader < 0) continue;
      const queues = byLeader.get(leader);
      if (queues === undefined) byLeader.set(leader, [queue]);
      else queues.push(queue);
      if (isReady(queue)) ready.add(leader);
    }
    for (const leader of ready) {
      const queues = byLeader.get(leader) ?? [];
      while (this.#requestsTo(leader) < this.#maxInFlight && queues.some((it) => this.#hasRoom(it) && isReady(it))) {
        this.#sendOne(leader, queues, active);
      }
    }
  }

  /** The batch has its outcome; its request is answered with the last of them. */
  ended(batch: Batch): void {
    const request = this.#requestOf.get(batch);
    this.#requestOf.delete(batch);
    if (request === undefined || --request.open > 0) return;
    this.#inFlight.set(request.leader, this.#requestsTo(request.leader) - 1);
  }

  #sendOne(leader: number, queues: readonly PartitionQueue[], active: Set<PartitionQueue>): void {
    const batches: Batch[] = [];
    let bytes = 0;
    for (const queue of queues) {
      const batch = this.#hasRoom(queue) ? queue.waiting[0] : undefined;
      if (batch === undefined || (batches.length > 0 && bytes + batch.bytes > this.#requestBytes)) continue;
      queue.waiting.shift();
      queue.inFlight.push(batch);
      // Served last next time, so that a full request starves no partition.
      active.delete(queue);
      active.add(queue);
      batches.push(batch);
      bytes += batch.bytes;
    }
    const request = { leader, open: batches.length };
    for (const batch of batches) this.#requestOf.set(batch, request);
    this.#inFlight.set(leader, this.#requestsTo(leader) + 1);
    this.#driver.send(batches);
  }

  #hasRoom({ inFlight }: PartitionQueue): boolean {
    return inFlight.length < this.#maxInFlight;
  }

  #requestsTo(leader: number): number {
    return this.#inFlight.get(leader) ?? 0;
  }
}
