import type { StyleName } from './styles.ts';

/** What stands in a cell. Text is always text, whatever it begins with; only `formula` is one. */
export type CellContent =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'number'; readonly value: number }
  /** Without the leading `=`; `value` is what it comes to, for readers that do not compute. */
  | { readonly kind: 'formula'; readonly formula: string; readonly value: number | string }
  | { readonly kind: 'empty' };

export type Cell = CellContent & { readonly style: StyleName };

export interface Sheet {
  readonly name: string;
  /** Very hidden: no menu of a spreadsheet program lists it. */
  readonly hidden: boolean;
  /** In characters, from column A. */
  readonly widths: readonly number[];
  /** Rows that stay in sight. */
  readonly frozenRows: number;
  readonly frozenColumns?: number;
  /** From row 1. */
  readonly rows: readonly (readonly Cell[])[];
}

/** Longer text does not fit a cell of Excel. */
const LONGEST_TEXT = 32_000;

export const text = (value: string, style: StyleName = 'text'): Cell => ({
  kind: 'text',
  text: value.length > LONGEST_TEXT ? `${value.slice(0, LONGEST_TEXT)}…` : value,
  style,
});

export const number = (value: number, style: StyleName = 'figure'): Cell => ({ kind: 'number', value, style });

export const optional = (value: number | null, style: StyleName): Cell =>
  value === null ? { kind: 'empty', style } : number(value, style);

export const formula = (written: string, value: number | string, style: StyleName): Cell => ({
  kind: 'formula',
  formula: written,
  value,
  style,
});

export const EMPTY: Cell = { kind: 'empty', style: 'text' };

export const headRow = (...titles: readonly string[]): readonly Cell[] => titles.map((title) => text(title, 'head'));
