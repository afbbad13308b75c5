import { byMagnitude, sum } from '../../arithmetic/money.ts';
import { CATEGORIES } from '../../types/shape.ts';
import type { ClassifiedRow } from '../classify/classify.ts';
import { dayAfter, hullOf } from '../days.ts';
import type { Bill, BillCategory, BillDay, RuleUse, UnclassifiedLine } from '../types/bill.ts';
import { APART, type Apart } from '../types/rule.ts';
import { chargedDays } from '../window/charged-days.ts';
import { wholeOf } from './whole.ts';

/** Of the lines that no rule knows, this many combinations are shown. */
const TOP = 20;

/** The categories that occur, in the model's order. */
export const categoriesOf = (classified: readonly ClassifiedRow[]): readonly BillCategory[] =>
  CATEGORIES.flatMap((category) => {
    const rows = classified.filter(
      ({ rule }) => rule !== null && 'category' in rule.into && rule.into.category === category,
    );
    if (rows.length === 0) return [];
    return [{ category, amount: amountOf(rows), amortized: amortizedOf(rows), lines: linesOf(rows) }];
  });

export const apartOf = (classified: readonly ClassifiedRow[]): Bill['apart'] =>
  Object.fromEntries(APART.map((apart) => [apart, amountOf(setApart(classified, apart))])) as Bill['apart'];

/** The same with commitments spread; a part that is not known of one line is not known. */
export const apartAmortizedOf = (classified: readonly ClassifiedRow[]): NonNullable<Bill['apartAmortized']> =>
  Object.fromEntries(APART.map((apart) => [apart, amortizedOf(setApart(classified, apart))])) as NonNullable<
    Bill['apartAmortized']
  >;

const setApart = (classified: readonly ClassifiedRow[], apart: Apart): readonly ClassifiedRow[] =>
  classified.filter(({ rule }) => rule !== null && 'apart' in rule.into && rule.into.apart === apart);

export function unclassifiedOf(classified: readonly ClassifiedRow[]): Bill['unclassified'] {
  const rows = unknown(classified);
  const alike = Map.groupBy(rows, ({ row }) =>
    JSON.stringify([row.provider, row.service, row.usageType, row.operation]),
  );
  const lines = [...alike.values()].flatMap((group): readonly UnclassifiedLine[] => {
    const [first] = group;
    if (first === undefined) return [];
    const { provider, service, usageType, operation } = first.row;
    return [
      {
        provider,
        service,
        usageType,
        operation,
        amount: amountOf(group),
        amortized: amortizedOf(group),
        lines: linesOf(group),
      },
    ];
  });
  return {
    amount: amountOf(rows),
    amortized: amortizedOf(rows),
    top: lines.toSorted((a, b) => byMagnitude(a.amount, b.amount)).slice(0, TOP),
  };
}

export const daysOf = (classified: readonly ClassifiedRow[]): readonly BillDay[] =>
  [...Map.groupBy(classified, ({ row }) => row.day)]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([day, rows]) => {
      const categories = categoriesOf(rows);
      const [unclassified, apart] = [amountOf(unknown(rows)), apartOn(rows)];
      const end = hullOf(rows.map(({ row }) => chargedDays(row)))?.end ?? '';
      return {
        day,
        ...(end > dayAfter(day) && { until: end }),
        provisional: rows.some(({ row }) => row.provisional),
        amount: amountOf(rows),
        byCategory: Object.fromEntries(categories.map((one) => [one.category, one.amount])),
        unclassified,
        apart,
        other: sum([unclassified, ...Object.values(apart)]),
      };
    });

/** The parts that occur among them. */
const apartOn = (rows: readonly ClassifiedRow[]): BillDay['apart'] =>
  Object.fromEntries(
    APART.map((part) => [part, setApart(rows, part)] as const).flatMap(([part, own]) =>
      own.length === 0 ? [] : [[part, amountOf(own)]],
    ),
  );

/** The rules that matched, in the order in which they first did. */
export const ruleUses = (classified: readonly ClassifiedRow[]): readonly RuleUse[] =>
  [...Map.groupBy(classified, ({ rule }) => rule?.name ?? null)].flatMap(([rule, rows]) =>
    rule === null ? [] : [{ rule, amount: amountOf(rows), lines: linesOf(rows) }],
  );

const unknown = (classified: readonly ClassifiedRow[]): readonly ClassifiedRow[] =>
  classified.filter(({ rule }) => rule === null);

const amountOf = (rows: readonly ClassifiedRow[]): string => sum(rows.map(({ row }) => row.unblended));

const amortizedOf = (rows: readonly ClassifiedRow[]): string | null => wholeOf(rows.map(({ row }) => row.amortized));

const linesOf = (rows: readonly ClassifiedRow[]): number => rows.reduce((lines, { row }) => lines + row.lines, 0);
