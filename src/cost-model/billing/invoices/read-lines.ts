import { inputError, type Problem } from '../../../errors.ts';
import { difference, sum, toCents } from '../../arithmetic/money.ts';
import type { InvoiceFile, InvoiceLine } from './lines/line.ts';
import type { InvoiceMapping, MappedField } from './mapping/mapping-schema.ts';
import { isMatch, type ReadLine, readLine } from './read-line.ts';
import { readAmount } from './values/amount.ts';

/** A file with hundreds of wrong lines has one mistake. */
const MOST_SHOWN = 10;

const FOR: Readonly<Record<MappedField, string>> = {
  day: 'the day',
  end: 'how long a line lasts',
  service: 'rules',
  meter: 'rules and prices',
  quantity: 'quantities',
  unit: 'the unit of quantities',
  amount: 'amounts',
  list: 'the cost without discounts',
  currency: 'not adding up different currencies',
  resource: 'which cluster it is of',
  operation: 'prices',
  region: 'the region',
  id: 'finding what would count twice',
};

const REQUIRED: readonly MappedField[] = ['day', 'service', 'meter', 'amount', 'currency'];

export interface ReadFile {
  readonly name: string;
  readonly lines: readonly ReadLine[];
  readonly losses: readonly string[];
}

/**
 * The lines of a file in the terms of a bill, without those that repeat others.
 * @throws WorkbenchError with every column that is missing and what it is for, every line that cannot be read, and a
 * total that is not the sum of its lines.
 */
export function readLines(file: InvoiceFile, mapping: InvoiceMapping): ReadFile {
  const { missing, losses } = columnsOf(file, mapping);
  if (missing.length > 0) throw inputError('billing-invoice', missing);
  const isTotal = ({ cells }: InvoiceLine): boolean =>
    mapping.total !== undefined && isMatch(cells.get(mapping.total.column), mapping.total.matches);
  const isSkipped = ({ cells }: InvoiceLine): boolean =>
    mapping.skip.some(({ column, matches }) => isMatch(cells.get(column), matches));

  const kept = file.lines.filter((line) => !isTotal(line) && !isSkipped(line));
  const read = kept.map((line) => ({ line, read: readLine(line, mapping) }));
  const problems = read.flatMap(({ line, read }) =>
    'days' in read
      ? []
      : read.map(({ column, what, todo }): Problem => ({ what: `${column} ${what}`, todo, at: placeOf(file, line) })),
  );
  if (problems.length > 0) throw inputError('billing-invoice', shown(problems, file.name));
  const lines = read.flatMap(({ read }) => ('days' in read ? [read] : []));
  refuseOtherTotal(file, file.lines.filter(isTotal), lines, mapping);
  return { name: file.name, lines, losses };
}

const placeOf = ({ name }: InvoiceFile, { line, key }: InvoiceLine): NonNullable<Problem['at']> => ({
  file: name,
  line,
  key,
});

const shown = (problems: readonly Problem[], name: string): readonly Problem[] =>
  problems.length <= MOST_SHOWN
    ? problems
    : [
        ...problems.slice(0, MOST_SHOWN),
        { what: `${name} has ${problems.length - MOST_SHOWN} more such mistakes`, todo: 'Correct the first ones.' },
      ];

/** In CSV a column is there or not; in JSON a field may be left out where it has no value, in all lines too. */
function columnsOf(
  { name, columns, lines }: InvoiceFile,
  mapping: InvoiceMapping,
): { readonly missing: readonly Problem[]; readonly losses: readonly string[] } {
  if (lines.length === 0) return { missing: [], losses: [] };
  const absent = (Object.keys(mapping.columns) as readonly MappedField[]).flatMap((field) => {
    const column = mapping.columns[field];
    return typeof column === 'string' && !columns.has(column) ? [{ field, column }] : [];
  });
  return {
    missing: absent
      .filter(({ field }) => REQUIRED.includes(field))
      .map(({ field, column }) => ({
        what: `${name} has no ${column}, which is needed for ${FOR[field]}`,
        todo: `Choose the mapping of this file, or correct \`columns.${field}\` in it.`,
      })),
    losses: absent
      .filter(({ field }) => !REQUIRED.includes(field))
      .map(({ field, column }) => `${name} has no ${column}: ${FOR[field]} is not known`),
  };
}

function refuseOtherTotal(
  file: InvoiceFile,
  totals: readonly InvoiceLine[],
  lines: readonly ReadLine[],
  { columns, numbers }: InvoiceMapping,
): void {
  const all = sum(lines.map(({ amount }) => amount));
  const wrong = totals.flatMap((line) => {
    const written = typeof columns.amount === 'string' ? line.cells.get(columns.amount) : undefined;
    const total = written === undefined ? null : readAmount(written, numbers);
    return total !== null && Number(toCents(difference(total, all))) === 0 ? [] : [line];
  });
  if (wrong.length === 0) return;
  throw inputError(
    'billing-invoice',
    wrong.map((line) => ({
      what: `its total is not the sum of its lines, ${toCents(all)}`,
      todo: 'Get the file again, or check `skip`, `kinds` and `numbers` of the mapping.',
      at: placeOf(file, line),
    })),
  );
}
