import { Decimal } from 'decimal.js';
import type { TopLevelSpec } from 'vega-lite';
import type { Bill } from '../../../cost-model/billing/types/bill.ts';
import type { Category } from '../../../cost-model/types/shape.ts';
import { plural } from '../../format.ts';
import { moneyWords, rounded } from '../../money.ts';
import { left, plainRows, right, type Table, text } from '../../table.ts';
import { amount } from '../../tables/bill/amounts.ts';
import { CATEGORIES, CATEGORY_TITLES } from '../../words.ts';
import { moneyLabels, moneyScale } from '../cost/money-axis.ts';
import { HATCHING } from '../hatching.ts';
import { categoryColour } from '../palette.ts';
import type { KeyEntry, Picture } from '../picture.ts';
import { plotWidth } from '../theme.ts';

const HEIGHT = 220;
const OTHER = 'var(--muted)';
const OTHER_TITLE = 'Unclassified, tax, credits and the like';
/** Pixels of a day's label. */
const LABEL_PX = 62;

/** What was billed day by day, with the days that may still change hatched; null where no source tells days. */
export function billDays(bill: Bill): Picture | null {
  const { days, currency } = bill;
  const [first, last] = [days[0], days.at(-1)];
  if (first === undefined || last === undefined) return null;
  const provisional = days.filter((day) => day.provisional).length;
  const categories = CATEGORIES.filter((category) => days.some(({ byCategory }) => byCategory[category] !== undefined));
  const hasOther = days.some((day) => !new Decimal(day.other).isZero());
  const most = days.toSorted((a, b) => new Decimal(b.amount).comparedTo(a.amount))[0] ?? first;
  return {
    id: 'bill-days',
    title: `Billed day by day: ${days.length === 1 ? rounded(first.amount, currency) : `most on ${most.day}, ${rounded(most.amount, currency)}`}${provisional === 0 ? '' : `; ${plural(provisional, 'day')} may still change`}`,
    caption: `Each bar is a day, UTC, by category; what lowers the bill stands below zero.${provisional === 0 ? '' : ' Hatched days are provisional: the provider has not closed them yet.'}`,
    key: [
      ...categories.map(
        (category): KeyEntry => ({ label: CATEGORY_TITLES[category], colour: categoryColour(category), mark: 'area' }),
      ),
      ...(hasOther ? [{ label: OTHER_TITLE, colour: OTHER, mark: 'area' } as const] : []),
      ...(provisional === 0 ? [] : [{ label: 'may still change', colour: 'var(--muted)', mark: 'hatched' } as const]),
    ],
    panels: [
      {
        id: 'bill-days',
        title: null,
        alt: `Bars of what was billed on each of ${days.length} days from ${first.day} to ${last.day}, ${provisional} of them provisional.`,
        spec: (width) => daySpec(width, bill, categories),
      },
    ],
    tables: [dayTable(bill, categories, hasOther)],
  };
}

function daySpec(width: number, { days, currency }: Bill, categories: readonly Category[]): TopLevelSpec {
  const px = plotWidth(width);
  const bars = days.flatMap((day) => [
    ...categories.map((category, order) => ({
      day: day.day,
      part: category as string,
      order,
      amount: Number(day.byCategory[category] ?? 0),
    })),
    { day: day.day, part: 'other', order: categories.length, amount: Number(day.other) },
  ]);
  const ends = days.map(({ day, provisional }) => {
    const own = bars.filter((bar) => bar.day === day).map((bar) => bar.amount);
    const of = (sign: number): number => own.filter((one) => one * sign > 0).reduce((all, one) => all + one, 0);
    return { day, provisional, low: of(-1), high: of(1) };
  });
  const scale = moneyScale(ends.flatMap(({ low, high }) => [low, high]));
  const every = Math.ceil(days.length / Math.max(1, Math.floor(px / LABEL_PX)));
  const x = {
    field: 'day',
    type: 'ordinal' as const,
    title: null,
    scale: { domain: days.map(({ day }) => day), paddingInner: 0.25, paddingOuter: 0.1 },
    axis: {
      values: days.filter((_, index) => index % every === 0).map(({ day }) => day),
      labelExpr: 'utcFormat(toDate(datum.value), "%-d %b")',
      labelAngle: 0,
    },
  };
  const y = {
    field: 'amount',
    type: 'quantitative' as const,
    title: `a day, ${moneyWords(currency)}`,
    scale: { domain: scale.domain, nice: false },
    axis: { values: scale.ticks, labelExpr: moneyLabels(currency, scale.domain) },
  };
  return {
    width: px,
    height: HEIGHT,
    layer: [
      {
        data: { values: bars.filter((bar) => bar.amount !== 0) },
        mark: { type: 'bar' },
        encoding: {
          x,
          y: { ...y, stack: 'zero' },
          color: {
            field: 'part',
            type: 'nominal',
            legend: null,
            scale: { domain: [...categories, 'other'], range: [...categories.map(categoryColour), OTHER] },
          },
          order: { field: 'order', type: 'quantitative' },
        },
      },
      {
        data: { values: ends.filter(({ provisional }) => provisional) },
        mark: { type: 'bar', color: HATCHING },
        encoding: { x, y: { ...y, field: 'low' }, y2: { field: 'high' } },
      },
      {
        data: { values: [{ zero: 0 }] },
        mark: { type: 'rule', color: 'var(--ink)' },
        encoding: { y: { ...y, field: 'zero' } },
      },
    ],
  };
}

function dayTable({ days, currency }: Bill, categories: readonly Category[], hasOther: boolean): Table {
  return {
    id: 'bill-day-amounts',
    title: 'Billed day by day',
    columns: [
      left('Day'),
      ...categories.map((category) => right(CATEGORY_TITLES[category])),
      ...(hasOther ? [right(OTHER_TITLE)] : []),
      right('Total'),
      left('State'),
    ],
    groups: plainRows(
      days.map((day) => ({
        title: day.day,
        unit: null,
        cells: [
          ...categories.map((category) => amount(day.byCategory[category] ?? '0', currency)),
          ...(hasOther ? [amount(day.other, currency)] : []),
          amount(day.amount, currency),
          text(day.provisional ? 'may still change' : 'final'),
        ],
      })),
      'billed',
    ),
    notes: [],
  };
}
