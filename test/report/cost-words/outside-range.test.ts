import { describe, expect, it } from 'vitest';
import type { CostResult } from '../../../src/cost-model/types/result.ts';
import { uncertaintyRanges } from '../../../src/report/charts/cost/uncertainty.ts';
import { outsideWords } from '../../../src/report/cost-words/outside-range.ts';
import { costStrength } from '../../../src/report/cost-words/sentence.ts';
import { answeredSix } from '../fixture-answered.ts';

/** The range of WarpStream, moved beside its total. */
function withRange(p10: number, p90: number): CostResult {
  const { answers } = answeredSix;
  if (answers === null) throw new Error('the fixture has answers');
  const platforms = answers.uncertainty.platforms.map((range) =>
    range.platform === 'warpstream/s3' ? { ...range, p10, p50: (p10 + p90) / 2, p90 } : range,
  );
  return { ...answeredSix, answers: { ...answers, uncertainty: { ...answers.uncertainty, platforms } } };
}

const total = Number(answeredSix.platforms.find(({ platform }) => platform === 'warpstream')?.total);
const above = withRange(total + 1000, total + 2000);
const below = withRange(total - 2000, total - 1000);
const around = withRange(total - 1000, total + 1000);

const words = (cost: CostResult): string => costStrength(cost).join(' ');
const notes = (cost: CostResult) => uncertaintyRanges(cost)?.tables[0]?.notes ?? [];

describe('a total outside the range of eight of ten samples', () => {
  it('is told where the range is said, and on which side of it most samples lie', () => {
    expect(words(above)).toMatch(/on WarpStream \(\$[\d\u2009]+ at the stated values, and more in most samples\)/);
    expect(words(below)).toMatch(/on WarpStream \(\$[\d\u2009]+ at the stated values, and less in most samples\)/);
    expect(words(around)).not.toContain('stated values');
  });

  it('is told below the table of ranges and in the words of the picture', () => {
    expect(notes(above)).toEqual([expect.stringMatching(/^WarpStream: .* and more in most samples\.$/)]);
    expect(notes(around)).toEqual([]);
    expect(uncertaintyRanges(above)?.panels[0]?.alt).toContain('and more in most samples');
  });

  it('stands in the table and in the picture wherever it lies', () => {
    const rows = uncertaintyRanges(around)?.tables[0]?.groups[0]?.rows ?? [];
    const row = rows.find(({ title }) => title === 'WarpStream');
    expect(row?.cells[3]).toMatchObject({ value: String(total) });
    const spec = uncertaintyRanges(around)?.panels[0]?.spec(760) as unknown as {
      layer: { data: { values: { key: string; stated: number }[] } }[];
    };
    expect(spec.layer[2]?.data.values.find(({ key }) => key === 'warpstream/s3')?.stated).toBe(total);
  });

  it('is not told of a platform that has none', () => {
    expect(outsideWords({ platform: 'x/y', p10: 1, p50: 2, p90: 3, isLowerBound: false }, around)).toBeNull();
  });
});
