import { inputError, WorkbenchError } from '../../../errors.ts';
import type { ExportFile } from './files/export-file.ts';

/** DuckDB's complaints about a file, and what they mean. They may repeat a line of the bill: nothing of them is shown. */
const COMPLAINTS: readonly {
  readonly said: RegExp;
  readonly what: (file: string, match: RegExpExecArray) => string;
}[] = [
  {
    said: /CSV Error on Line: (\d+)/,
    what: (file, match) => `line ${match[1]} of ${file} is damaged: its columns are not those of the first line`,
  },
  { said: /Maximum line size|max_line_size/, what: (file) => `${file} has a line that is too long for a bill` },
  { said: /[Cc]ould not convert string/, what: (file) => `${file} has an amount that is no number` },
  { said: /Malformed JSON/, what: (file) => `${file} has tags that are not JSON` },
  { said: /invalid unicode|Invalid unicode|UTF-?8/i, what: (file) => `${file} is not UTF-8` },
  {
    said: /parquet|Parquet|magic bytes|TProtocolException|Thrift|snappy|ZSTD/,
    what: (file) => `${file} is damaged or cut off`,
  },
];

/** Runs what reads files, and says what is wrong with them instead of how an engine stumbled over it. */
export async function readable<T>(files: readonly ExportFile[], read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof WorkbenchError || !(error instanceof Error)) throw error;
    const { message } = error;
    const named = files.filter(({ path }) => message.includes(path)).toSorted((a, b) => b.path.length - a.path.length);
    const file = (named[0] ?? (files.length === 1 ? files[0] : undefined))?.name ?? 'one of the files';
    for (const { said, what } of COMPLAINTS) {
      const match = said.exec(message);
      if (match !== null)
        throw inputError('billing-export', [{ what: what(file, match), todo: 'Export it again, or get it again.' }]);
    }
    throw error;
  }
}
