import { createHash } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { inputError, type Problem } from '../../../../errors.ts';
import type { InvoiceMapping } from '../mapping/mapping-schema.ts';
import { csvLines } from './csv-lines.ts';
import { jsonLines } from './json-lines.ts';
import type { InvoiceFile } from './line.ts';

/** An invoice is read whole; what is larger is an export. */
const LARGEST_BYTES = 128 * 1024 ** 2;

/** What a file is instead of text, by how it begins. */
const OTHER_KINDS: readonly { readonly begins: string; readonly what: string; readonly todo: string }[] = [
  {
    begins: '504b0304',
    what: 'is a workbook or an archive',
    todo: 'Save its sheet as CSV, or take the file out of it.',
  },
  { begins: '25504446', what: 'is a PDF', todo: 'Download the lines as CSV or from the costs API.' },
  { begins: '1f8b', what: 'is compressed', todo: 'Expand it first.' },
  { begins: '50415231', what: 'is Parquet', todo: 'Give it without a mapping: it is read as an export.' },
];

/**
 * Reads one file of an invoice.
 * @throws WorkbenchError where it is not there, too large, of another kind, or broken.
 */
export function invoiceFile(given: string, from: string, mapping: InvoiceMapping): InvoiceFile {
  const bytes = bytesOf(resolve(from, given), given);
  const problem = kindProblem(bytes, given);
  if (problem !== null) throw inputError('billing-invoice', [problem]);
  const text = bytes.toString('utf8').replace(/^\uFEFF/, '');
  const read = mapping.format === 'csv' ? csvLines(text, given, mapping) : jsonLines(text, given, mapping);
  return { ...read, name: given, digest: createHash('sha256').update(bytes).digest('hex') };
}

function kindProblem(bytes: Buffer, given: string): Problem | null {
  if (bytes.length === 0) return { what: `${given} is empty`, todo: 'Get it again.' };
  const other = OTHER_KINDS.find(({ begins }) => bytes.toString('hex', 0, begins.length / 2) === begins);
  if (other !== undefined) return { what: `${given} ${other.what}`, todo: other.todo };
  if (bytes.includes(0)) return { what: `${given} is no text in UTF-8`, todo: 'Save it as CSV or JSON in UTF-8.' };
  return null;
}

function bytesOf(path: string, given: string): Buffer {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (stats === undefined || !stats.isFile()) {
    const what = stats === undefined ? `there is no ${given}` : `${given} is no file`;
    throw inputError('billing-invoice', [{ what, todo: 'Give the files of an invoice, each by its path.' }]);
  }
  if (stats.size > LARGEST_BYTES) {
    const what = `${given} is larger than ${LARGEST_BYTES / 1024 ** 2} MiB, as no invoice is`;
    throw inputError('billing-invoice', [{ what, todo: 'Give it in parts, a month each.' }]);
  }
  return readFileSync(path);
}
