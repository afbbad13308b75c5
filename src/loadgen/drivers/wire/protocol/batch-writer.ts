import { AT, BEFORE_LENGTH_COUNTS, MAGIC } from '../../../../kafka/records/record-batch.ts';
import { varintBytes, writeVarint } from '../../../../kafka/records/varint.ts';
import { RECORD_OVERHEAD_BYTES } from '../../../../scenarios/client-sizes.ts';
import type { Batch } from '../../../batch.ts';
import {
  afterByte,
  afterBytes,
  afterKnown,
  afterLong,
  afterWord,
  BEGIN,
  crcOf,
  moveOver,
} from '../../../crc32c-state.ts';
import { PREFIX_BYTES, PREFIX_HEADER, viewOf, writePrefix } from '../../../record-prefix.ts';

/** Key length −1: there is no key. */
const NO_KEY = 0x01;
const PREFIX_HEADER_NAME = Buffer.from(PREFIX_HEADER);
/** Four varints of up to 5 bytes, a key's length of up to 5, attributes, and the header of a small value. */
const MOST_OVERHEAD_BYTES = 26 + 1 + 1 + PREFIX_HEADER_NAME.length + 1 + PREFIX_BYTES;
/** Over the part of the prefix that its CRC covers. */
const OVER_PREFIX = moveOver(PREFIX_BYTES - 4);
/** One header: its count, name and value, each with its length. */
const PREFIX_HEADER_BYTES = 1 + 1 + PREFIX_HEADER_NAME.length + 1 + PREFIX_BYTES;

/** Who numbers a batch, and where it stands in the numbering; −1 throughout without idempotence. */
export interface BatchStamp {
  readonly producerId: bigint;
  readonly producerEpoch: number;
  readonly baseSequence: number;
}

/** Where a batch's records end in memory, and their CRC-32C. */
export interface WrittenRecords {
  readonly end: number;
  readonly crc: number;
}

/** Most bytes that records of a batch can take up, header of the batch included. */
export function encodedBytesAtMost(batch: Batch): number {
  return AT.records + batch.bytes + batch.count * (MOST_OVERHEAD_BYTES - RECORD_OVERHEAD_BYTES);
}

/**
 * Writes the records [from, from + count) of a batch at `at`, each with the time at which the send buffer
 * took it, and what the header says about them. `wallMillis`: Date at the clock's zero. The payloads' CRCs
 * are known, so that of the whole is put together from them: no byte of a payload is looked at.
 */
export function writeRecords(
  target: Buffer,
  at: number,
  batch: Batch,
  from: number,
  count: number,
  wallMillis: number,
): WrittenRecords {
  const { source, stream, indices, intendedMicros, handedMicros } = batch;
  const baseTimestamp = Math.floor(wallMillis + (handedMicros[from] as number) / 1e3);
  const view = viewOf(target);
  let position = at + AT.records;
  let timestampDelta = 0;
  let crc = BEGIN;
  for (let delta = 0; delta < count; delta++) {
    const i = from + delta;
    const index = indices[i] as number;
    const { valueBytes, payload, payloadCrc, overPayload, prefixInHeader } = source.template(index);
    const key = source.key(index);
    const keyBytes = key === null ? 1 : varintBytes(key.length) + key.length;
    const headerBytes = prefixInHeader ? PREFIX_HEADER_BYTES : 1;
    timestampDelta = Math.floor(wallMillis + (handedMicros[i] as number) / 1e3) - baseTimestamp;
    const length =
      1 +
      varintBytes(timestampDelta) +
      varintBytes(delta) +
      keyBytes +
      varintBytes(valueBytes) +
      valueBytes +
      headerBytes;
    const start = position;
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
    position = writeVarint(target, position, valueBytes);
    if (prefixInHeader) {
      target.set(payload, position);
      position = writePrefixHeaderName(target, position + valueBytes);
    }
    crc = afterBytes(crc, target, start, position);
    const prefixCrc = writePrefix(view, position, {
      producer: stream.producer,
      run: source.run,
      sequence: batch.firstSequence + i,
      intendedMicros: intendedMicros[i] as number,
      payloadCrc,
    });
    position += PREFIX_BYTES;
    crc = afterWord(afterKnown(crc, prefixCrc, OVER_PREFIX), prefixCrc);
    if (prefixInHeader) continue;
    target.set(payload, position);
    position += payload.length;
    target[position++] = 0;
    crc = afterByte(afterKnown(crc, payloadCrc, overPayload), 0);
  }
  target.writeInt32BE(count - 1, at + AT.lastOffsetDelta);
  target.writeBigInt64BE(BigInt(baseTimestamp), at + AT.baseTimestamp);
  target.writeBigInt64BE(BigInt(baseTimestamp + timestampDelta), at + AT.maxTimestamp);
  target.writeInt32BE(count, at + AT.recordsCount);
  return { end: position, crc: crcOf(crc) };
}

function writePrefixHeaderName(target: Buffer, at: number): number {
  let position = writeVarint(target, at, 1);
  position = writeVarint(target, position, PREFIX_HEADER_NAME.length);
  target.set(PREFIX_HEADER_NAME, position);
  return writeVarint(target, position + PREFIX_HEADER_NAME.length, PREFIX_BYTES);
}

/** Fills in the rest of the header of the batch at `at`, and its CRC: done again for a new stamp. */
export function sealBatch(target: Buffer, at: number, records: WrittenRecords, codec: number, stamp: BatchStamp): void {
  const start = at + AT.records;
  target.writeBigInt64BE(0n, at + AT.baseOffset);
  target.writeInt32BE(records.end - at - BEFORE_LENGTH_COUNTS, at + AT.batchLength);
  target.writeInt32BE(-1, at + AT.leaderEpoch);
  target[at + AT.magic] = MAGIC;
  target.writeInt16BE(codec, at + AT.attributes);
  target.writeBigInt64BE(stamp.producerId, at + AT.producerId);
  target.writeInt16BE(stamp.producerEpoch, at + AT.producerEpoch);
  target.writeInt32BE(stamp.baseSequence, at + AT.baseSequence);
  const header = afterBytes(BEGIN, target, at + AT.attributes, start);
  target.writeUInt32BE(crcOf(afterLong(header, records.crc, records.end - start)), at + AT.crc);
}
