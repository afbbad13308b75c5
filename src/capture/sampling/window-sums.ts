import type { BatchHead } from '../../kafka/records/batches.ts';
import { CODEC_NAMES } from '../../kafka/records/compression.ts';
import { lookInto } from '../../kafka/records/look-into.ts';
import { AT } from '../../kafka/records/record-batch.ts';
import type { KeyHash } from './key-hash.ts';

/** A batch is not unpacked to more than this. */
const MOST_UNPACKED_BYTES = 1024 ** 3;

/**
 * What one window showed, as sums: nothing of a record is left but its sizes and its key's hash. A batch of which
 * m of n records lie in the window counts m ÷ n times, so that over all windows each batch counts alike, and a long
 * one that is hit more often no more than a short one.
 */
export interface WindowSums {
  /** Offsets that the window covers, and the records that stand at them. */
  offsets: number;
  records: number;
  /** Records whose value, key and headers could be looked at. */
  seen: number;
  tombstones: number;
  keyed: number;
  valueBytes: number;
  /** Keys and headers. */
  besideBytes: number;
  headers: number;
  batches: number;
  /** Of the batches, heads included, as they are stored. */
  storedBytes: number;
  /** Of their records, before and after compression. */
  unpackedBytes: number;
  packedBytes: number;
  logAppendBatches: number;
  readonly codecs: Map<string, number>;
  /** Of each record that has a value. */
  readonly sizes: number[];
  readonly keys: Map<number, number>;
  readonly producers: Set<bigint>;
  /** Batches of producers that are not idempotent. */
  withoutProducer: number;
  /** Batches that were not understood, and why. */
  unread: number;
  readonly unreadBecause: Set<string>;
}

const emptySums = (offsets: number): WindowSums => ({
  offsets,
  records: 0,
  seen: 0,
  tombstones: 0,
  keyed: 0,
  valueBytes: 0,
  besideBytes: 0,
  headers: 0,
  batches: 0,
  storedBytes: 0,
  unpackedBytes: 0,
  packedBytes: 0,
  logAppendBatches: 0,
  codecs: new Map(),
  sizes: [],
  keys: new Map(),
  producers: new Set(),
  withoutProducer: 0,
  unread: 0,
  unreadBecause: new Set(),
});

/** Sums over the batches that hold the offsets [from, to); others among them do not count. */
export function sumWindow(
  batches: readonly BatchHead[],
  { from, to }: { readonly from: number; readonly to: number },
  hash: KeyHash,
): WindowSums {
  const sums = emptySums(to - from);
  for (const batch of batches) {
    if (batch.lastOffset < from || batch.baseOffset >= to || batch.control) continue;
    try {
      addBatch(sums, batch, from, to, hash);
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      sums.unread++;
      sums.unreadBecause.add(error.message);
    }
  }
  return sums;
}

function addBatch(sums: WindowSums, batch: BatchHead, from: number, to: number, hash: KeyHash): void {
  // Nothing is added before the whole batch was understood.
  const own = emptySums(0);
  const unpacked = lookInto(batch, MOST_UNPACKED_BYTES, ({ offset, key, valueBytes, headers, headerBytes }) => {
    if (offset < from || offset >= to) return;
    own.seen++;
    if (valueBytes < 0) own.tombstones++;
    else own.sizes.push(valueBytes);
    own.valueBytes += Math.max(0, valueBytes);
    own.besideBytes += (key?.length ?? 0) + headerBytes;
    own.headers += headers;
    if (key === null) return;
    own.keyed++;
    const hashed = hash(key);
    own.keys.set(hashed, (own.keys.get(hashed) ?? 0) + 1);
  });
  if (batch.records === 0) return;
  const part = own.seen / batch.records;
  sums.records += own.seen;
  for (const name of ['seen', 'tombstones', 'keyed', 'valueBytes', 'besideBytes', 'headers'] as const) {
    sums[name] += own[name];
  }
  for (const size of own.sizes) sums.sizes.push(size);
  for (const [key, records] of own.keys) sums.keys.set(key, (sums.keys.get(key) ?? 0) + records);
  sums.batches += part;
  sums.storedBytes += part * batch.bytes.length;
  sums.unpackedBytes += part * unpacked;
  sums.packedBytes += part * (batch.bytes.length - AT.records);
  if (batch.logAppendTime) sums.logAppendBatches += part;
  const codec = CODEC_NAMES[batch.codec] ?? `codec ${batch.codec}`;
  sums.codecs.set(codec, (sums.codecs.get(codec) ?? 0) + part);
  if (batch.producerId >= 0n) sums.producers.add(batch.producerId);
  else sums.withoutProducer += part;
}
