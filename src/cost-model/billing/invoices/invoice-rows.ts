import { sum } from '../../arithmetic/money.ts';
import { daysBetween } from '../days.ts';
import type { BillRow } from '../types/row.ts';
import type { OwnLine } from './own-lines.ts';

/** Lines that say the same but quantity and amounts, added up; sorted, so that the same file gives the same bytes. */
export function invoiceRows(lines: readonly OwnLine[], provider: string, provisionalDays: number): readonly BillRow[] {
  const until =
    lines
      .map(({ days }) => days.until)
      .toSorted()
      .at(-1) ?? '';
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

const keyOf = (line: OwnLine): string =>
  JSON.stringify([
    line.days.start,
    line.days.until,
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
    line.shared,
  ]);

const rowOf = (line: OwnLine, group: readonly OwnLine[], provider: string, provisional: boolean): BillRow => ({
  day: line.days.start,
  until: line.days.until,
  hour: null,
  provisional,
  provider,
  service: line.service,
  usageType: line.meter,
  operation: line.operation,
  lineItemType: line.lineItemType,
  region: line.region,
  account: null,
  tag: null,
  resource: line.resource,
  shared: line.shared,
  currency: line.currency,
  quantity: line.quantity === null ? null : sum(group.map(({ quantity }) => quantity ?? '0')),
  unit: line.unit,
  unblended: sum(group.map(({ amount }) => amount)),
  amortized: null,
  list: line.list === null ? null : sum(group.map(({ list }) => list ?? '0')),
  lines: group.length,
});
