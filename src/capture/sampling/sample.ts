import { DistinctKeys } from '../statistics/distinct-keys.ts';
import { HotKeys } from '../statistics/hot-keys.ts';
import { Ratio } from '../statistics/ratio.ts';
import { Sizes } from '../statistics/sizes.ts';
import type { WindowSums } from './window-sums.ts';

/** More producers than these are "at least as many". */
export const MOST_PRODUCERS = 10_000;

/** What all windows of a topic, or of all topics, showed together; of bounded size however many there are. */
export class Sample {
  windows = 0;
  records = 0;
  unread = 0;
  readonly unreadBecause = new Set<string>();
  /** Records that stand at an offset: transactions' marks take some, too. */
  readonly recordsPerOffset = new Ratio();
  /** Of a record that has a value. */
  readonly valueBytes = new Ratio();
  /** Of any record; nothing for a tombstone. */
  readonly bytesPerRecord = new Ratio();
  readonly besideBytes = new Ratio();
  readonly tombstones = new Ratio();
  readonly headers = new Ratio();
  readonly keyed = new Ratio();
  readonly compression = new Ratio();
  readonly recordsPerBatch = new Ratio();
  readonly batchBytes = new Ratio();
  readonly unpackedBatchBytes = new Ratio();
  readonly storedPerRecord = new Ratio();
  readonly logAppendTime = new Ratio();
  readonly sizes = new Sizes();
  readonly codecs = new Map<string, number>();
  readonly producers = new Set<bigint>();
  /** Share of the batches that carry no producer id: whoever wrote them is not counted. */
  readonly withoutProducer = new Ratio();
  readonly hotKeys: HotKeys;
  readonly distinctKeys: DistinctKeys;

  /** `keys`: how many it may keep in mind. */
  constructor(keys: number) {
    this.hotKeys = new HotKeys(Math.ceil(keys / 2));
    this.distinctKeys = new DistinctKeys(Math.ceil(keys / 2));
  }

  /** A window whose records stand for `weight` records each; without a partition where keys of topics would be mixed. */
  add(sums: WindowSums, weight: number, partition: number | null): void {
    this.windows++;
    this.records += sums.seen;
    this.unread += sums.unread;
    for (const why of sums.unreadBecause) this.unreadBecause.add(why);
    const w = (value: number): number => value * weight;
    // What could not be read may hold any number of records.
    if (sums.unread === 0) this.recordsPerOffset.add(w(sums.records), w(sums.offsets));
    this.storedPerRecord.add(w(sums.storedBytes), w(sums.records));
    this.valueBytes.add(w(sums.valueBytes), w(sums.seen - sums.tombstones));
    this.bytesPerRecord.add(w(sums.valueBytes), w(sums.seen));
    this.besideBytes.add(w(sums.besideBytes), w(sums.seen));
    this.tombstones.add(w(sums.tombstones), w(sums.seen));
    this.headers.add(w(sums.headers), w(sums.seen));
    this.keyed.add(w(sums.keyed), w(sums.seen));
    this.compression.add(w(sums.unpackedBytes), w(sums.packedBytes));
    this.recordsPerBatch.add(w(sums.records), w(sums.batches));
    this.batchBytes.add(w(sums.storedBytes), w(sums.batches));
    this.unpackedBatchBytes.add(w(sums.unpackedBytes), w(sums.batches));
    this.logAppendTime.add(w(sums.logAppendBatches), w(sums.batches));
    for (const bytes of sums.sizes) this.sizes.add(bytes, weight);
    for (const [codec, batches] of sums.codecs) this.codecs.set(codec, (this.codecs.get(codec) ?? 0) + w(batches));
    this.withoutProducer.add(w(sums.withoutProducer), w(sums.batches));
    for (const producer of sums.producers) if (this.producers.size < MOST_PRODUCERS) this.producers.add(producer);
    if (partition === null) return;
    this.hotKeys.add(sums.keys, weight, partition);
    for (const [key, records] of sums.keys) this.distinctKeys.add(key, records);
  }
}
