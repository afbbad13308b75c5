import { CsvError, type Options, parse } from 'csv-parse/sync';
import { inputError } from '../../../../errors.ts';
import type { InvoiceMapping } from '../mapping/mapping-schema.ts';
import type { InvoiceLine, ReadLines } from './line.ts';

interface Parsed {
  readonly record: readonly string[];
  readonly info: { readonly lines: number };
}

/**
 * The lines of a CSV file below its header.
 * @throws WorkbenchError where it has none, where a column stands twice, or where it is broken, with the line.
 */
export function csvLines(text: string, file: string, { delimiter, linesBeforeHeader }: InvoiceMapping): ReadLines {
  const [header, ...rest] = parsed(text, file, { delimiter, from_line: linesBeforeHeader + 1 });
  const names = (header?.record ?? []).map((name) => name.trim());
  if (names.length < 2) {
    throw inputError('billing-invoice', [
      {
        what: `${file} has no columns in line ${linesBeforeHeader + 1} with "${delimiter}" between them`,
        todo: 'Check `delimiter` and `linesBeforeHeader` of the mapping, and that the file is CSV.',
      },
    ]);
  }
  const twice = names.find((name, at) => name !== '' && names.indexOf(name) < at);
  if (twice !== undefined) {
    throw inputError('billing-invoice', [
      {
        what: `${file} has two columns ${twice}`,
        todo: 'Rename one: which of them is meant cannot be told.',
        at: { file, line: linesBeforeHeader + 1 },
      },
    ]);
  }
  return {
    lines: rest.map((line) => lineOf(line, names)).filter(({ cells }) => cells.size > 0),
    columns: new Set(names),
    hasNextPage: false,
  };
}

/** Of a line over several, the last one is told. */
const lineOf = ({ record, info }: Parsed, names: readonly string[]): InvoiceLine => ({
  line: info.lines,
  key: undefined,
  cells: new Map(
    names.flatMap((name, at) => {
      const value = record[at]?.trim() ?? '';
      return name === '' || value === '' ? [] : [[name, value] as const];
    }),
  ),
});

function parsed(text: string, file: string, options: Options): readonly Parsed[] {
  try {
    return parse(text, { ...options, bom: true, info: true, skip_empty_lines: true }) as unknown as readonly Parsed[];
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const line = typeof error.lines === 'number' ? error.lines : undefined;
    throw inputError('billing-invoice', [
      { what: `${file} ${WRONG[error.code] ?? 'is no CSV'}`, todo: 'Get it again.', at: { file, line } },
    ]);
  }
}

/** The library's own words repeat the text. */
const WRONG: Readonly<Record<string, string>> = {
  CSV_RECORD_INCONSISTENT_FIELDS_LENGTH: 'has a line with more or fewer columns than its header',
  CSV_RECORD_INCONSISTENT_COLUMNS: 'has a line with more or fewer columns than its header',
  CSV_QUOTE_NOT_CLOSED: 'ends within quotes: it is cut off, or a quote is missing',
};
