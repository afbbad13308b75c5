import { inputError, type Problem } from '../../../errors.ts';
import { sum } from '../../arithmetic/money.ts';
import { dayAfter } from '../days.ts';
import { type BillRow, CONSUMPTION, LINE_ITEM_TYPES, type LineItemType } from '../types/row.ts';
import type { SqlRow, SqlValue } from './engine.ts';

/**
 * Rows of an aggregation in the words of a bill.
 * @throws WorkbenchError where lines have no cost, no day or no currency.
 */
export function billRows(rows: readonly SqlRow[], tag: string | null): readonly BillRow[] {
  const problems = [
    ...without(rows, 'a cost', (row) => Number(row.without_cost)),
    ...without(rows, 'a day', (row) => (/^\d{4}-\d{2}-\d{2}$/.test(String(row.day)) ? 0 : Number(row.lines))),
    ...without(rows, 'a currency', (row) => (row.currency === null ? Number(row.lines) : 0)),
  ];
  if (problems.length > 0) throw inputError('billing-export', problems);
  // An engine gives groups in any order; what follows from them is the same bytes every time.
  return rows.map((row) => billRow(row, tag)).toSorted((a, b) => (orderOf(a) < orderOf(b) ? -1 : 1));
}

const orderOf = ({
  day,
  hour,
  service,
  usageType,
  operation,
  lineItemType,
  region,
  currency,
  unit,
  provisional,
  shared,
}: BillRow) =>
  JSON.stringify([day, hour, service, usageType, operation, lineItemType, region, currency, unit, provisional, shared]);

function without(rows: readonly SqlRow[], what: string, count: (row: SqlRow) => number): Problem[] {
  const lines = rows.reduce((total, row) => total + count(row), 0);
  if (lines === 0) return [];
  const those = lines === 1 ? '1 line has' : `${lines} lines have`;
  return [{ what: `${those} not ${what}`, todo: 'Export again: a bill with gaps has no total.' }];
}

function billRow(row: SqlRow, tag: string | null): BillRow {
  const known = lineItemType(row.line_item_type ?? null);
  const day = String(row.day);
  return {
    day,
    until: untilOf(day, row.until),
    hour: row.hour === null || row.hour === undefined ? null : Number(row.hour),
    provisional: row.provisional === true,
    provider: text(row.provider) ?? '',
    service: text(row.service) ?? '',
    usageType: text(row.usage_type) ?? '',
    operation: text(row.operation),
    lineItemType: known ?? 'Adjustment',
    region: text(row.region),
    account: text(row.account),
    tag: row.shared === null ? tag : null,
    resource: null,
    shared: row.shared === null || row.shared === undefined ? null : Number(row.shared),
    currency: String(row.currency),
    quantity: plain(row.quantity),
    unit: text(row.unit),
    unblended: plain(row.unblended) ?? '0',
    amortized: plain(row.amortized),
    list: plain(row.list),
    lines: Number(row.lines),
  };
}

/** The day that a moment ends, or the next one; no line is shorter than its day. */
function untilOf(day: string, end: SqlValue | undefined): string {
  const next = dayAfter(day);
  const [date, time] = [String(end).slice(0, 10), String(end).slice(10, 19)];
  if (!/^\d{4}-\d{2}-\d{2}$/.test(date)) return next;
  const until = /[1-9]/.test(time) ? dayAfter(date) : date;
  return [until, next].toSorted().at(-1) ?? next;
}

/**
 * Hours from the first to the last that lines of an aggregation by the hour are of; null where the export does not say
 * when they end.
 */
export function hoursTold(rows: readonly SqlRow[]): number | null {
  const moment = (text: string): number => Date.parse(`${text.slice(0, 10)}T${text.slice(11, 19) || '00:00:00'}Z`);
  const usage = rows.filter((row) => CONSUMPTION.some((type) => type === row.line_item_type));
  if (usage.length === 0 || usage.some(({ until }) => typeof until !== 'string')) return null;
  const [starts, ends] = [
    usage.map(({ day, hour }) => moment(`${String(day)} ${String(hour)}:00:00`)),
    usage.map(({ until }) => moment(String(until))),
  ];
  const least = starts.reduce((a, b) => Math.min(a, b));
  return (ends.reduce((a, b) => Math.max(a, b)) - least) / HOUR_MS;
}

const HOUR_MS = 3_600_000;

const lineItemType = (value: SqlValue): LineItemType | null => LINE_ITEM_TYPES.find((known) => known === value) ?? null;

/** Types of lines that no bill of the time when this was written has: what they are is not guessed. */
export function strangeTypes(rows: readonly SqlRow[]): readonly string[] {
  const strange = rows.flatMap(({ line_item_type: type }) =>
    lineItemType(type ?? null) === null ? [String(type)] : [],
  );
  return [...new Set(strange)].toSorted();
}

const text = (value: SqlValue | undefined): string | null =>
  value === null || value === undefined ? null : String(value);

/** Without the zeros that a column of twelve places ends with. */
const plain = (value: SqlValue | undefined): string | null =>
  value === null || value === undefined ? null : sum([String(value)]);
