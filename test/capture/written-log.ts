import type { BatchHead } from '../../src/kafka/records/batches.ts';
import { wholeBatches } from '../../src/kafka/records/batches.ts';
import { CODEC_NAMES, compress } from '../../src/kafka/records/compression.ts';
import { AT, BEFORE_LENGTH_COUNTS, MAGIC } from '../../src/kafka/records/record-batch.ts';
import { writeVarint } from '../../src/kafka/records/varint.ts';
import type { Compression } from '../../src/scenarios/types.ts';

export interface WrittenRecord {
  readonly key: string | null;
  /** Null: a tombstone. */
  readonly value: Buffer | null;
  readonly headers?: readonly (readonly [name: string, value: string])[];
}

/** A record batch as Kafka's protocol guide lays it out; its CRC is left out, nobody looks at it here. */
export async function batchOf(
  records: readonly WrittenRecord[],
  baseOffset: number,
  codec: Compression = 'none',
  attributes = 0,
): Promise<Buffer> {
  const packed = await compress(codec, Buffer.concat(records.map(recordBytes)));
  const head = Buffer.alloc(AT.records);
  head.writeBigInt64BE(BigInt(baseOffset), AT.baseOffset);
  head.writeInt32BE(AT.records - BEFORE_LENGTH_COUNTS + packed.length, AT.batchLength);
  head[AT.magic] = MAGIC;
  head.writeInt16BE(CODEC_NAMES.indexOf(codec) | attributes, AT.attributes);
  head.writeInt32BE(records.length - 1, AT.lastOffsetDelta);
  head.writeBigInt64BE(-1n, AT.producerId);
  head.writeInt32BE(records.length, AT.recordsCount);
  return Buffer.concat([head, packed]);
}

function recordBytes({ key, value, headers = [] }: WrittenRecord, delta: number): Buffer {
  const fields = [varint(0), varint(delta), ...sized(key === null ? null : Buffer.from(key)), ...sized(value)];
  const all = headers.flatMap(([name, text]) => [...sized(Buffer.from(name)), ...sized(Buffer.from(text))]);
  const body = Buffer.concat([Buffer.from([0]), ...fields, varint(headers.length), ...all]);
  return Buffer.concat([varint(body.length), body]);
}

/** −1 is the varint 1. */
const sized = (bytes: Buffer | null): readonly Buffer[] =>
  bytes === null ? [Buffer.from([1])] : [varint(bytes.length), bytes];

function varint(value: number): Buffer {
  const bytes = Buffer.alloc(5);
  return bytes.subarray(0, writeVarint(bytes, 0, value));
}

/** A partition's log, and the batches in which an offset stands. */
export class WrittenLog {
  readonly batches: readonly BatchHead[];

  constructor(batches: readonly Buffer[]) {
    this.batches = [...wholeBatches(Buffer.concat(batches))];
  }

  get end(): number {
    return (this.batches.at(-1)?.lastOffset ?? -1) + 1;
  }

  holding(from: number, to: number): readonly BatchHead[] {
    let low = 0;
    let high = this.batches.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.batches[middle] as BatchHead).lastOffset < from) low = middle + 1;
      else high = middle;
    }
    let end = low;
    while (end < this.batches.length && (this.batches[end] as BatchHead).baseOffset < to) end++;
    return this.batches.slice(low, end);
  }
}
