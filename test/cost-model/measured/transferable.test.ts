import { describe, expect, it } from 'vitest';
import type { Setting } from '../../../src/cost-model/measured/setting.ts';
import { type Conditions, unmetConditions } from '../../../src/cost-model/measured/transferable.ts';
import { costOf } from '../../../src/cost-model/pricing/cost-of.ts';
import { savePrices } from '../../../src/cost-model/pricing/saved-prices.ts';
import { book, platforms } from '../fixture.ts';
import { localTarget, runOn } from '../run-fixture.ts';

const production: Setting = {
  version: '4.3.1',
  instanceClass: 'm7g.xlarge',
  zones: 3,
  codec: 'lz4',
  lingerMs: 10,
  batchBytes: 131_072,
  recordBytes: 1000,
  partitionBytesPerSecond: 300_000,
  brokerBytesPerSecond: 8_000_000,
};
const run: Conditions = {
  standIn: false,
  valid: true,
  soughtLimit: true,
  setting: production,
  coldSetLargerThanCache: true,
  cycles: 3,
};
const withSetting = (setting: Partial<Setting>): Conditions => ({ ...run, setting: { ...production, ...setting } });

describe('a measured figure', () => {
  it('transfers when every condition is met', () => {
    expect(unmetConditions(run, production, 'throughput')).toEqual([]);
    expect(unmetConditions(run, production, 'object-store')).toEqual([]);
  });

  it('transfers at the edges: twice and half the record size, half the rate of a broker', () => {
    expect(unmetConditions(withSetting({ recordBytes: 2000, lingerMs: 5 }), production, 'throughput')).toEqual([]);
    expect(unmetConditions(withSetting({ brokerBytesPerSecond: 4_000_000 }), production, 'throughput')).toEqual([]);
  });

  it('of throughput needs a run that looked for the limit, one of caches and objects needs cold data and cycles', () => {
    const fixed = { ...run, soughtLimit: false };
    expect(unmetConditions(fixed, production, 'throughput')).toEqual([expect.stringContaining('highest rate')]);
    expect(unmetConditions(fixed, production, 'object-store')).toEqual([]);
    const warm = { ...run, coldSetLargerThanCache: null, cycles: 2 };
    expect(unmetConditions(warm, production, 'throughput')).toEqual([]);
    expect(unmetConditions(warm, production, 'object-store')).toEqual([
      'the cold data was not shown to be larger than the caches',
      'the run was not shown to last 3 compaction or offload cycles',
    ]);
  });

  it.each<[string, Conditions, RegExp]>([
    ['a stand-in', { ...run, standIn: true }, /stand-in/],
    ['an invalid run', { ...run, valid: false }, /not valid/],
    ['another version', withSetting({ version: '3.9' }), /^version 3\.9 was measured, production has 4\.3\.1$/],
    ['another instance class', withSetting({ instanceClass: null }), /^the run did not record its instance class$/],
    ['one zone', withSetting({ zones: 1 }), /^the cluster had 1 zone, production has 3 zones$/],
    ['another codec', withSetting({ codec: 'none' }), /^compression was none, in production lz4$/],
    [
      'a linger beyond twice',
      withSetting({ lingerMs: 20.1 }),
      /^linger was 20\.1 ms, more than a factor of two from production's 10 ms$/,
    ],
    [
      'a batch below half',
      withSetting({ batchBytes: 65_535 }),
      /^the batch size was 64 KiB, more than a factor of two from production's 128 KiB$/,
    ],
    [
      'records above twice',
      withSetting({ recordBytes: 2001 }),
      /^the record size was 1\.95 KiB, more than a factor of two from production's 1000 B$/,
    ],
    [
      'a slow partition',
      withSetting({ partitionBytesPerSecond: 149_999 }),
      /^the rate of a partition was 0\.143 MiB\/s, more than/,
    ],
    [
      'a broker below half of its rate',
      withSetting({ brokerBytesPerSecond: 3_999_999 }),
      /^a broker carried 3\.81 MiB\/s, less than half of production's 7\.63 MiB\/s$/,
    ],
  ])('does not transfer from %s, for that reason alone', (_, conditions, reason) => {
    for (const kind of ['throughput', 'object-store'] as const) {
      const unmet = unmetConditions(conditions, production, kind);
      expect(unmet).toHaveLength(1);
      expect(unmet[0]).toMatch(reason);
    }
  });

  it('does not transfer to a production of which nothing is known', () => {
    const unknown = Object.fromEntries(Object.keys(production).map((key) => [key, null])) as unknown as Setting;
    expect(unmetConditions({ ...run, setting: unknown }, unknown, 'throughput')).toEqual([
      "the scenario does not state production's version, instance class, number of zones, codec, linger, batch, record size and rate of a partition",
      'the model gives production no brokers to compare with',
    ]);
  });

  it('of a local stand-in is shown with its reasons and never used', () => {
    const target = localTarget('a', 'blocks');
    const saved = savePrices({ targets: [target], platforms, books: [book], support: 'none' });
    const { measured } = costOf(saved, runOn(target), [{ name: 'a', valid: true, produce: { achievedRate: 4096 } }]);
    const [throughput, perVcpu] = measured;
    const compression = measured.at(-1);
    // 4,096 records of 1 KiB a second over two nodes.
    expect(throughput).toMatchObject({
      name: 'throughput per broker',
      target: 'a',
      value: 2,
      unit: 'MiB/second',
      used: false,
      transferable: false,
    });
    // On the 4 vCPUs of the model's broker.
    expect(perVcpu).toMatchObject({ assumption: 'mibInPerVcpu', value: 0.5, unit: 'MiB/second/vCPU', used: false });
    expect(throughput?.because[0]).toContain('stand-in');
    // 100 MiB/s over the 21 brokers of the model are 4.76 MiB/s: half of that is 2.38.
    expect(throughput?.because).toContain("a broker carried 2 MiB/s, less than half of production's 4.76 MiB/s");
    // What a scenario has no word for is said once, not once a condition.
    expect(throughput?.because.filter((reason) => reason.includes('scenario'))).toEqual([
      "the scenario does not state production's version and instance class",
    ]);
    expect(compression).toMatchObject({ value: null, used: false });
  });

  it('of a local stand-in does not change a single price', () => {
    const target = localTarget('a', 'blocks');
    const saved = savePrices({ targets: [target], platforms, books: [book], support: 'none' });
    const fast = costOf(saved, runOn(target), [{ name: 'a', valid: true, produce: { achievedRate: 1e9 } }]);
    expect(fast.platforms).toEqual(costOf(saved, runOn(target), []).platforms);
  });

  it('of local stand-ins leaves a saving the model’s, and names what is missing on each side', () => {
    const targets = [localTarget('a', 'blocks'), localTarget('b', 'tiered')];
    const saved = savePrices({ targets, platforms, books: [book], support: 'none' });
    const { answers } = costOf(
      saved,
      runOn(...targets),
      ['a', 'b'].map((name) => ({ name, valid: true, produce: { achievedRate: 1e6 } })),
    );
    expect(answers?.saving?.label).toBe('model');
    expect(answers?.saving?.missing.map(({ because }) => because[0])).toEqual([
      'the target is a stand-in on this machine',
      'the target is a stand-in on this machine',
    ]);
  });
});
