import { inputError } from '../../../errors.ts';
import { digestOfFiles } from '../digest-of-files.ts';
import { refuseUnmatched, refuseUntold } from '../shared-costs/refusals.ts';
import type { SharedCosts } from '../shared-costs/shared-costs.ts';
import type { BillingScope, SourceRows } from '../types/source.ts';
import { longRows, windowOf } from '../window/charged-days.ts';
import { refuseCountedTwice } from './counted-twice.ts';
import { invoiceRows } from './invoice-rows.ts';
import { invoiceFile } from './lines/invoice-file.ts';
import type { InvoiceFile } from './lines/line.ts';
import type { InvoiceMapping } from './mapping/mapping-schema.ts';
import { ownLines } from './own-lines.ts';
import { readLines } from './read-lines.ts';

export interface InvoiceOptions {
  readonly mapping: InvoiceMapping;
  readonly scope: BillingScope;
  /** What the target pays a part of; none where left out. */
  readonly shared?: readonly SharedCosts[];
  /** The only one that will be taken of several; null or left out: they must be one. */
  readonly currency?: string | null;
  /** The folder that paths start from. */
  readonly from: string;
}

/**
 * Reads the files of a vendor's invoice, or the pages of an answer of its costs API, as one source. A file that is there
 * twice counts once.
 * @throws WorkbenchError where a file is of another kind, broken, lacks a column, has a line that cannot be read, lines
 * of another file, two currencies or no last page, or where none of its lines is the target's.
 */
export function readInvoices(
  paths: readonly string[],
  { mapping, scope, shared = [], currency = null, from }: InvoiceOptions,
): SourceRows {
  const source = `invoice:${mapping.provider}`;
  refuseUntold(shared, { source, provider: mapping.provider, tells: (what) => what !== 'account' && what !== 'tag' });
  const found = paths.map((path) => invoiceFile(path, from, mapping));
  const alike = [...Map.groupBy(found, ({ digest }) => digest).values()];
  const files = alike.flatMap(([first]) => first ?? []);
  refuseLastPageMissing(files);
  const read = files.map((file) => readLines(file, mapping));
  refuseCountedTwice(read);
  const all = read.flatMap(({ lines }) => lines);
  refuseNone(all.length, paths);
  if (currency === null) refuseCurrencies(new Set(all.map(({ currency }) => currency)), paths);
  const { lines, losses } = ownLines(all, mapping, scope, shared);
  const rows = invoiceRows(lines, mapping.provider, mapping.provisionalDays);
  refuseUnmatched(shared, rows, source);
  return {
    source,
    digest: digestOfFiles(files),
    repeatable: paths.join(' '),
    period: windowOf(rows) ?? { start: '', end: '' },
    rows,
    losses: [
      ...alike
        .filter(({ length }) => length > 1)
        .map((group) => `${group.map(({ name }) => name).join(' and ')} have the same content: counted once`),
      ...read.flatMap((file) => file.losses),
      ...longRows(rows),
      ...losses,
    ],
    requests: { count: 0, usd: '0' },
  };
}

function refuseLastPageMissing(files: readonly InvoiceFile[]): void {
  if (files.length === 0 || files.some(({ hasNextPage }) => !hasNextPage)) return;
  throw inputError('billing-invoice', [
    {
      what: `${files.map(({ name }) => name).join(', ')}: another page follows, and the last one is not given`,
      todo: 'Ask for the next page until none follows, and give all of them.',
    },
  ]);
}

function refuseNone(lines: number, paths: readonly string[]): void {
  if (lines > 0) return;
  throw inputError('billing-invoice', [
    { what: `nothing is charged in ${paths.join(', ')}`, todo: 'Check for which days it was asked.' },
  ]);
}

function refuseCurrencies(currencies: ReadonlySet<string>, paths: readonly string[]): void {
  if (currencies.size < 2) return;
  throw inputError('billing-invoice', [
    {
      what: `${paths.join(', ')}: ${[...currencies].toSorted().join(' and ')} do not make one total`,
      todo: 'Choose one with --currency.',
    },
  ]);
}
