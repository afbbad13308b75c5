import { describe, expect, it } from 'vitest';
import { costText } from '../../src/commands/cost-table.ts';
import { widthOf } from '../../src/commands/output.ts';
import { answeredAll, answeredIncomplete, answeredInEuros, answeredSix } from '../report/fixture-answered.ts';

const table = (text: string): readonly string[] => (text.split('\n\n')[1] ?? '').split('\n');
const cells = (line: string): readonly string[] => line.trim().split(/ {2,}/);
const few = {
  ...answeredSix,
  platforms: answeredSix.platforms.filter(({ variant }) => ['s3', 'block-storage'].includes(variant)),
};

describe('the cost on a terminal', () => {
  it('begins with the sentence and how far it may be believed', () => {
    const [words = ''] = costText(answeredSix, 100).split('\n\n');
    expect(words.replaceAll('\n', ' ')).toMatch(/^Modelled: WarpStream would cost \$.* This is a model until/);
    expect(costText(answeredIncomplete, 100)).not.toMatch(/less than|the cheaper one in/);
  });

  it('has one row a platform where there are many, with the id that --baseline takes', () => {
    const [heading = '', ...rows] = table(costText(answeredAll, 200));
    expect(cells(heading)).toEqual(['a month', 'above cheapest', 'per GiB', 'month 12', 'month 36', '36 months']);
    expect(rows.map((row) => cells(row)[0]).toSorted()).toEqual(
      answeredAll.platforms.map(({ platform, variant }) => `${platform}/${variant}`).toSorted(),
    );
    const incomplete = rows.find((row) => row.startsWith('aiven/classic'));
    expect(incomplete).toMatch(/≥ \$[^ ]+ +–/);
    expect(rows.find((row) => row.startsWith('confluent-cloud/basic'))).toContain('outgrown');
  });

  it('leaves out columns on a narrow terminal, and never cuts an amount', () => {
    const wide = table(costText(answeredAll, 200));
    for (const width of [140, 100]) {
      const rows = table(costText(answeredAll, width));
      expect(Math.max(...rows.map(widthOf))).toBeLessThanOrEqual(width);
      expect(rows.join()).not.toContain('…');
      const total = (lines: readonly string[]) => lines.slice(1).map((line) => cells(line)[1]);
      expect(total(rows)).toEqual(total(wide));
    }
    expect(cells(table(costText(answeredAll, 100))[0] ?? '')).toEqual(['a month', 'above cheapest', '36 months']);
  });

  it('has a few platforms side by side, by category down to the total', () => {
    const rows = table(costText(few, 100)).map(cells);
    expect(rows[0]).toEqual(['USD a month', 'apache-kafka/block-storage', 'warpstream/s3']);
    const amount = (cell: string | undefined): number => Number((cell ?? '').replace(/[$\u2009]/g, ''));
    const at = rows.findIndex(([title]) => title === 'total');
    for (const column of [1, 2]) {
      const sum = rows.slice(1, at).reduce((total, row) => total + (row[column] === '–' ? 0 : amount(row[column])), 0);
      expect(Math.abs(sum - amount(rows[at]?.[column]))).toBeLessThan(0.05);
    }
    expect(rows[at + 1]?.[0]).toBe('once');
  });

  it('says what a lower bound misses, and who is not priced, below', () => {
    const text = costText(answeredSix, 1000);
    expect(text).toContain('aiven/classic is a lower bound, without a price for ');
    expect(text).toContain('no price book has "aiven.compute.larger"');
    expect(
      costText({ ...answeredSix, notPriced: [{ platform: 'x', variant: 'y', why: 'it is too small' }] }, 1000),
    ).toContain('x/y is not priced: it is too small.');
  });

  it('is in the currency of the result', () => {
    const text = table(costText(answeredInEuros, 200)).join('\n');
    expect(text).toContain('€');
    expect(text).not.toContain('$');
  });
});
