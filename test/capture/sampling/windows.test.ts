import { describe, expect, it } from 'vitest';
import { chooseWindows, type FreshRange, type Window } from '../../../src/capture/sampling/choose-windows.ts';
import { saltedKeyHash } from '../../../src/capture/sampling/key-hash.ts';
import { Sample } from '../../../src/capture/sampling/sample.ts';
import { sumWindow } from '../../../src/capture/sampling/window-sums.ts';
import { pick, type Random, randomFrom } from '../../../src/random.ts';
import { batchOf, WrittenLog, type WrittenRecord } from '../written-log.ts';

const hash = saltedKeyHash();

const record = (valueBytes: number, key: string | null = null): WrittenRecord => ({
  key,
  value: Buffer.alloc(valueBytes, 0x61),
});

/** Samples a log of one partition by so many windows of so many records. */
function sampled(log: WrittenLog, windows: number, length: number, random: Random): Sample {
  const sample = new Sample(1_000);
  const all: FreshRange = { topic: 0, partition: 0, from: 0, to: log.end };
  for (const window of chooseWindows([all], { windows, length: () => length }, random)) {
    sample.add(sumWindow(log.holding(window.from, window.to), window, hash), window.weight, window.partition);
  }
  return sample;
}

describe('windows', () => {
  const ranges: readonly FreshRange[] = [
    { topic: 0, partition: 0, from: 100, to: 1_100 },
    { topic: 0, partition: 1, from: 0, to: 37 },
    { topic: 1, partition: 0, from: 5, to: 25 },
    { topic: 2, partition: 0, from: 7, to: 7 },
  ];
  const plan = { windows: 10, length: () => 10 };

  it('give every record of a topic the same chance: weighted, each stands for itself', () => {
    const random = randomFrom('chance');
    const weights = new Map<string, number>();
    const rounds = 20_000;
    for (let round = 0; round < rounds; round++) {
      for (const { topic, partition, from, to, weight } of chooseWindows(ranges, plan, random)) {
        for (let offset = from; offset < to; offset++) {
          const place = `${topic}/${partition}/${offset}`;
          weights.set(place, (weights.get(place) ?? 0) + weight / rounds);
        }
      }
    }
    expect(weights.size).toBe(1_000 + 37 + 20);
    // A window is chosen with a chance of about 8%: 20,000 rounds tell its weight to within 3 × 2.4%.
    for (const weight of weights.values()) expect(Math.abs(weight - 1)).toBeLessThan(0.1);
  });

  it('lie within what was written, do not overlap, and are as many as asked on average', () => {
    const random = randomFrom('within');
    let count = 0;
    for (let round = 0; round < 1_000; round++) {
      const chosen = chooseWindows(ranges, plan, random);
      count += chosen.length;
      const key = ({ topic, partition, from }: Window) => `${topic}/${partition}/${from}`;
      expect(new Set(chosen.map(key)).size).toBe(chosen.length);
      for (const { topic, partition, from, to } of chosen) {
        const own = ranges.find((range) => range.topic === topic && range.partition === partition);
        expect(from).toBeGreaterThanOrEqual(own?.from ?? Number.NaN);
        expect(to).toBeLessThanOrEqual(own?.to ?? Number.NaN);
        expect(to - from).toBeGreaterThan(0);
      }
    }
    // A quiet topic cannot give more windows than it has: 2 of the third of a quarter of 10 that it may have.
    expect(count / 1_000).toBeGreaterThan(8.5);
    expect(count / 1_000).toBeLessThanOrEqual(10.1);
  });

  it('are all there are where more were asked for', () => {
    const chosen = chooseWindows(ranges, { windows: 1e6, length: () => 10 }, randomFrom('all'));
    expect(chosen).toHaveLength(100 + 4 + 2);
    expect(chosen.every(({ weight }) => weight === 1)).toBe(true);
  });
});

describe('batches that hold more records are hit more often, and yet', () => {
  // Half of the batches hold one record of 1,000 bytes, the others 40 records of 100 bytes.
  const written = async (batches: number): Promise<WrittenLog> => {
    const parts: Buffer[] = [];
    let offset = 0;
    for (let i = 0; i < batches; i++) {
      const records = i % 2 === 0 ? [record(1_000)] : Array.from({ length: 40 }, () => record(100));
      parts.push(await batchOf(records, offset));
      offset += records.length;
    }
    return new WrittenLog(parts);
  };

  it('the mean size is that of a record, and records a batch are those of a batch', async () => {
    const log = await written(4_000);
    const sample = sampled(log, 1_500, 7, randomFrom('biased'));
    // (1,000 + 40 × 100) ÷ 41 records; 41 ÷ 2 records a batch.
    expect(Math.abs((sample.valueBytes.estimate()?.value ?? 0) / (5_000 / 41) - 1)).toBeLessThan(0.02);
    expect(Math.abs((sample.recordsPerBatch.estimate()?.value ?? 0) / 20.5 - 1)).toBeLessThan(0.05);
    // What the batches that were hit would say: nearly every one of them is long.
    const hit = new Set<number>();
    const all: FreshRange = { topic: 0, partition: 0, from: 0, to: log.end };
    for (const { from, to } of chooseWindows([all], { windows: 1_500, length: () => 7 }, randomFrom('biased'))) {
      for (const { baseOffset } of log.holding(from, to)) hit.add(baseOffset);
    }
    const hitBatches = log.batches.filter(({ baseOffset }) => hit.has(baseOffset));
    const naive = hitBatches.reduce((sum, { records }) => sum + records, 0) / hitBatches.length;
    expect(naive).toBeGreaterThan(1.2 * 20.5);
  });

  it('the interval holds the truth in about 95 of 100 samples', async () => {
    const random = randomFrom('covered');
    const parts: Buffer[] = [];
    let offset = 0;
    let bytes = 0;
    let records = 0;
    for (let i = 0; i < 3_000; i++) {
      // Sizes of a batch's records resemble each other, as they do where a producer writes one kind of them.
      const size = 50 + Math.floor(400 * random());
      const own = Array.from({ length: 1 + pick(random, 20) }, () => record(size + pick(random, 50)));
      for (const { value } of own) bytes += value?.length ?? 0;
      records += own.length;
      parts.push(await batchOf(own, offset));
      offset += own.length;
    }
    const log = new WrittenLog(parts);
    const covered = { mean: 0, perBatch: 0 };
    const rounds = 300;
    for (let round = 0; round < rounds; round++) {
      const sample = sampled(log, 60, 15, random);
      const mean = sample.valueBytes.estimate();
      const perBatch = sample.recordsPerBatch.estimate();
      if ((mean?.low ?? 1e9) <= bytes / records && bytes / records <= (mean?.high ?? 0)) covered.mean++;
      if ((perBatch?.low ?? 1e9) <= records / 3_000 && records / 3_000 <= (perBatch?.high ?? 0)) covered.perBatch++;
    }
    for (const count of Object.values(covered)) {
      expect(count / rounds).toBeGreaterThan(0.91);
      expect(count / rounds).toBeLessThan(0.985);
    }
  });
});

