import { describe, expect, it } from 'vitest';
import { costOf } from '../../src/cost-model/cost-of.ts';
import { savePrices } from '../../src/cost-model/saved-prices.ts';
import { type Conditions, type Setting, unmetConditions } from '../../src/cost-model/transferable.ts';
import { book, platforms } from './fixture.ts';
import { localTarget, runOn } from './run-fixture.ts';

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
    expect(unmetConditions(run, production)).toEqual([]);
  });

  it('transfers at the edges: twice and half the record size, half the rate of a broker', () => {
    expect(unmetConditions(withSetting({ recordBytes: 2000, lingerMs: 5 }), production)).toEqual([]);
    expect(unmetConditions(withSetting({ brokerBytesPerSecond: 4_000_000 }), production)).toEqual([]);
  });

  it.each<[string, Conditions, RegExp]>([
    ['a stand-in', { ...run, standIn: true }, /stand-in/],
    ['an invalid run', { ...run, valid: false }, /not valid/],
    ['a fixed rate', { ...run, soughtLimit: false }, /limit/],
    ['a cold set that caches may hold', { ...run, coldSetLargerThanCache: null }, /caches/],
    ['two offload cycles', { ...run, cycles: 2 }, /3 compaction/],
    ['another version', withSetting({ version: '3.9' }), /version was 3\.9, in production 4\.3\.1/],
    ['another instance class', withSetting({ instanceClass: null }), /instance class was not known/],
    ['one zone', withSetting({ zones: 1 }), /zones was 1, in production 3/],
    ['another codec', withSetting({ codec: 'none' }), /codec was none/],
    ['a linger beyond twice', withSetting({ lingerMs: 20.1 }), /linger/],
    ['a batch below half', withSetting({ batchBytes: 65_535 }), /batch size/],
    ['records above twice', withSetting({ recordBytes: 2001 }), /record size \(B\) was 2001/],
    ['a slow partition', withSetting({ partitionBytesPerSecond: 149_999 }), /rate of a partition/],
    ['a broker below half of its rate', withSetting({ brokerBytesPerSecond: 3_999_999 }), /rate of a broker/],
  ])('does not transfer from %s, for that reason alone', (_, conditions, reason) => {
    const unmet = unmetConditions(conditions, production);
    expect(unmet).toHaveLength(1);
    expect(unmet[0]).toMatch(reason);
  });

  it('does not transfer to a production of which nothing is known', () => {
    const unknown = Object.fromEntries(Object.keys(production).map((key) => [key, null])) as unknown as Setting;
    expect(unmetConditions({ ...run, setting: unknown }, unknown)).toHaveLength(9);
  });

  it('of a local stand-in is shown with its reasons and never used', () => {
    const target = localTarget('a', 'blocks');
    const saved = savePrices({ targets: [target], platforms, books: [book] });
    const { measured } = costOf(saved, runOn(target), [{ name: 'a', valid: true, produce: { achievedRate: 4096 } }]);
    const [throughput, compression] = measured;
    // 4,096 records of 1 KiB a second over two nodes.
    expect(throughput).toMatchObject({
      name: 'throughput per broker',
      target: 'a',
      value: 2,
      unit: 'MiB/second',
      used: false,
    });
    expect(throughput?.because[0]).toContain('stand-in');
    // 100 MiB/s over the 21 brokers of the model are 4.76 MiB/s: half of that is 2.38.
    expect(throughput?.because.join()).toContain('the rate of a broker (B/s) was 2097152, in production 4993219');
    expect(compression).toMatchObject({ value: null, used: false });
  });

  it('of a local stand-in does not change a single price', () => {
    const target = localTarget('a', 'blocks');
    const saved = savePrices({ targets: [target], platforms, books: [book] });
    const fast = costOf(saved, runOn(target), [{ name: 'a', valid: true, produce: { achievedRate: 1e9 } }]);
    expect(fast.platforms).toEqual(costOf(saved, runOn(target), []).platforms);
  });
});
