import { sum } from '../../arithmetic/money.ts';
import type { BillRow } from '../types/row.ts';
import type { Period } from '../types/source.ts';
import type { ReadLine } from './read-line.ts';
import { daysBetween } from './values/day.ts';

/** Lines that say the same but quantity and amounts, added up; sorted, so that the same file gives the same bytes. */
export function invoiceRows(lines: readonly ReadLine[], provider: string, provisionalDays: number): readonly BillRow[] {
  const until = periodOf(lines).end;
  const groups = Map.groupBy(lines, keyOf);
  return [...groups]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([, group]) => {
      const [first] = group;
      return first === undefined
        ? []
        : [rowOf(first, group, provider, daysBetween(first.days.start, until) <= provisionalDays)];
    });
}

const keyOf = (line: ReadLine): string =>
  JSON.stringify([
    line.days.start,
    line.service,
    line.meter,
    line.operation,
    line.lineItemType,
    line.region,
    line.resource,
    line.currency,
    line.unit,
    line.quantity === null,
    line.list === null,
  ]);

const rowOf = (line: ReadLine, group: readonly ReadLine[], provider: string, provisional: boolean): BillRow => ({
  day: line.days.start,
  hour: null,
  provisional,
  provider,
  service: line.service,
  usageType: line.meter,
  operation: line.operation,
  lineItemType: line.lineItemType,
  region: line.region,
  tag: null,
  resource: line.resource,
  currency: line.currency,
  quantity: line.quantity === null ? null : sum(group.map(({ quantity }) => quantity ?? '0')),
  unit: line.unit,
  unblended: sum(group.map(({ amount }) => amount)),
  amortized: null,
  list: line.list === null ? null : sum(group.map(({ list }) => list ?? '0')),
  lines: group.length,
});

/** From the first day of any line until before the first that none has. */
export function periodOf(lines: readonly ReadLine[]): Period {
  const starts = lines.map(({ days }) => days.start).toSorted();
  const ends = lines.map(({ days }) => days.until).toSorted();
  return { start: starts[0] ?? '', end: ends.at(-1) ?? '' };
}

/** What is charged for several days has one day in a bill. */
export function longLines(lines: readonly ReadLine[]): readonly string[] {
  const long = lines.filter(({ days }) => daysBetween(days.start, days.until) > 1).length;
  return long === 0 ? [] : [`${long} of ${lines.length} lines are of several days: each stands on the first of them`];
}
