import type { Provenance } from '../cost-model/types/figures.ts';

/**
 * The one model of a table. HTML, Markdown, CSV and the terminal all render it, so a figure
 * cannot stand in one format and be missing from, or differ in, another.
 */
export interface Table {
  /** Unique on a page; kebab-case. */
  readonly id: string;
  readonly title: string;
  /** The first column holds the row titles. */
  readonly columns: readonly Column[];
  readonly groups: readonly RowGroup[];
  /** Shown below the table, before the reasons of its dashes. */
  readonly notes: readonly string[];
}

export interface Column {
  readonly title: string;
  readonly align: 'left' | 'right';
}

export interface RowGroup {
  readonly title: string | null;
  /** Of every figure in the group; null where the group holds words. */
  readonly provenance: Provenance | null;
  readonly rows: readonly Row[];
}

export interface Row {
  readonly title: string;
  /** Unit of the row's figures, shown in its title; null where each cell says its own or has none. */
  readonly unit: string | null;
  /** Adds up the rows above it. */
  readonly total?: boolean;
  /** One cell for each column after the first. */
  readonly cells: readonly Cell[];
}

/** Where a figure stands in summary.json: a target's name and a path into it. */
export interface FigureOrigin {
  readonly target: string;
  readonly metric: string;
}

export type Tone = 'good' | 'bad' | 'open';

export type Cell =
  | { readonly kind: 'text'; readonly text: string; readonly tone?: Tone }
  /** Several things said in one cell: what they are, and each of them. */
  | { readonly kind: 'list'; readonly lead: string; readonly items: readonly string[] }
  /** Something to type into a shell. */
  | { readonly kind: 'command'; readonly text: string }
  /** `value` as it stands in the judged file (money: a decimal string); `text` as a person reads it. */
  | {
      readonly kind: 'figure';
      readonly value: number | string;
      readonly text: string;
      readonly unit: string;
      readonly origin?: FigureOrigin;
    }
  /** A figure that cannot be stood behind. */
  | { readonly kind: 'missing'; readonly why: string; readonly origin?: FigureOrigin };

export const text = (value: string, tone?: Tone): Cell => ({
  kind: 'text',
  text: value,
  ...(tone === undefined ? {} : { tone }),
});

export const list = (items: readonly string[], lead = ''): Cell => ({ kind: 'list', lead, items });

export const missing = (why: string): Cell => ({ kind: 'missing', why });

export const left = (title: string): Column => ({ title, align: 'left' });
export const right = (title: string): Column => ({ title, align: 'right' });

/** A table whose rows form one group. */
export function plainRows(rows: readonly Row[], provenance: Provenance | null = null): readonly RowGroup[] {
  return [{ title: null, provenance, rows }];
}

/** A row title with its unit, as every format writes it. */
export const titleWithUnit = (row: Row): string => (row.unit === null ? row.title : `${row.title}, ${row.unit}`);

/** Why cells of the table are dashes, each reason once, in order of appearance. */
export function reasonsOf(table: Table): readonly string[] {
  const reasons = new Set<string>();
  for (const group of table.groups) {
    for (const row of group.rows) {
      for (const cell of row.cells) if (cell.kind === 'missing') reasons.add(cell.why);
    }
  }
  return [...reasons];
}

/** What a cell says to a reader; a dash carries the number of its reason below the table. */
export function cellText(cell: Cell, reasons: readonly string[]): string {
  switch (cell.kind) {
    case 'missing':
      return `– [${reasons.indexOf(cell.why) + 1}]`;
    case 'list':
      return [cell.lead, cell.items.join('; ')].filter((part) => part !== '').join(' ');
    default:
      return cell.text;
  }
}
