import { describe, expect, it } from 'vitest';
import type { CostAnswers } from '../../../../src/cost-model/types/answers.ts';
import type { CostResult } from '../../../../src/cost-model/types/result.ts';
import { costBars } from '../../../../src/report/charts/cost/bars.ts';
import { breakEvenCurves } from '../../../../src/report/charts/cost/break-even.ts';
import { cashFlow } from '../../../../src/report/charts/cost/cash-flow.ts';
import { heatMap } from '../../../../src/report/charts/cost/heat-map.ts';
import { costPictures } from '../../../../src/report/charts/cost/pictures.ts';
import { labelledRows } from '../../../../src/report/charts/cost/rows.ts';
import { tornado } from '../../../../src/report/charts/cost/tornado.ts';
import { walkAwayPrices } from '../../../../src/report/charts/cost/walk-away.ts';
import { waterfall } from '../../../../src/report/charts/cost/waterfall.ts';
import type { Picture } from '../../../../src/report/charts/picture.ts';
import { answeredAll, answeredClose, answeredIncomplete, answeredSix } from '../../fixture-answered.ts';

/** Data of the layers of the first panel, in their order. */
function layersOf(picture: Picture | null): readonly (readonly Readonly<Record<string, unknown>>[])[] {
  const spec = picture?.panels[0]?.spec(760) as unknown as {
    layer: { data: { values: Record<string, unknown>[] } }[];
  };
  return spec.layer.map(({ data }) => data.values);
}

const answersOf = ({ answers }: CostResult): CostAnswers => {
  if (answers === null) throw new Error('the fixture has answers');
  return answers;
};
const change = (cost: CostResult, changed: Partial<CostAnswers>): CostResult => ({
  ...cost,
  answers: { ...answersOf(cost), ...changed },
});

describe('stacked bars', () => {
  it('hold every monthly line of every platform, the cheapest complete one first', () => {
    const [segments = []] = layersOf(costBars(answeredAll));
    for (const { platform, variant, total } of answeredAll.platforms) {
      const drawn = segments.filter(({ key }) => key === `${platform}/${variant}`);
      expect(drawn.reduce((sum, { amount }) => sum + Number(amount), 0)).toBeCloseTo(Number(total), 4);
    }
    const [cheapest] = answeredAll.platforms
      .filter(({ totalIsLowerBound }) => !totalIsLowerBound)
      .toSorted((a, b) => Number(a.total) - Number(b.total));
    expect(segments[0]?.key).toBe(`${cheapest?.platform}/${cheapest?.variant}`);
  });

  it('name two of many platforms in the title, and all of them in words', () => {
    const bars = costBars(answeredAll);
    expect(bars?.title.length).toBeLessThan(160);
    for (const { platformTitle } of answeredAll.platforms) expect(bars?.panels[0]?.alt).toContain(platformTitle);
  });
});

describe('the waterfall', () => {
  it('leads from one total to the other, each step from where the one above ended', () => {
    const [steps = []] = layersOf(waterfall(answeredSix));
    const [first, ...rest] = steps;
    const last = rest.pop();
    const totals = [answersOf(answeredSix).baseline, answersOf(answeredSix).candidate].map(
      (id) => answeredSix.platforms.find(({ platform, variant }) => `${platform}/${variant}` === id)?.total,
    );
    expect([first?.to, last?.to].map(Number)).toEqual(totals.map(Number));
    let at = Number(first?.to);
    for (const step of rest) {
      expect(step.from).toBe(at);
      at = Number(step.to);
    }
    expect(at).toBeCloseTo(Number(last?.to), 4);
    expect(rest.length).toBeGreaterThan(3);
  });
});

describe('the tornado', () => {
  it('has a row of its own for an assumption that two platforms have under one name', () => {
    const bars = answersOf(answeredSix).sensitivity?.bars ?? [];
    const [bar] = bars;
    if (bar === undefined) throw new Error('the fixture has uncertain figures');
    const twice = change(answeredSix, {
      sensitivity: {
        difference: -10,
        bars: ['apache-kafka/block-storage', 'warpstream/s3'].map((id) => ({ ...bar, names: [`${id}/${bar.figure}`] })),
      },
    });
    const [ends = [], , , labels = []] = layersOf(tornado(twice));
    expect(new Set(ends.map(({ key }) => key)).size).toBe(2);
    expect(labels.map(({ lines }) => (lines as string[]).join(' '))).toEqual([
      expect.stringContaining('Apache Kafka on EC2'),
      expect.stringContaining('WarpStream'),
    ]);
  });

  it('draws the widest and tabulates all', () => {
    const { sensitivity } = answersOf(answeredSix);
    const all = sensitivity?.bars.length ?? 0;
    expect(all).toBeGreaterThan(12);
    const picture = tornado(answeredSix);
    expect(layersOf(picture)[0]).toHaveLength(2 * 12);
    expect(picture?.tables[0]?.groups[0]?.rows).toHaveLength(all);
  });
});

