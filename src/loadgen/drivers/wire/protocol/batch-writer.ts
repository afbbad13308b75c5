import { crc32c } from '@node-rs/crc32';
import type { Batch } from '../../../batch.ts';
import { PREFIX_BYTES, PREFIX_HEADER, writePrefix } from '../../../record-prefix.ts';
import { AT, BEFORE_LENGTH_COUNTS, MAGIC } from './record-batch.ts';
import { varintBytes, writeVarint } from './varint.ts';

/** Key length −1: there is no key. */
const NO_KEY = 0x01;
const PREFIX_HEADER_NAME = Buffer.from(PREFIX_HEADER);
/** One header: its count, name and value, each with its length. */
const PREFIX_HEADER_BYTES = 1 + 1 + PREFIX_HEADER_NAME.length + 1 + PREFIX_BYTES;

/** Who numbers a batch, and where it stands in the numbering; −1 throughout without idempotence. */
export interface BatchStamp {
  readonly producerId: bigint;
  readonly producerEpoch: number;
  readonly baseSequence: number;
}

/** Most bytes that records [from, from + count) of a batch can take up, header of the batch included. */
export function encodedBytesAtMost(batch: Batch, from: number, count: number): number {
  let bytes: number = AT.records;
  for (let i = from; i < from + count; i++) {
    const index = batch.indices[i] as number;
    // Four varints of up to 5 bytes, a length of the key of up to 5, attributes, and the header of a small value.
    bytes +=
      batch.source.template(index).valueBytes + (batch.source.key(index)?.length ?? 0) + 26 + PREFIX_HEADER_BYTES;
  }
  return bytes;
}

/**
 * Writes the records [from, from + count) of a batch at `at`, each with the time at which the send buffer
 * took it, and what the header says about them. Returns the end. `wallMillis`: Date at the clock's zero.
 */
export function writeRecords(
  target: Buffer,
  at: number,
  batch: Batch,
  from: number,
  count: number,
  wallMillis: number,
): number {
  const { source, stream, indices, intendedMicros, handedMicros } = batch;
  const baseTimestamp = Math.floor(wallMillis + (handedMicros[from] as number) / 1e3);
  let position = at + AT.records;
  let timestampDelta = 0;
  for (let delta = 0; delta < count; delta++) {
    const i = from + delta;
    const index = indices[i] as number;
    const template = source.template(index);
    const key = source.key(index);
    const keyBytes = key === null ? 1 : varintBytes(key.length) + key.length;
    const headerBytes = template.prefixInHeader ? PREFIX_HEADER_BYTES : 1;
    timestampDelta = Math.floor(wallMillis + (handedMicros[i] as number) / 1e3) - baseTimestamp;
    const length =
      1 +
      varintBytes(timestampDelta) +
      varintBytes(delta) +
      keyBytes +
      varintBytes(template.valueBytes) +
      template.valueBytes +
      headerBytes;
    position = writeVarint(target, position, length);
    target[position++] = 0;
    position = writeVarint(target, position, timestampDelta);
    position = writeVarint(target, position, delta);
    if (key === null) {
      target[position++] = NO_KEY;
    } else {
      position = writeVarint(target, position, key.length);
      target.set(key, position);
      position += key.length;
    }
    position = writeVarint(target, position, template.valueBytes);
    if (template.prefixInHeader) {
      target.set(template.payload, position);
      position = writePrefixHeaderName(target, position + template.valueBytes);
    }
    writePrefix(target, position, {
      producer: stream.producer,
      run: source.run,
      sequence: batch.firstSequence + i,
      intendedMicros: Math.round(intendedMicros[i] as number),
      payloadCrc: template.payloadCrc,
    });
    position += PREFIX_BYTES;
    if (template.prefixInHeader) continue;
    target.set(template.payload, position);
    position += template.payload.length;
    target[position++] = 0;
  }
  target.writeInt32BE(count - 1, at + AT.lastOffsetDelta);
  target.writeBigInt64BE(BigInt(baseTimestamp), at + AT.baseTimestamp);
  target.writeBigInt64BE(BigInt(baseTimestamp + timestampDelta), at + AT.maxTimestamp);
  target.writeInt32BE(count, at + AT.recordsCount);
  return position;
}

function writePrefixHeaderName(target: Buffer, at: number): number {
  let position = writeVarint(target, at, 1);
  position = writeVarint(target, position, PREFIX_HEADER_NAME.length);
  target.set(PREFIX_HEADER_NAME, position);
  return writeVarint(target, position + PREFIX_HEADER_NAME.length, PREFIX_BYTES);
}

/** Fills in the rest of the header of the batch in [at, end), and its CRC: done again for a new stamp. */
export function sealBatch(target: Buffer, at: number, end: number, codec: number, stamp: BatchStamp): void {
  target.writeBigInt64BE(0n, at + AT.baseOffset);
  target.writeInt32BE(end - at - BEFORE_LENGTH_COUNTS, at + AT.batchLength);
  target.writeInt32BE(-1, at + AT.leaderEpoch);
  target[at + AT.magic] = MAGIC;
  target.writeInt16BE(codec, at + AT.attributes);
  target.writeBigInt64BE(stamp.producerId, at + AT.producerId);
  target.writeInt16BE(stamp.producerEpoch, at + AT.producerEpoch);
  target.writeInt32BE(stamp.baseSequence, at + AT.baseSequence);
  target.writeUInt32BE(crc32c(target.subarray(at + AT.attributes, end)), at + AT.crc);
}
