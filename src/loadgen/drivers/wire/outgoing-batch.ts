import { crc32c } from '@node-rs/crc32';
import { CODEC, compress } from '../../../kafka/records/compression.ts';
import { AT } from '../../../kafka/records/record-batch.ts';
import type { Compression } from '../../../scenarios/types.ts';
import type { Batch } from '../../batch.ts';
import type { Outcome, Settlement } from '../driver.ts';
import type { BatchMemory } from './batch-memory.ts';
import type { BatchSituation } from './next-step.ts';
import type { PartitionLane } from './partition-lane.ts';
import {
  type BatchStamp,
  encodedBytesAtMost,
  sealBatch,
  type WrittenRecords,
  writeRecords,
} from './protocol/batch-writer.ts';
import { PARTITION_HEAD_BYTES } from './protocol/produce.ts';

const RECORDS_AT = PARTITION_HEAD_BYTES + AT.records;
const NO_MEMORY = Buffer.alloc(0);

/** A batch, or a part of one that was too large, on its way: its bytes, its place in the numbering, its attempts. */
export class OutgoingBatch {
  readonly batch: Batch;
  readonly lane: PartitionLane;
  readonly from: number;
  readonly count: number;
  memory: Buffer = NO_MEMORY;
  #records: WrittenRecords = { end: 0, crc: 0 };
  /** Null until it has a place in the numbering, and again when it loses it. */
  stamp: BatchStamp | null = null;
  onWire = false;
  /** Its bytes were handed to a socket, and there is no answer yet. */
  awaited = false;
  /** Attempts that the broker may have written without our learning of it. */
  unanswered = 0;
  /** How often its records were written to a socket, in this batch or in the one that it is a part of. */
  attempts = 0;
  /** Settled or given up: answers no longer matter. */
  done = false;
  #encoding: Promise<void> | undefined;

  constructor(batch: Batch, lane: PartitionLane, from: number, count: number) {
    this.batch = batch;
    this.lane = lane;
    this.from = from;
    this.count = count;
  }

  get end(): number {
    return this.#records.end;
  }

  get topic(): string {
    return this.lane.topic;
  }

  get partition(): number {
    return this.lane.partition;
  }

  get situation(): BatchSituation {
    const { lane, maybeWritten, count } = this;
    return { first: lane.batches[0] === this, broken: lane.broken, maybeWritten, records: count };
  }

  /** By the attempt under way, or by an earlier one. */
  get maybeWritten(): boolean {
    return this.awaited || this.unanswered > 0;
  }

  /** Goes on the wire, with a place in the numbering. */
  takeTurn(): void {
    this.onWire = true;
    this.lane.onWire++;
    this.lane.number(this);
  }

  /** Answered, or lost with its connection. */
  leaveWire(): void {
    this.onWire = false;
    this.awaited = false;
    this.lane.onWire--;
  }

  settlement(outcome: Outcome, baseOffset: number | null, atMicros: number, error: string | null): Settlement {
    const { batch, from, count } = this;
    const { stream, partition } = batch;
    const firstSequence = batch.firstSequence + from;
    return { stream: stream.id, partition, firstSequence, count, outcome, baseOffset, atMicros, error };
  }

  /** Once: the bytes of a retry are the same. A promise where the codec works on another thread. */
  encode(memory: BatchMemory, codec: Compression, wallMillis: number): Promise<void> | undefined {
    if (this.memory !== NO_MEMORY) return this.#encoding;
    const { batch, from, count } = this;
    const target = memory.take(PARTITION_HEAD_BYTES + encodedBytesAtMost(batch));
    this.memory = target;
    this.#records = writeRecords(target, PARTITION_HEAD_BYTES, batch, from, count, wallMillis);
    if (codec === 'none') return undefined;
    const compressed = compress(codec, target.subarray(RECORDS_AT, this.end));
    if (compressed instanceof Promise) {
      this.#encoding = compressed.then((bytes) => this.#replaceRecords(bytes, memory));
      return this.#encoding;
    }
    this.#replaceRecords(compressed, memory);
    return undefined;
  }

  /** Completes the header for the place in the numbering that it has. */
  seal(codec: Compression): void {
    if (this.stamp !== null) sealBatch(this.memory, PARTITION_HEAD_BYTES, this.#records, CODEC[codec], this.stamp);
  }

  #replaceRecords(compressed: Buffer, memory: BatchMemory): void {
    const end = RECORDS_AT + compressed.length;
    this.#records = { end, crc: crc32c(compressed) };
    if (end > this.memory.length) {
      // What cannot be compressed grows a little.
      const larger = memory.take(end);
      this.memory.copy(larger, 0, 0, RECORDS_AT);
      memory.giveBack(this.memory);
      this.memory = larger;
    }
    this.memory.set(compressed, RECORDS_AT);
    this.#encoding = undefined;
  }
}
