import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { calibrate } from '../../../src/capture/scenario/calibrate.ts';
import { proofOfConcept } from '../../../src/capture/scenario/proof-of-concept.ts';
import { scenarioText } from '../../../src/capture/scenario/scenario-text.ts';
import { harmonic } from '../../../src/capture/statistics/zipf.ts';
import type { Capture } from '../../../src/capture/types.ts';
import { coverageOf } from '../../../src/judge/coverage/coverage.ts';
import { type LoadedScenario, loadScenario } from '../../../src/scenarios/load.ts';
import { figure, smallCapture, topic } from './small-capture.ts';

const FILE = { name: 'prod-eu-captured', captureFile: 'prod.capture.json', calibrated: null };

const textOf = (capture: Capture, scale: number | null = null): string =>
  scenarioText(capture, proofOfConcept(capture, scale), FILE);

const loaded = (capture: Capture, scale: number | null = null): LoadedScenario =>
  loadScenario(textOf(capture, scale), { file: 'prod.yaml', readNamed: () => JSON.stringify(capture) });

describe('the scenario of a capture', () => {
  it('is one that loads, with the rates, sizes, keys, groups and production that were seen', () => {
    const { plan } = loaded(smallCapture());
    expect(plan.phases.map(({ name, fromRate }) => [name, fromRate])).toEqual([
      ['warm-up', 2_000],
      ['steady', 2_000],
      ['burst', 5_000],
    ]);
    expect(plan.phases.at(-1)?.endSecond).toBe(10 + 60 + 12);
    expect(plan.topics.map(({ name, partitions, share }) => [name, partitions, share])).toEqual([
      ['orders', 24, 0.75],
      ['clicks', 12, 0.25],
    ]);
    expect(plan.records.size).toEqual({ kind: 'lognormal', medianBytes: 600, sigma: 0.76, maxBytes: 16_000 });
    expect(plan.client).toMatchObject({ compression: 'lz4', batchBytes: 65_536 });
    // (20 − 1) records ÷ (2,000 ÷ 36 partitions) a second = 342 ms.
    expect(plan.client.lingerMs).toBe(342);
    expect(plan.groups).toHaveLength(2);
    expect(plan.production).toMatchObject({
      fanOut: 1.8,
      retentionMs: 3 * 86_400_000,
      compressionRatio: 3,
      partitions: 36,
      replication: 3,
      zones: 3,
      producers: 17,
      recordBytes: 800,
    });
    expect(Math.abs(plan.production.averageIngress / 1_600_000 - 1)).toBeLessThan(0.001);
    expect(Math.abs(plan.production.peakIngress / 4_000_000 - 1)).toBeLessThan(0.001);
  });

  it('has keys whose hottest one has the share that was seen', () => {
    const { keys } = loaded(smallCapture()).plan.records;
    if (keys.kind !== 'zipf') throw new Error(keys.kind);
    expect(keys.count).toBe(5_000);
    expect(1 / harmonic(keys.count, keys.exponent)).toBeCloseTo(0.12, 4);
  });

  it('holds no more keys than a generator can, and the hottest has its share still', () => {
    const keys = {
      keyed: figure(1),
      hottestShare: figure(0.02),
      distinct: figure(5e7),
      exponent: figure(0.9),
      ranks: [0.02],
    };
    const planned = loaded(smallCapture({ keys })).plan.records.keys;
    if (planned.kind !== 'zipf') throw new Error(planned.kind);
    expect(planned.count).toBe(100_000);
    expect(1 / harmonic(planned.count, planned.exponent)).toBeCloseTo(0.02, 4);
  });

  it('says of every figure how it was seen, and of each guess that it is one', () => {
    const text = textOf(smallCapture());
    expect(text).toContain('# sampled (792B to 808B with 95%): a test.');
    expect(text).toContain('# counted: a test.');
    expect(text).toContain('Keys and headers are another 40 B a record');
    expect(text).toContain('# ASSUMED: what producers wait for cannot be seen from outside.');
  });

  it('comments out or marks what was not seen, and invents nothing', () => {
    const nothing = {
      averageBytesPerSecond: null,
      peakBytesPerSecond: null,
      fanOut: null,
      retentionSeconds: null,
      backlogBytes: null,
      replication: null,
      zones: null,
      readers: null,
      producers: null,
      valueBytes: null,
      besideBytes: null,
      compressionRatio: null,
      codecs: {},
      recordsPerBatch: null,
      unpackedBatchBytes: null,
      keys: null,
      imbalance: null,
    };
    const capture = smallCapture(nothing);
    const text = textOf(capture);
    for (const key of ['fanOut', 'retention', 'recordSize'])
      expect(text).toMatch(new RegExp(`# ASSUMED: [^\\n]*\\n  ${key}:`));
    for (const key of ['compressionRatio', 'replication', 'zones', 'producers']) {
      expect(text).toMatch(new RegExp(`\\n  # ${key}: `));
      expect(parse(text).production[key]).toBeUndefined();
    }
    expect(text).toMatch(/# ASSUMED: no record was seen\.\n {2}size: 1KiB/);
    // Records a second are known all the same.
    expect(parse(text).production.ingress).toEqual({ average: '2000/s', peak: '5000/s' });
    expect(loaded(capture).plan.records.keys).toEqual({ kind: 'none' });
  });

  it('loads where two long names are alike in all that a scenario may hold of them', () => {
    const long = 'a'.repeat(240);
    const { plan } = loaded(smallCapture({}, { topics: [topic(`${long}-b`, 1_500), topic(`${long}-c`, 500)] }));
    expect(new Set(plan.topics.map(({ name }) => name)).size).toBe(2);
  });

  it('is scaled to what small machines can take, and says so; a partition keeps its rate', () => {
    const big = smallCapture(
      {
        averageRecordsPerSecond: figure(200_000, 'records/s', 'counted'),
        peakRecordsPerSecond: figure(400_000, 'records/s', 'counted'),
      },
      { topics: [topic('orders', 200_000, 200)] },
    );
    const { plan } = loaded(big);
    // 10,000 records/s at the peak.
    expect(plan.phases.at(-1)?.fromRate).toBe(10_000);
    expect(plan.topics[0]?.partitions).toBe(5);
    expect(textOf(big)).toContain('2.5% of what was seen');
    // Production is not scaled.
    expect(plan.production.partitions).toBe(36);
    const asked = loaded(big, 0.5).plan;
    expect(asked.phases.at(-1)?.fromRate).toBe(200_000);
    expect(textOf(big, 0.5)).toContain('50% of what was seen, as asked');
  });

  it('takes average and peak of production from the time before where that is longer', () => {
    const hours = Array.from({ length: 24 }, (_, hour) => {
      return {
        fromMs: hour * 3_600_000,
        seconds: 3_600,
        recordsPerSecond: hour === 12 ? 9_000 : 500,
        bytesPerSecond: null,
      };
    });
    const capture = smallCapture({ past: hours });
    const { plan } = loaded(capture);
    // (23 × 500 + 9,000) ÷ 24 records a second of 800 bytes.
    expect(Math.abs(plan.production.averageIngress / ((20_500 / 24) * 800) - 1)).toBeLessThan(0.001);
    expect(Math.abs(plan.production.peakIngress / (9_000 * 800) - 1)).toBeLessThan(0.001);
    expect(plan.phases.at(-1)?.fromRate).toBe(9_000);
    expect(textOf(capture)).toContain('offsets by time over the 24 h before the capture');
  });

  it('has a catch-up where a group was far behind', () => {
    // 2,000 × 800 bytes a second: two minutes of it.
    const { plan } = loaded(smallCapture({ backlogBytes: figure(192_000_000, 'B') }));
    expect(plan.catchUp?.groups).toEqual(['catch-up-1']);
    expect(plan.phases.map(({ name }) => name)).toContain('catch-up');
  });

  it('leaves out quiet topics, and the shares of the others add up', () => {
    const topics = Array.from({ length: 40 }, (_, index) => topic(`topic.${index}`, 1_000 / 1.5 ** index, 3));
    const capture = smallCapture({}, { topics });
    const { plan } = loaded(capture);
    expect(plan.topics.length).toBeLessThanOrEqual(10);
    expect(plan.topics.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 9);
    expect(textOf(capture)).toMatch(/# 3\d quieter topics left out: [\d.]+% of the records/);
  });

  it('has the ten busiest of thousands of topics that are all alike', () => {
    const topics = Array.from({ length: 5_000 }, (_, index) => topic(`topic.${index}`, 0.4, 3));
    expect(loaded(smallCapture({}, { topics })).plan.topics.map(({ share }) => share)).toEqual(Array(10).fill(0.1));
  });

  it('loads whatever a topic is called, and whatever stands in a note', () => {
    const names = ['__proto__', '-', 'a'.repeat(249), 'null', '1e3', '_._-', 'true'];
    const capture = smallCapture(
      {},
      { topics: names.map((name) => topic(name, 300)), notes: ['one\nname: other\u2028x: "y" # z', "it's: {a"] },
    );
    const { plan } = loaded(capture);
    expect(plan.scenario).toBe('prod-eu-captured');
    expect(plan.topics.map(({ name }) => name)).toContain('__proto__');
  });

  it('covers itself: all of the time, the sizes and the hottest key', () => {
    const coverage = coverageOf(loaded(smallCapture()).plan);
    expect(coverage?.minutes.share).toBe(1);
    expect(coverage?.sizes?.records).toBe(1);
    expect(coverage?.hottestKey?.share).toBeCloseTo(1, 2);
  });
});

describe('the file that a scenario names', () => {
  const text = textOf(smallCapture());

  it('is covered by its digest: another capture is another scenario', () => {
    const load = (capture: Capture) => loadScenario(text, { file: 's.yaml', readNamed: () => JSON.stringify(capture) });
    const [one, other] = [load(smallCapture()), load(smallCapture({ imbalance: null }))];
    expect(one.digest).not.toBe(other.digest);
    expect(one.planDigest).not.toBe(other.planDigest);
    expect(load(smallCapture()).digest).toBe(one.digest);
  });

  it.each([
    ['{"schemaVersion":2}', 'no capture.json of this version'],
    ['not JSON', 'no capture.json of this version'],
  ])('is refused with its line where it is none: %s', (content, words) => {
    expect(() => loadScenario(text, { file: 's.yaml', readNamed: () => content })).toThrow(words);
  });
});

describe('compressibility', () => {
  it('is found so that the generator reaches the ratio, or comes closest', async () => {
    const ratioOf = async (share: number): Promise<number> => 1 / (1.05 - share);
    const { compressibility, ratio } = await calibrate(3, ratioOf);
    expect(Math.abs(ratio / 3 - 1)).toBeLessThan(0.02);
    expect(1 / (1.05 - compressibility)).toBeCloseTo(ratio, 1);
    expect(await calibrate(0.9, ratioOf)).toEqual({ compressibility: 0, ratio: 1 / 1.05 });
    expect((await calibrate(100, ratioOf)).compressibility).toBe(1);
  });
});
