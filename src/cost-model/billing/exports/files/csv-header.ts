import { createReadStream } from 'node:fs';
import { createGunzip } from 'node:zlib';
import type { ExportFile } from './export-file.ts';

/** No header of an export is longer. */
const LONGEST = 1024 ** 2;

/** Names of the columns of a CSV file, compressed or not, in their order; null where it has no first line. */
export async function csvHeader({ path, kind }: ExportFile): Promise<readonly string[] | null> {
  const file = createReadStream(path);
  const text = kind === 'gzip' ? file.pipe(createGunzip()) : file;
  text.setEncoding('utf8');
  let head = '';
  try {
    for await (const chunk of text) {
      head += chunk;
      const fields = firstRecord(head);
      if (fields !== null || head.length > LONGEST) return fields;
    }
    return firstRecord(`${head}\n`);
  } finally {
    file.destroy();
    text.destroy();
  }
}

/** RFC 4180: fields between commas, in quotes where they hold one, a quote doubled. */
function firstRecord(text: string): readonly string[] | null {
  const field = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n)/y;
  const fields: string[] = [];
  field.lastIndex = text.startsWith('\uFEFF') ? 1 : 0;
  for (;;) {
    const match = field.exec(text);
    if (match === null) return null;
    fields.push((match[1]?.replaceAll('""', '"') ?? match[2] ?? '').trim());
    if (match[3] !== ',') return fields;
  }
}
