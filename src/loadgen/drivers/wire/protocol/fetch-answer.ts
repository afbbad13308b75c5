import { AT, BEFORE_LENGTH_COUNTS } from '../../../../kafka/records/record-batch.ts';
import type { AnswerTaker } from '../answers.ts';
import { throttleOf } from './throttle.ts';

/** throttle_time_ms i32 · error i16 · session_id i32 · count of topics i32 */
const HEAD_BYTES = 14;
/** partition i32 · error i16 · high_watermark i64 · last_stable_offset i64 · log_start_offset i64 · count of aborted i32 */
const PARTITION_BYTES = 34;
/** producer_id i64 · first_offset i64 */
const ABORTED_BYTES = 16;
/** preferred_read_replica i32 · length of the records i32 */
const BEFORE_RECORDS_BYTES = 8;

/** What an answer says of one partition before its records. */
export interface FetchedPartition {
  readonly topic: string;
  readonly partition: number;
  readonly error: number;
  readonly highWatermark: number;
  /** Node from which to read rather than from the leader; −1: none. */
  readonly preferredReplica: number;
}

export interface FetchAnswerHandler {
  onHead(throttleMs: number, error: number): void;
  onPartition(partition: FetchedPartition): void;
  /** A whole record batch of the partition that was told last; valid during the call. */
  onBatch(batch: Buffer): void;
  /** The partition's records go on with something whose length cannot be that of a batch: they are passed over. */
  onDamage(head: Buffer): void;
  onEnd(): void;
}

/**
 * Reads an answer to a fetch as it comes, so that a batch is worked on while it is in the processor's cache:
 *
 *     throttle_time_ms i32 · error i16 · session_id i32 · [topics]
 *       topics => name string · [partitions]
 *         partitions => index i32 · error i16 · high_watermark i64 · last_stable_offset i64 ·
 *                       log_start_offset i64 · [aborted_transactions] · preferred_read_replica i32 · records bytes
 *           aborted_transactions => producer_id i64 · first_offset i64
 *
 * The last batch of a partition may be cut off: the broker ends at a number of bytes.
 */
export class FetchAnswerReader implements AnswerTaker {
  readonly #handler: FetchAnswerHandler;
  #read: (piece: Buffer) => number = this.#head;
  #topic = '';
  #topics = 0;
  #partitions = 0;
  #recordsLeft = 0;
  /** No batch of the partition has been read yet. */
  #first = true;

  constructor(handler: FetchAnswerHandler) {
    this.#handler = handler;
  }

  begin(): number {
    return HEAD_BYTES;
  }

  take(piece: Buffer): number {
    return this.#read(piece);
  }

  end(): void {
    this.#handler.onEnd();
  }

  #head(piece: Buffer): number {
    this.#handler.onHead(throttleOf(piece.readInt32BE(0)), piece.readInt16BE(4));
    this.#topics = piece.readInt32BE(10);
    return this.#nextTopic();
  }

  #nextTopic(): number {
    if (this.#topics-- <= 0) return 0;
    this.#read = this.#topicHead;
    return 2;
  }

  #topicHead(piece: Buffer): number {
    const end = 2 + piece.readInt16BE(0);
    if (piece.length === 2) return -(end + 4);
    this.#topic = piece.toString('utf8', 2, end);
    this.#partitions = piece.readInt32BE(end);
    return this.#nextPartition();
  }

  #nextPartition(): number {
    if (this.#partitions-- <= 0) return this.#nextTopic();
    this.#read = this.#partitionHead;
    return PARTITION_BYTES;
  }

  #partitionHead(piece: Buffer): number {
    const preferredAt = PARTITION_BYTES + Math.max(0, piece.readInt32BE(30)) * ABORTED_BYTES;
    if (piece.length === PARTITION_BYTES) return -(preferredAt + BEFORE_RECORDS_BYTES);
    this.#handler.onPartition({
      topic: this.#topic,
      partition: piece.readInt32BE(0),
      error: piece.readInt16BE(4),
      highWatermark: Number(piece.readBigInt64BE(6)),
      preferredReplica: piece.readInt32BE(preferredAt),
    });
    this.#recordsLeft = Math.max(0, piece.readInt32BE(preferredAt + 4));
    this.#first = true;
    return this.#nextBatch();
  }

  #nextBatch(): number {
    if (this.#recordsLeft === 0) return this.#nextPartition();
    if (this.#recordsLeft < AT.records) return this.#passOver();
    this.#read = this.#batch;
    return AT.records;
  }

  #batch(piece: Buffer): number {
    const bytes = piece.readInt32BE(AT.batchLength) + BEFORE_LENGTH_COUNTS;
    const cutOff = bytes > this.#recordsLeft;
    // A broker cuts off the last batch only.
    if (bytes < AT.records || (cutOff && this.#first)) this.#handler.onDamage(piece);
    else if (bytes > piece.length && !cutOff) return -bytes;
    else if (!cutOff) this.#handler.onBatch(piece);
    this.#first = false;
    this.#recordsLeft -= piece.length;
    if (bytes < AT.records || cutOff) return this.#recordsLeft === 0 ? this.#nextPartition() : this.#passOver();
    return this.#nextBatch();
  }

  #passOver(): number {
    const bytes = Math.min(this.#recordsLeft, 4_096);
    this.#read = () => {
      this.#recordsLeft -= bytes;
      return this.#recordsLeft === 0 ? this.#nextPartition() : this.#passOver();
    };
    return bytes;
  }
}
