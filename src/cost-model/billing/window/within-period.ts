import { inputError } from '../../../errors.ts';
import { canonicalJson, digestOf } from '../../../scenarios/digest.ts';
import { sum, toCents } from '../../arithmetic/money.ts';
import { hullOf } from '../days.ts';
import type { BillRow } from '../types/row.ts';
import type { Period, SourceRows } from '../types/source.ts';
import { chargedDays, isConsumption } from './charged-days.ts';

/**
 * The days of a source that belong to a period, as a source of its own, whose window the period is: a day of it without
 * a line is one on which nothing was charged. What other days hold is said. Fees, taxes, support and the like belong to
 * the day on which they stand, whatever they are for.
 * @throws WorkbenchError where it has nothing of it, or where usage of it lasts beyond: how much of that is whose day's
 * nobody knows.
 */
export function withinPeriod(source: SourceRows, period: Period | null): SourceRows {
  if (period === null || source.rows.length === 0) return source;
  const isWithin = ({ day }: BillRow): boolean => day >= period.start && day < period.end;
  refuseCut(source, period);
  const rows = source.rows.filter(isWithin);
  if (rows.length === 0) {
    throw inputError('billing-period', [
      {
        what: `${source.source} has nothing from ${period.start} until before ${period.end}; it is of ${source.period.start} until before ${source.period.end}`,
        todo: 'Give days that it holds; the end is the first day that is no longer part of it.',
      },
    ]);
  }
  const { hours: _, ...whole } = source;
  return {
    ...whole,
    digest: digestOf(canonicalJson([source.digest, period])),
    period,
    rows,
    losses: [
      ...source.losses,
      ...leftOut(
        source.rows.filter((row) => !isWithin(row)),
        period,
      ),
      ...reaching(rows, period),
    ],
  };
}

/** Usage that the period has a part of. */
function refuseCut({ source, rows }: SourceRows, period: Period): void {
  const cut = cutBy(rows, period);
  if (cut.length === 0) return;
  const lines = cut.reduce((total, row) => total + row.lines, 0);
  const { start, end } = wholeOf(rows, period);
  throw inputError('billing-period', [
    {
      what: `${source} has usage (${lines} ${lines === 1 ? 'line' : 'lines'}, ${amountOf(cut)}) that lasts beyond ${period.start} until before ${period.end}`,
      todo: `How much of them is of these days is not known: give --start ${start} --end ${end}, or export by the day.`,
    },
  ]);
}

const cutBy = (rows: readonly BillRow[], period: Period): readonly BillRow[] =>
  rows.filter((row) => {
    const { start, end } = chargedDays(row);
    const meets = start < period.end && end > period.start;
    return isConsumption(row) && meets && (start < period.start || end > period.end);
  });

/** The least period around this one that cuts nothing. */
function wholeOf(rows: readonly BillRow[], period: Period): Period {
  const cut = cutBy(rows, period);
  return cut.length === 0 ? period : wholeOf(rows, hullOf([period, ...cut.map(chargedDays)]) ?? period);
}

const leftOut = (others: readonly BillRow[], { start, end }: Period): readonly string[] =>
  others.length === 0
    ? []
    : [`Only ${start} until before ${end} is asked for: ${amountOf(others)} of other days is left out.`];

/** What is of longer than the period and no usage. */
function reaching(rows: readonly BillRow[], period: Period): readonly string[] {
  const long = rows.filter(({ until }) => until > period.end);
  if (long.length === 0) return [];
  const kinds = [...new Set(long.map(({ lineItemType }) => lineItemType))].join(', ');
  return [
    `${amountOf(long)} (${kinds}) is of more days than these and stands on the first of them, so that it is in this bill whole.`,
  ];
}

const amountOf = (rows: readonly BillRow[]): string =>
  [...Map.groupBy(rows, ({ currency }) => currency)]
    .map(([currency, own]) => `${currency} ${toCents(sum(own.map(({ unblended }) => unblended)))}`)
    .join(', ');
