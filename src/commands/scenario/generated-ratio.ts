import { compress } from '../../kafka/records/compression.ts';
import { varintBytes, writeVarint } from '../../kafka/records/varint.ts';
import { RecordSource } from '../../loadgen/record-source.ts';
import type { Plan } from '../../scenarios/types.ts';
import { MIB } from '../../units.ts';

/** As many bytes of records are compressed: beyond that the ratio hardly moves. */
const ENOUGH_BYTES = MIB;
/** A producer's records of 1 ms each, in the middle of a run. */
const MICROS_APART = 1_000;

/** Uncompressed ÷ compressed of the batches that the generator makes of a plan, each of so many records. */
export async function generatedRatio(plan: Plan, recordsPerBatch: number): Promise<number> {
  const source = new RecordSource(plan, 0, 1);
  const size = Math.max(1, Math.round(recordsPerBatch));
  const open = new Map<number, Buffer[]>();
  let unpacked = 0;
  let packed = 0;
  for (let index = 0; unpacked < ENOUGH_BYTES; index++) {
    const partition = source.partition(index);
    const batch = open.get(partition) ?? [];
    batch.push(recordOf(source, index, batch.length));
    open.set(partition, batch);
    if (batch.length < size) continue;
    open.delete(partition);
    const records = Buffer.concat(batch);
    unpacked += records.length;
    packed += (await compress(plan.client.compression, records)).length;
  }
  return unpacked / packed;
}

/** A record as it stands in a batch (kafka/records/record-batch.ts). */
function recordOf(source: RecordSource, index: number, delta: number): Buffer {
  const { value, prefixHeader } = source.encode(index, 0, index, index * MICROS_APART);
  const key = source.key(index);
  const body = Buffer.concat([
    Buffer.from([0]),
    varint(Math.floor((delta * MICROS_APART) / 1e3)),
    varint(delta),
    ...(key === null ? [Buffer.from([1])] : [varint(key.length), key]),
    varint(value.length),
    value,
    varint(prefixHeader === null ? 0 : 1),
    ...(prefixHeader === null ? [] : [varint(prefixHeader.length), prefixHeader]),
  ]);
  return Buffer.concat([varint(body.length), body]);
}

function varint(value: number): Buffer {
  const bytes = Buffer.alloc(varintBytes(value));
  writeVarint(bytes, 0, value);
  return bytes;
}
