import { strFromU8, unzipSync } from 'fflate';
import { cellsIn, type SavedCell, sharedTexts } from './saved-cells.ts';
import { walk } from './walk-xml.ts';

/** By sheet, by address; empty cells are absent. */
export type SavedWorkbook = ReadonlyMap<string, ReadonlyMap<string, SavedCell>>;

/** Far above any workbook that the workbench writes: what unpacks to more is no such thing. */
const MOST_BYTES = 256 * 2 ** 20;

/**
 * Reads the cells of an .xlsx file, whichever program saved it.
 * @throws Error where it is none, or is damaged
 */
export function openWorkbook(bytes: Uint8Array): SavedWorkbook {
  const parts = unzipSync(bytes, {
    filter: ({ name, originalSize }) => {
      if (originalSize > MOST_BYTES) throw new RangeError(`${name} would unpack to ${originalSize} bytes`);
      return name.endsWith('.xml') || name.endsWith('.rels');
    },
  });
  const xmlOf = (path: string): string | null => {
    const part = parts[path];
    return part === undefined ? null : strFromU8(part);
  };
  const workbook = xmlOf('xl/workbook.xml');
  if (workbook === null) throw new Error('it holds no workbook');
  const targets = relationshipsIn(xmlOf('xl/_rels/workbook.xml.rels') ?? '');
  const texts = sharedTexts(xmlOf('xl/sharedStrings.xml'));
  const sheets = new Map<string, ReadonlyMap<string, SavedCell>>();
  walk(workbook, {
    open: (name, attributes) => {
      if (name !== 'sheet') return;
      const target = targets.get(attributes.id ?? '') ?? '';
      const xml = xmlOf(target.startsWith('/') ? target.slice(1) : `xl/${target}`);
      if (xml !== null) sheets.set(attributes.name ?? '', cellsIn(xml, texts));
    },
  });
  return sheets;
}

function relationshipsIn(xml: string): ReadonlyMap<string, string> {
  const targets = new Map<string, string>();
  if (xml === '') return targets;
  walk(xml, {
    open: (name, { Id = '', Target = '' }) => {
      if (name === 'Relationship') targets.set(Id, Target);
    },
  });
  return targets;
}