describe('break-even curves', () => {
  it('state each crossing with its range, and where the cheaper one never changes', () => {
    const titles = breakEvenCurves(answeredClose)?.panels.map(({ title }) => title) ?? [];
    expect(titles).toHaveLength(4);
    expect(titles.some((title) => /is the cheaper one from .* to .* \(today/.test(title ?? ''))).toBe(true);
    const crossed = answersOf(answeredClose).breakEven.filter(({ crossings }) => crossings.length > 0);
    expect(crossed.length).toBeGreaterThan(0);
  });

  it('tell many crossings together instead of one by one', () => {
    const [curve] = answersOf(answeredClose).breakEven;
    if (curve === undefined) throw new Error('the fixture has curves');
    const crossings = [10, 20, 40, 80].map((at) => ({ at, low: null, high: null, cheaperAbove: 'warpstream/s3' }));
    const picture = breakEvenCurves(change(answeredClose, { breakEven: [{ ...curve, crossings, why: null }] }));
    // 10 MiB/s for 730 hours: 10 × 1 048 576 × 2 628 000 / 10¹² = 27.56 TB, and eight times that.
    expect(picture?.panels[0]?.title).toContain('changes 4 times between 27.6\u2009TB a month and 220\u2009TB a month');
  });
});

describe('the heat map', () => {
  it('has cells without gaps around their values, and leaves blank what is not carried', () => {
    const { sweep } = answersOf(answeredClose);
    if (sweep === null || sweep.difference === null) throw new Error('the fixture is swept');
    const [cells = []] = layersOf(heatMap(answeredClose));
    const row = cells.slice(0, sweep.x.values.length);
    const perMonth = (1024 ** 2 * 730 * 3600) / 1e12;
    row.forEach(({ x, x2 }, at) => {
      const value = (sweep.x.values[at] ?? 0) * perMonth;
      expect(Number(x)).toBeLessThan(value);
      expect(Number(x2)).toBeGreaterThan(value);
      if (at > 0) expect(x).toBe(row[at - 1]?.x2);
    });
    const difference = sweep.difference.map((one, y) => one.map((share, x) => (x === 0 && y === 0 ? null : share)));
    const blank = change(answeredClose, { sweep: { ...sweep, difference } });
    const carried = (cost: CostResult) => layersOf(heatMap(cost))[0]?.length ?? 0;
    expect(carried(blank)).toBe(carried(answeredClose) - 1);
    expect(heatMap(blank)?.tables[0]?.groups[0]?.rows[0]?.cells[0]).toMatchObject({ kind: 'missing' });
  });
});

describe('the cash flow', () => {
  it('begins at nothing, ends at the last sum, and says from which month it pays', () => {
    const business = answersOf(answeredSix).businessCase;
    if (business === null) throw new Error('the fixture has a business case');
    const [, , points = []] = layersOf(cashFlow(answeredSix));
    expect(points[0]).toEqual({ month: 0, cumulative: 0 });
    expect(points.at(-1)?.cumulative).toBe(Number(business.months.at(-1)?.cumulative));
    expect(cashFlow(answeredSix)?.title).toContain(`paid back in month ${business.paybackMonth}`);
    const never = change(answeredSix, { businessCase: { ...business, paybackMonth: null } });
    expect(cashFlow(never)?.title).toContain('not paid back within 36 months');
  });
});

describe('while a side misses a price', () => {
  it('nothing is drawn that would rank', () => {
    expect([waterfall, tornado, breakEvenCurves, heatMap, cashFlow].map((draw) => draw(answeredIncomplete))).toEqual([
      null,
      null,
      null,
      null,
      null,
    ]);
    expect(costPictures(answeredIncomplete).map(({ id }) => id)).toEqual(['cost-uncertainty']);
    expect(costPictures(answeredIncomplete)[0]?.title).toBe('What a month may as well cost');
  });
});

describe('walk-away prices', () => {
  it('are drawn against today’s, the nearest first, and only where there is one', () => {
    const one = {
      platform: 'warpstream/s3',
      item: 'Data',
      unit: 'GiB',
      against: 'a',
      why: null,
      low: null,
      high: null,
    };
    const picture = walkAwayPrices(
      change(answeredSix, {
        walkAway: [
          { ...one, priceKey: 'far', today: '1', price: '10' },
          { ...one, priceKey: 'near', today: '2', price: '1.5' },
          { ...one, priceKey: 'unknown', today: null, price: '3' },
          { ...one, priceKey: 'never', today: '1', price: null },
        ],
      }),
    );
    expect(layersOf(picture)[1]?.map(({ key, at }) => [key, at])).toEqual([
      ['warpstream/s3 near', 0.75],
      ['warpstream/s3 far', 10],
    ]);
    expect(picture?.title).toContain('0.75×');
  });
});

describe('rows with labels above their bars', () => {
  it('grow by as many lines as the longest label needs in a narrow window', () => {
    const rows = [{ key: 'a', label: 'a platform whose name is much too long for one line of a telephone' }];
    const [wide, narrow] = [760, 340].map((width) => labelledRows(rows, width));
    const lines = narrow?.labels.data.values[0]?.lines ?? [];
    expect(wide?.labels.data.values[0]?.lines).toHaveLength(1);
    expect(lines.join(' ')).toBe(rows[0]?.label);
    expect((narrow?.height.step ?? 0) - (wide?.height.step ?? 0)).toBe(16 * (lines.length - 1));
  });
});
