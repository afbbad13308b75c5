import type { Reading } from '../../kafka/read-only/reading.ts';
import { plural } from '../format.ts';
import type { Table } from '../table.ts';
import { absence, gaps } from './words.ts';

/** One section of the page: lines of what is not there, tables, and tables that are folded away at first. */
export interface PageSection {
  readonly id: string;
  readonly title: string;
  readonly lines: readonly string[];
  readonly tables: readonly Table[];
  readonly folded: readonly { readonly title: string; readonly table: Table }[];
}

/** How many rows of a table are shown; all of them are in inventory.json. */
export interface Shown {
  readonly rows: number;
  readonly names: number;
}

/** A section that is there, or the line that says why it is not. */
export function sectionOf<T>(
  { id, title }: { readonly id: string; readonly title: string },
  reading: Reading<T>,
  content: (value: T) => Partial<Pick<PageSection, 'lines' | 'tables' | 'folded'>>,
): PageSection {
  const absent = absence(reading);
  if (!reading.obtained || absent !== null) return { id, title, lines: [absent ?? ''], tables: [], folded: [] };
  const { lines = [], tables = [], folded = [] } = content(reading.value);
  return { id, title, lines: [...gaps(reading), ...lines], tables, folded };
}

/** What a note says of rows that are not shown; none where all are. */
export function cappedNote(
  total: number,
  shown: number,
  noun: string,
  order: string,
  files: string,
): readonly string[] {
  return total <= shown
    ? []
    : [`${plural(shown, noun)} of ${plural(total, noun)}, ${order}; all of them are in ${files}.`];
}

/** The first names, and how many more. */
export function someNames(names: readonly string[], shown: number): string {
  const more = names.length - shown;
  return more > 0 ? `${names.slice(0, shown).join(', ')} and ${more} more` : names.join(', ');
}
