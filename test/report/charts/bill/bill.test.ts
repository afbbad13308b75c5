import { describe, expect, it } from 'vitest';
import { billDays } from '../../../../src/report/charts/bill/days.ts';
import { spendOverTime } from '../../../../src/report/charts/bill/spend.ts';
import { billWaterfall } from '../../../../src/report/charts/bill/waterfall.ts';
import type { Picture } from '../../../../src/report/charts/picture.ts';
import { drawSvg } from '../../../../src/report/charts/svg.ts';
import { row } from '../../../cost-model/billing/row.ts';
import { fixture } from '../../fixture.ts';
import { billed, billedFixture, spent } from '../../fixture-bill.ts';

const bill = billed();
const [beside] = bill.reconciliation;
if (beside === undefined) throw new Error('the fixture is reconciled');

/** Rows of every layer of a picture's first panel, at one width. */
function valuesOf(picture: Picture | null): readonly Readonly<Record<string, unknown>>[] {
  const found: Readonly<Record<string, unknown>>[] = [];
  JSON.stringify(picture?.panels[0]?.spec(760), (key, value) => {
    if (key === 'values' && Array.isArray(value)) found.push(...value.filter((one) => typeof one === 'object'));
    return value;
  });
  return found;
}

describe('the waterfall from modelled to billed', () => {
  it('begins at the one, ends at the other, and each step starts where the last one ended', () => {
    const steps = valuesOf(billWaterfall(beside, 0)).filter((one) => 'from' in one) as { from: number; to: number }[];
    expect(steps[0]).toMatchObject({ from: 0, to: Number(beside.total.modelled) });
    expect(steps.at(-1)).toMatchObject({ from: 0, to: Number(beside.total.billed) });
    const between = steps.slice(1, -1);
    expect(between[0]?.from).toBe(Number(beside.total.modelled));
    for (const [at, step] of between.slice(1).entries()) expect(step.from).toBe(between[at]?.to);
    expect(between.at(-1)?.to).toBeCloseTo(Number(beside.total.billed), 6);
  });

  it('explains only the colours that it has', () => {
    const labels = ({ key }: Picture): readonly string[] => key.map(({ label }) => label);
    expect(labels(billWaterfall(beside, 0))).toEqual(['modelled and billed', 'less', 'more']);
    const rows = beside.rows.filter(({ category }) => category === 'credit');
    expect(labels(billWaterfall({ ...beside, rows }, 0))).toEqual(['modelled and billed', 'less']);
  });

  it('has a step for what no rule knows, for tax and for credits', () => {
    const keys = valuesOf(billWaterfall(beside, 0)).map(({ key }) => key);
    expect(keys).toEqual(expect.arrayContaining(['price', 'quantity', 'mix', 'unclassified', 'tax', 'credit']));
    expect(keys).not.toContain('refund');
  });
});

describe('the days of a bill', () => {
  const picture = billDays(bill);

  it('add up to each day, what is in no category with them', () => {
    const bars = valuesOf(picture).filter((one) => 'part' in one) as { day: string; amount: number }[];
    for (const { day, amount } of bill.days) {
      const own = bars.filter((bar) => bar.day === day).reduce((sum, bar) => sum + bar.amount, 0);
      expect(own).toBeCloseTo(Number(amount), 9);
    }
  });

  it('draw a credit below zero and not as less of a tax', () => {
    const bars = valuesOf(picture).filter((one) => 'part' in one);
    const first = Object.fromEntries(
      bars.filter(({ day }) => day === '2026-11-01').map((bar) => [bar.part, bar.amount]),
    );
    expect(first).toMatchObject({ 'apart-tax': 19.25, 'apart-credit': -1000, 'apart-support': 250, unclassified: 0.5 });
    // Each in a colour and a column of its own.
    expect(picture?.key.map(({ label }) => label)).toEqual(
      expect.arrayContaining(['Compute', 'Unclassified', 'Tax', 'Credits', 'Support plan']),
    );
    const colours = picture?.key.filter(({ mark }) => mark === 'area').map(({ colour }) => colour);
    expect(new Set(colours).size).toBe(colours?.length);
    expect(picture?.tables[0]?.columns.map(({ title }) => title)).toContain('Credits');
  });

  it('hatch a day from its lowest end to its highest', () => {
    const open = billed([
      row({ usageType: 'BoxUsage:m7g.large', unblended: '7', provisional: true }),
      row({ lineItemType: 'Tax', unblended: '2', provisional: true }),
      row({ lineItemType: 'Credit', unblended: '-5', provisional: true }),
    ]);
    expect(valuesOf(billDays(open)).find(({ low }) => low !== undefined)).toMatchObject({ low: -5, high: 9 });
  });

  it('keep the place of a day on which nothing was billed', () => {
    const gap = billed([
      row({ day: '2026-11-02', usageType: 'BoxUsage:m7g.large', unblended: '1' }),
      row({ day: '2026-11-04', usageType: 'BoxUsage:m7g.large', unblended: '2' }),
    ]);
    const spec = JSON.stringify(billDays(gap)?.panels[0]?.spec(760));
    expect(spec).toContain('"domain":["2026-11-02","2026-11-03","2026-11-04"]');
    expect(billDays(gap)?.title).toBe('Billed day by day: most on 4 November 2026, $2');
  });

  it('hatch those that may still change, and only those', async () => {
    const [panel] = picture?.panels ?? [];
    if (panel === undefined) throw new Error('there are days');
    const svg = await drawSvg(panel.spec(760), 'days', panel.alt);
    const [, pattern] = /<pattern id="([^"]+)"/.exec(svg) ?? [];
    expect(svg.split(`url(#${pattern})`)).toHaveLength(2);
    const final = billed([row({ usageType: 'BoxUsage:m7g.large', unblended: '1' })]);
    const [calm] = billDays(final)?.panels ?? [];
    expect(await drawSvg(calm?.spec(760) ?? panel.spec(760), 'days', '')).not.toContain('<pattern');
    expect(billDays(final)?.caption).not.toContain('Hatched');
  });
});

describe('money under latency', () => {
  it('is stacked to the sum of its second, in cents, for one repetition a target', () => {
    const judged = billedFixture();
    const picture = spendOverTime(judged);
    expect(picture?.panels.map(({ title }) => title)).toEqual([
      'local-kafka, repetition 1',
      'local-tiered, repetition 1',
    ]);
    const tops = valuesOf(picture).filter(({ kind }) => kind === 'network') as { low: number; high: number }[];
    expect(tops).toHaveLength(judged.series.targets[0]?.repetitions[0]?.seconds.length ?? 0);
    // 0.0002 and 0.00015 dollars a second.
    for (const { low, high } of tops)
      expect([low, high].map((cents) => cents.toFixed(6))).toEqual(['0.020000', '0.035000']);
  });

  it('is of a repetition that is valid where there is one', () => {
    const judged = billedFixture();
    const targets = judged.series.targets.map((target) => ({
      ...target,
      repetitions: target.repetitions.map((one) => ({ ...one, valid: one.index === 2 })),
    }));
    const picture = spendOverTime({ ...judged, series: { ...judged.series, targets } });
    expect(picture?.panels.map(({ title }) => title)).toEqual([
      'local-kafka, repetition 2',
      'local-tiered, repetition 2',
    ]);
  });

  it('has the points of every repetition as data, and is not drawn where nothing is priced', () => {
    const judged = fixture();
    expect(spendOverTime(judged)).toBeNull();
    expect(spendOverTime({ ...judged, spend: spent(judged) })?.tables).toHaveLength(4);
  });
});
