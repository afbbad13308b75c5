import { describe, expect, it } from 'vitest';
import { answersOf } from '../../../src/cost-model/answers/answers-of.ts';
import { unmetBy } from '../../../src/cost-model/measured/standing.ts';
import type { MeasuredFigure } from '../../../src/cost-model/types/result.ts';
import { small } from '../small-platforms.ts';

const throughput = (target: string, because: readonly string[] = []): MeasuredFigure => ({
  name: 'throughput per broker',
  target,
  value: 5,
  unit: 'MiB/second',
  assumption: null,
  used: false,
  transferable: because.length === 0,
  because: because.length === 0 ? ['no formula of this platform has a place for it'] : because,
});

const requests = (target: string, because: readonly string[]): MeasuredFigure => ({
  ...throughput(target, because),
  name: 'PUT requests per GiB written',
  assumption: 'putsPerGib',
});

describe('a platform’s costs', () => {
  it('stand behind a run whose throughput is transferable, whether or not a formula uses it', () => {
    expect(unmetBy({ targets: ['a'] }, [throughput('a')])).toEqual([]);
  });

  it('do not where another figure that formulas use is not', () => {
    expect(unmetBy({ targets: ['a'] }, [throughput('a'), requests('a', ['two cycles'])])).toEqual(['two cycles']);
  });

  it('do not behind a run of another target, or none', () => {
    expect(unmetBy({ targets: ['a'] }, [throughput('b')])).toEqual(['no run has measured it']);
    expect(unmetBy({ targets: [] }, [throughput('a')])).toEqual(['no run has measured it']);
  });

  it('do not behind object-store figures alone', () => {
    expect(unmetBy({ targets: ['a'] }, [{ ...requests('a', []), transferable: true }])).toEqual([
      'no run has measured it',
    ]);
  });

  it('name what the target lacks that lacks least, each reason once', () => {
    const measured = [throughput('a', ['one', 'two']), throughput('b', ['one']), requests('b', ['one'])];
    expect(unmetBy({ targets: ['a', 'b'] }, measured)).toEqual(['one']);
  });
});

describe('the label of a saving', () => {
  const cost = small(
    ['a', 'b'].map((name) => ({
      name,
      lines: [{ item: 'all', unit: 'count', quantity: 'partitions', price: 'dollar' }],
    })),
    { prices: { dollar: { unit: 'count', tiers: [[null, '1']] } } },
  );
  const label = (measured: readonly MeasuredFigure[]) => {
    const platforms = cost.platforms.map((one) => ({ ...one, targets: [`target-${one.platform}`] }));
    const { label, missing } = answersOf({ ...cost, platforms, measured })?.saving ?? {};
    return { label, missing };
  };

  it('is the model’s until a transferable run stands behind both sides, and then changes by itself', () => {
    expect(label([])).toMatchObject({ label: 'model' });
    expect(label([throughput('target-a')])).toEqual({
      label: 'model',
      missing: [{ platform: 'b/only', because: ['no run has measured it'] }],
    });
    expect(label([throughput('target-a'), throughput('target-b')])).toEqual({ label: 'measured', missing: [] });
  });

  it('says by side which conditions are missing', () => {
    const standIn = 'the target is a stand-in on this machine';
    expect(label([throughput('target-a', [standIn]), throughput('target-b', ['another version'])])).toEqual({
      label: 'model',
      missing: [
        { platform: 'a/only', because: [standIn] },
        { platform: 'b/only', because: ['another version'] },
      ],
    });
  });
});
