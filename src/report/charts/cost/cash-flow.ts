import type { TopLevelSpec } from 'vega-lite';
import type { BusinessCase } from '../../../cost-model/types/business.ts';
import type { CostResult } from '../../../cost-model/types/result.ts';
import { plural } from '../../format.ts';
import { change, moneyWords } from '../../money.ts';
import { monthTable } from '../../tables/cost/business.ts';
import { titleOfId } from '../../tables/cost/platforms.ts';
import type { Picture } from '../picture.ts';
import { plotWidth } from '../theme.ts';
import { moneyLabels, moneyScale } from './money-axis.ts';
import { sideColours } from './rows.ts';

const HEIGHT = 220;
const MONTHS_A_YEAR = 12;

/** What moving has added up to by each month, with the month from which it pays; null where there is no case. */
export function cashFlow(cost: CostResult): Picture | null {
  const business = cost.answers?.businessCase ?? null;
  const last = business?.months.at(-1);
  if (business === null || last === undefined || business.isLowerBound) return null;
  const { stay, move, paybackMonth } = business;
  const paid =
    paybackMonth === null
      ? `not paid back within ${plural(business.months.length, 'month')}`
      : `paid back in month ${paybackMonth}`;
  const title = `Moving from ${titleOfId(stay, cost)} to ${titleOfId(move, cost)}: ${paid}, ${change(last.cumulative, cost.currency)} after ${plural(last.month, 'month')}`;
  return {
    id: 'cost-cash-flow',
    title,
    caption:
      'What staying would have cost less what moving costs, added up month by month: below zero moving has cost more so far. Both running at once, work to be done once and unused commitments are in it.',
    key: [
      { label: 'added up', colour: sideColours(cost)[1], mark: 'line' },
      ...(paybackMonth === null ? [] : [{ label: 'paid back', colour: 'var(--ink)', mark: 'dashed-line' as const }]),
    ],
    panels: [
      {
        id: 'cost-cash-flow',
        title: null,
        alt: `Cumulative cash flow. ${title}.`,
        spec: (width) => flowSpec(width, business, cost),
      },
    ],
    tables: [monthTable(business, cost)],
  };
}

/** Every month's end; the line begins at nothing. */
const pointsOf = ({ months }: BusinessCase) => [
  { month: 0, cumulative: 0 },
  ...months.map(({ month, cumulative }) => ({ month, cumulative: Number(cumulative) })),
];

function flowSpec(width: number, business: BusinessCase, cost: CostResult): TopLevelSpec {
  const points = pointsOf(business);
  const scale = moneyScale(points.map(({ cumulative }) => cumulative));
  const months = business.months.length;
  const step = months > MONTHS_A_YEAR * 2 ? 6 : months > MONTHS_A_YEAR ? 3 : 1;
  const ticks = points.map(({ month }) => month).filter((month) => month % step === 0);
  const payback = business.paybackMonth === null ? [] : [{ month: business.paybackMonth }];
  const x = { field: 'month', type: 'quantitative' as const };
  return {
    width: plotWidth(width),
    height: HEIGHT,
    layer: [
      {
        data: { values: [{ zero: 0 }] },
        mark: { type: 'rule', color: 'var(--ink)' },
        encoding: { y: { field: 'zero', type: 'quantitative' } },
      },
      {
        data: { values: payback },
        mark: { type: 'rule', color: 'var(--ink)', strokeDash: [4, 3] },
        encoding: { x },
      },
      {
        data: { values: points },
        mark: { type: 'line', color: sideColours(cost)[1], interpolate: 'linear' },
        encoding: {
          x: {
            ...x,
            title: 'months from the start',
            scale: { domain: [0, months], nice: false },
            axis: { values: ticks, format: 'd' },
          },
          y: {
            field: 'cumulative',
            type: 'quantitative',
            title: `added up, ${moneyWords(cost.currency)}`,
            scale: { domain: scale.domain, nice: false, zero: false },
            axis: {
              values: scale.ticks,
              labelExpr: moneyLabels(cost.currency, scale.domain),
            },
          },
        },
      },
    ],
  };
}
