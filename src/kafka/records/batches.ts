import { AT, BEFORE_LENGTH_COUNTS, CODEC_MASK, CONTROL_BIT, MAGIC } from './record-batch.ts';

const TIMESTAMP_TYPE_BIT = 0x08;

/** What the head of a record batch says; its bytes are the ones that were given. */
export interface BatchHead {
  readonly bytes: Buffer;
  readonly baseOffset: number;
  readonly lastOffset: number;
  /** Of the format of its records; those below 2 are from before Kafka 0.11. */
  readonly format: number;
  /** In a batch of format 2; what follows is 0, −1 or false in others. */
  readonly records: number;
  readonly codec: number;
  /** It ends a transaction and holds nothing of anybody's. */
  readonly control: boolean;
  /** Stamped by the broker instead of the producer. */
  readonly logAppendTime: boolean;
  /** −1: the producer is not idempotent. */
  readonly producerId: bigint;
}

/** The whole batches among fetched bytes, of which the last may be cut off. */
export function* wholeBatches(fetched: Buffer): Generator<BatchHead> {
  let at = 0;
  while (at + AT.attributes <= fetched.length) {
    const bytes = fetched.readInt32BE(at + AT.batchLength) + BEFORE_LENGTH_COUNTS;
    if (bytes < AT.attributes || at + bytes > fetched.length) return;
    yield headOf(fetched.subarray(at, at + bytes));
    at += bytes;
  }
}

function headOf(bytes: Buffer): BatchHead {
  const baseOffset = Number(bytes.readBigInt64BE(AT.baseOffset));
  const format = bytes[AT.magic] as number;
  if (format !== MAGIC || bytes.length < AT.records) {
    // In the old formats the one offset of a set of messages is its last.
    const old = { records: 0, codec: -1, control: false, logAppendTime: false, producerId: -1n };
    return { bytes, baseOffset, lastOffset: baseOffset, format, ...old };
  }
  const attributes = bytes.readInt16BE(AT.attributes);
  return {
    bytes,
    baseOffset,
    lastOffset: baseOffset + bytes.readInt32BE(AT.lastOffsetDelta),
    format,
    records: bytes.readInt32BE(AT.recordsCount),
    codec: attributes & CODEC_MASK,
    control: (attributes & CONTROL_BIT) !== 0,
    logAppendTime: (attributes & TIMESTAMP_TYPE_BIT) !== 0,
    producerId: bytes.readBigInt64BE(AT.producerId),
  };
}
