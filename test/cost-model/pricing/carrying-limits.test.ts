import { describe, expect, it } from 'vitest';
import { parseFormula } from '../../../src/cost-model/arithmetic/formula.ts';
import { exceededLimits } from '../../../src/cost-model/pricing/carrying-limits.ts';
import type { Figures } from '../../../src/cost-model/types/figures.ts';

const figure = (value: number, unit: string) =>
  ({ value, unit, provenance: 'assumed', source: 'test', low: null, high: null }) as const;

const why = (demand: string, most: string, figures: Figures): readonly string[] =>
  exceededLimits([{ name: 'it', demand: parseFormula(demand), most: parseFormula(most) }], figures);

describe('a limit that is exceeded', () => {
  it('says how many partitions would do, where they are what stands against it', () => {
    // 1,000 over 3 partitions is 333.3 each, of which 100 are carried: it takes 10.
    const figures = {
      rate: figure(1000, 'MiB/second'),
      partitions: figure(3, 'count'),
      card: figure(100, 'MiB/second'),
    };
    expect(why('rate / partitions', 'card', figures)).toEqual([
      'the workload asks for 333.3 MiB/s of it, and it carries at most 100 MiB/s: with 10 partitions it would carry it',
    ]);
    expect(why('partitions', 'most', { partitions: figure(20, 'count'), most: figure(10, 'count') })).toEqual([
      'the workload asks for 20 of it, and it carries at most 10',
    ]);
  });

  it('keeps every digit before the point, and as many as tell the two apart', () => {
    const at = (asked: number, most: number) =>
      why('asked', 'most', { asked: figure(asked, 'MB/second'), most: figure(most, 'MB/second') })[0];
    expect(at(644_245.094, 250)).toContain('asks for 644245 MB/s of it, and it carries at most 250 MB/s');
    expect(at(250.0001, 250)).toContain('asks for 250.0001 MB/s of it, and it carries at most 250 MB/s');
  });
});
