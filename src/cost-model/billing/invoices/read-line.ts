import type { Problem } from '../../../errors.ts';
import { dayAfter } from '../days.ts';
import { wholePattern } from '../rules/pattern.ts';
import type { LineItemType } from '../types/row.ts';
import type { InvoiceLine } from './lines/line.ts';
import type { InvoiceMapping, MappedField } from './mapping/mapping-schema.ts';
import { readAmount } from './values/amount.ts';
import { type Days, readDays } from './values/day.ts';

/** One line in the terms of a bill. */
export interface ReadLine {
  readonly days: Days;
  readonly service: string;
  readonly meter: string;
  readonly operation: string | null;
  readonly lineItemType: LineItemType;
  readonly region: string | null;
  readonly resource: string | null;
  readonly currency: string;
  readonly quantity: string | null;
  readonly unit: string | null;
  readonly amount: string;
  readonly list: string | null;
  readonly id: string | null;
}

type Wrong = Omit<Problem, 'at'> & { readonly column: string };

/** A line without one of these says nothing that can be added up. */
const NEVER_EMPTY: readonly MappedField[] = ['day', 'amount', 'currency'];

/** What a line says, or everything that is wrong with it. What stands in it is not repeated. */
export function readLine(line: InvoiceLine, mapping: InvoiceMapping): ReadLine | readonly Wrong[] {
  const wrong: Wrong[] = [];
  const text = (field: MappedField): string | null => textOf(line, mapping, field);
  const number = (field: MappedField): string | null => {
    const value = text(field);
    const read = value === null ? null : readAmount(value, mapping.numbers);
    if (value !== null && read === null) {
      wrong.push({
        column: nameOf(mapping, field),
        what: 'has no number as the mapping writes them',
        todo: 'Check `numbers` of the mapping: decimal, group and sign.',
      });
    }
    return read;
  };
  const days = (field: 'day' | 'end'): Days | null => {
    const value = text(field);
    const read = value === null ? null : readDays(value, mapping.dates);
    if (value !== null && read === null) {
      wrong.push({
        column: nameOf(mapping, field),
        what: `has no date such as ${mapping.dates}`,
        todo: 'Check `dates` of the mapping.',
      });
    }
    return read;
  };
  for (const field of NEVER_EMPTY) {
    if (text(field) !== null) continue;
    wrong.push({ column: nameOf(mapping, field), what: 'is empty', todo: 'Get it again, or `skip` such lines.' });
  }
  const [first, last, amount, quantity, list] = [
    days('day'),
    days('end'),
    number('amount'),
    number('quantity'),
    number('list'),
  ];
  const currency = text('currency')?.toUpperCase() ?? '';
  if (currency !== '' && !/^[A-Z]{3}$/.test(currency)) {
    wrong.push({
      column: nameOf(mapping, 'currency'),
      what: 'has no currency such as USD',
      todo: 'Give it as { constant: USD } in the mapping, if there is only one.',
    });
  }
  if (wrong.length > 0 || first === null || amount === null) return wrong;
  return {
    days: { start: first.start, until: untilOf(first, last, mapping) },
    service: text('service') ?? '',
    meter: text('meter') ?? '',
    operation: text('operation'),
    lineItemType: kindOf(line, mapping),
    region: text('region'),
    resource: text('resource'),
    currency,
    quantity,
    unit: text('unit'),
    amount,
    list,
    id: text('id'),
  };
}

/** The first day that is no longer part of it; a line never ends before its first day is over. */
function untilOf(first: Days, last: Days | null, { endIs }: InvoiceMapping): string {
  if (last === null) return first.until;
  const until = endIs === 'inclusive' ? last.until : last.start;
  return until > first.start ? until : dayAfter(first.start);
}

const kindOf = ({ cells }: InvoiceLine, { kinds }: InvoiceMapping): LineItemType =>
  kinds.find(({ column, matches }) => isMatch(cells.get(column), matches))?.is ?? 'Usage';

export const isMatch = (value: string | undefined, pattern: string): boolean =>
  value !== undefined && new RegExp(wholePattern(pattern), 'u').test(value);

function textOf({ cells }: InvoiceLine, { columns }: InvoiceMapping, field: MappedField): string | null {
  const column = columns[field];
  if (column === undefined) return null;
  return typeof column === 'string' ? (cells.get(column) ?? null) : column.constant;
}

const nameOf = ({ columns }: InvoiceMapping, field: MappedField): string => {
  const column = columns[field];
  return typeof column === 'string' ? column : field;
};
