import { Decimal } from 'decimal.js';
import type { TopLevelSpec } from 'vega-lite';
import { dayAfter, daysOf } from '../../../cost-model/billing/days.ts';
import type { Bill, BillDay } from '../../../cost-model/billing/types/bill.ts';
import { type DayPart, dayParts } from '../../bill-words/day-parts.ts';
import { periodWords } from '../../bill-words/period.ts';
import { plural } from '../../format.ts';
import { moneyWords, rounded } from '../../money.ts';
import { left, plainRows, right, type Table, text } from '../../table.ts';
import { amount } from '../../tables/bill/amounts.ts';
import { moneyLabels, moneyScale } from '../cost/money-axis.ts';
import { HATCHING } from '../hatching.ts';
import { billPartColour } from '../palette.ts';
import type { KeyEntry, Picture } from '../picture.ts';
import { plotWidth } from '../theme.ts';

const HEIGHT = 220;
/** Pixels of a day's label. */
const LABEL_PX = 62;

/** What was billed day by day, with the days that may still change hatched; null where no source tells days. */
export function billDays(bill: Bill): Picture | null {
  const { days, currency } = bill;
  const [first, last] = [days[0], days.at(-1)];
  if (first === undefined || last === undefined) return null;
  const provisional = days.filter((day) => day.provisional).length;
  const parts = dayParts(days);
  const most = days.toSorted((a, b) => new Decimal(b.amount).comparedTo(a.amount))[0] ?? first;
  const amountOf = ({ amount: billed }: BillDay): string => rounded(billed, currency);
  return {
    id: 'bill-days',
    title: `Billed day by day: ${days.length === 1 ? amountOf(first) : `most on ${dayWords(most)}, ${amountOf(most)}`}${provisional === 0 ? '' : `; ${plural(provisional, 'day')} may still change`}`,
    caption: captionOf(days, provisional),
    key: [
      ...parts.map(({ name, title }): KeyEntry => ({ label: title, colour: billPartColour(name), mark: 'area' })),
      ...(provisional === 0 ? [] : [{ label: 'may still change', colour: 'var(--muted)', mark: 'hatched' } as const]),
    ],
    panels: [
      {
        id: 'bill-days',
        title: null,
        alt: `Bars of what was billed on each of ${days.length} days from ${first.day} to ${last.day}, ${provisional} of them provisional.`,
        spec: (width) => daySpec(width, bill, parts),
      },
    ],
    tables: [dayTable(bill, parts)],
  };
}

const dayWords = ({ day }: BillDay): string => periodWords({ start: day, end: dayAfter(day) });

const captionOf = (days: readonly BillDay[], provisional: number): string =>
  [
    'Each bar is a day, UTC, by what was billed; what lowers the bill, such as credits, stands below zero.',
    ...(days.some(({ until }) => until !== undefined) ? ['Usage of several days stands on its first.'] : []),
    ...(provisional === 0 ? [] : ['Hatched days are provisional: the provider has not closed them yet.']),
  ].join(' ');

function daySpec(width: number, { days, currency }: Bill, parts: readonly DayPart[]): TopLevelSpec {
  const px = plotWidth(width);
  const bars = days.flatMap((day) =>
    parts.map(({ name, on }, order) => ({ day: day.day, part: name, order, amount: Number(on(day) ?? 0) })),
  );
  const ends = days.map(({ day, provisional }) => {
    const own = bars.filter((bar) => bar.day === day).map((bar) => bar.amount);
    const of = (sign: number): number => own.filter((one) => one * sign > 0).reduce((all, one) => all + one, 0);
    return { day, provisional, low: of(-1), high: of(1) };
  });
  const scale = moneyScale(ends.flatMap(({ low, high }) => [low, high]));
  const axisDays = daysOf({ start: days[0]?.day ?? '', end: dayAfter(days.at(-1)?.day ?? '') });
  const every = Math.ceil(axisDays.length / Math.max(1, Math.floor(px / LABEL_PX)));
  const x = {
    field: 'day',
    type: 'ordinal' as const,
    title: null,
    scale: { domain: [...axisDays], paddingInner: 0.25, paddingOuter: 0.1 },
    axis: {
      values: axisDays.filter((_, index) => index % every === 0),
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
            scale: { domain: parts.map(({ name }) => name), range: parts.map(({ name }) => billPartColour(name)) },
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

function dayTable({ days, currency }: Bill, parts: readonly DayPart[]): Table {
  return {
    id: 'bill-day-amounts',
    title: 'Billed day by day',
    columns: [left('Day'), ...parts.map(({ title }) => right(title)), right('Total'), left('State')],
    groups: plainRows(
      days.map((day) => ({
        title: day.day,
        unit: null,
        cells: [
          ...parts.map(({ on }) => amount(on(day) ?? '0', currency)),
          amount(day.amount, currency),
          text(day.provisional ? 'may still change' : 'final'),
        ],
      })),
      'billed',
    ),
    notes: [],
  };
}
