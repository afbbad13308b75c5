import type { MonotonicClock } from '../../monotonic-clock.ts';
import type { ArrivedRecords } from '../driver.ts';
import { RecordPlaces } from '../record-places.ts';
import type { PartitionReading } from './partition-reading.ts';
import { baseOffsetOf, damageOf, lastOffsetOf, readRecords } from './protocol/batch-reader.ts';
import { ERROR } from './protocol/errors.ts';
import type { FetchAnswerHandler, FetchedPartition } from './protocol/fetch-answer.ts';
import { PayloadProof } from './protocol/payload-proof.ts';

/** What an answer to a fetch leads to, beside records. */
export interface ArrivingFetchContext {
  readonly clock: MonotonicClock;
  onRecords(arrived: ArrivedRecords): void;
  onError(where: string, message: string): void;
  /** False once other partitions are read instead: of this answer nothing more may be handed on. */
  isWanted(): boolean;
  readingOf(topic: string, partition: number): PartitionReading | undefined;
  onHead(throttleMs: number, error: number): void;
  /** The broker refused to read one partition. */
  onRefused(reading: PartitionReading, error: number): void;
  onEnd(): void;
}

/** Checks and hands on each batch of an answer as it comes, and moves the partition's position past it. */
export class ArrivingFetch implements FetchAnswerHandler {
  readonly #context: ArrivingFetchContext;
  readonly #places = new RecordPlaces();
  readonly #proof = new PayloadProof();
  #reading: PartitionReading | undefined;
  #highWatermark = 0;

  constructor(context: ArrivingFetchContext) {
    this.#context = context;
  }

  onHead(throttleMs: number, error: number): void {
    this.#context.onHead(throttleMs, error);
  }

  onPartition({ topic, partition, error, highWatermark, preferredReplica }: FetchedPartition): void {
    this.#reading = this.#context.isWanted() ? this.#context.readingOf(topic, partition) : undefined;
    this.#highWatermark = highWatermark;
    if (this.#reading === undefined) return;
    if (error !== ERROR.none) {
      this.#context.onRefused(this.#reading, error);
      this.#reading = undefined;
    } else if (preferredReplica >= 0) {
      this.#reading.preferred = preferredReplica;
    }
  }

  onBatch(batch: Buffer): void {
    const reading = this.#wanted();
    if (reading === undefined) return;
    const damage = damageOf(batch);
    if (damage !== null) {
      this.#damaged(reading, batch, damage);
      return;
    }
    const from = reading.position;
    // No CRC covers a batch's base offset. A broker that serves records as they are acknowledged by its followers may
    // name a high watermark that they have passed already: a batch that goes on where the last one ended is none of that.
    const isBeyond = baseOffsetOf(batch) > from && lastOffsetOf(batch) >= this.#highWatermark;
    const isDoubtful = lastOffsetOf(batch) < from || isBeyond;
    if (isDoubtful && reading.fetchesAgain()) {
      const { topic, partition } = reading;
      this.#context.onError(
        'fetch',
        `a record batch of ${lastOffsetOf(batch)}, which is no offset of ${topic}/${partition}`,
      );
      this.#reading = undefined;
      return;
    }
    const places = this.#places;
    places.clear();
    const memory = this.#read(batch, from);
    reading.passed(lastOffsetOf(batch) + 1);
    this.#handOn(reading, memory, () => this.#proof.holds(batch, places));
  }

  onDamage(head: Buffer): void {
    const reading = this.#wanted();
    if (reading !== undefined) this.#damaged(reading, head, 'a record batch of a wrong length');
  }

  onEnd(): void {
    this.#context.onEnd();
  }

  #wanted(): PartitionReading | undefined {
    return this.#context.isWanted() ? this.#reading : undefined;
  }

  #read(batch: Buffer, from: number): Buffer {
    const places = this.#places;
    try {
      return readRecords(batch, from, places);
    } catch (error) {
      const { message } = error as Error;
      this.#context.onError('fetch', `the batch at ${baseOffsetOf(batch)} cannot be read: ${message}`);
      const next = Math.max(from, baseOffsetOf(batch), places.lastOffset + 1);
      for (let offset = next; offset <= lastOffsetOf(batch); offset++) places.addUnreadable(offset);
      return batch;
    }
  }

  /** What follows in this answer waits until the damaged batch has been fetched again, or passed over. */
  #damaged(reading: PartitionReading, batch: Buffer, damage: string): void {
    this.#context.onError('fetch', `${damage} at ${reading.topic}/${reading.partition} ${baseOffsetOf(batch)}`);
    const from = reading.position;
    reading.damaged(lastOffsetOf(batch), this.#highWatermark);
    this.#reading = undefined;
    this.#places.clear();
    for (let offset = from; offset < reading.position; offset++) this.#places.addUnreadable(offset);
    this.#handOn(reading, batch, () => false);
  }

  #handOn({ topic, partition }: PartitionReading, memory: Buffer, provesPayloads: () => boolean): void {
    if (this.#places.count === 0) return;
    this.#context.onRecords({
      topic,
      partition,
      highWatermark: this.#highWatermark,
      receivedMicros: this.#context.clock(),
      memory,
      places: this.#places,
      provesPayloads,
    });
  }
}