describe('a window', () => {
  it.each(['none', 'gzip', 'snappy', 'lz4', 'zstd'] as const)(
    'is looked into whatever its codec: %s',
    async (codec) => {
      const records = Array.from({ length: 50 }, (_, i) => record(200, `key-${i % 5}`));
      const log = new WrittenLog([await batchOf(records, 0, codec)]);
      const sums = sumWindow(log.batches, { from: 10, to: 30 }, hash);
      expect([sums.records, sums.keyed, sums.valueBytes, sums.keys.size, sums.unread]).toEqual([20, 20, 4_000, 5, 0]);
      // 20 of 50 records: the batch counts 0.4 times.
      expect(sums.batches).toBeCloseTo(0.4, 12);
      expect(sums.codecs).toEqual(new Map([[codec, 20 / 50]]));
      const [batch] = log.batches;
      expect(sums.packedBytes).toBeCloseTo(0.4 * ((batch?.bytes.length ?? 0) - 61), 6);
      // Length, attributes, two deltas, key with its length, value with a length of two bytes, no headers.
      const plain = new WrittenLog([await batchOf(records, 0)]);
      expect(sums.unpackedBytes).toBeCloseTo(0.4 * ((plain.batches[0]?.bytes.length ?? 0) - 61), 6);
    },
  );

  it('tells tombstones, headers and records without a key', async () => {
    const log = new WrittenLog([
      await batchOf(
        [
          { key: 'a', value: null },
          { key: null, value: Buffer.from('xy'), headers: [['trace', '1234']] },
        ],
        0,
      ),
    ]);
    const sums = sumWindow(log.batches, { from: 0, to: 2 }, hash);
    expect(sums).toMatchObject({ records: 2, tombstones: 1, keyed: 1, headers: 1, valueBytes: 2, sizes: [2] });
    expect(sums.besideBytes).toBe(1 + 5 + 4);
  });

  it('does not count marks of transactions as records', async () => {
    const mark = await batchOf([record(6)], 3, 'none', 0x20);
    const log = new WrittenLog([await batchOf([record(1), record(1), record(1)], 0), mark]);
    expect(sumWindow(log.batches, { from: 0, to: 4 }, hash)).toMatchObject({ offsets: 4, records: 3, batches: 1 });
  });

  it('counts a batch that it cannot understand as unread and goes on', async () => {
    const broken = await batchOf([record(100)], 0, 'gzip');
    broken.fill(0xff, 61);
    const old = await batchOf([record(5)], 1);
    old[16] = 1;
    const log = new WrittenLog([broken, old, await batchOf([record(9)], 2)]);
    const sums = sumWindow(log.batches, { from: 0, to: 3 }, hash);
    expect([sums.unread, sums.records, sums.valueBytes]).toEqual([2, 1, 9]);
    expect([...sums.unreadBecause]).toEqual(['records that cannot be decompressed', 'a record batch of format 1']);
  });

  it('keeps nothing of a key or a value', async () => {
    const canary = 'CANARY-4f1d';
    const one = {
      key: `${canary}-key`,
      value: Buffer.from(`${canary}-value`),
      headers: [[`${canary}-name`, `${canary}-header`]] as const,
    };
    const log = new WrittenLog([await batchOf([one], 0)]);
    const sums = sumWindow(log.batches, { from: 0, to: 1 }, hash);
    expect(JSON.stringify({ ...sums, keys: [...sums.keys], producers: [], codecs: [...sums.codecs] })).not.toContain(
      'CANARY',
    );
  });

  it('is cut off where the fetched bytes are: a part of a batch is none', async () => {
    const whole = Buffer.concat([await batchOf([record(10)], 0), await batchOf([record(10)], 1)]);
    expect(new WrittenLog([whole.subarray(0, -1)]).batches).toHaveLength(1);
  });
});

describe('hashes of keys', () => {
  it('are the same within one capture and others in the next', () => {
    const key = Buffer.from('customer-1');
    const other = saltedKeyHash();
    expect(hash(key)).toBe(hash(Buffer.from('customer-1')));
    expect(hash(key)).not.toBe(other(key));
    expect(hash(key)).toBeLessThan(2 ** 48);
  });
});
