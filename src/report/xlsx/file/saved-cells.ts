import { walk } from './walk-xml.ts';
import { decodedText } from './xml.ts';

/** What stands in a cell of a workbook that somebody saved. */
export interface SavedCell {
  /** `D5` */
  readonly at: string;
  /** Without `=`; null where it is no formula. Of a shared formula only the first cell has its text, others have ''. */
  readonly formula: string | null;
  readonly content:
    | { readonly kind: 'number'; readonly value: number }
    | { readonly kind: 'text'; readonly text: string }
    | { readonly kind: 'boolean' }
    | { readonly kind: 'error'; readonly text: string };
}

/** Texts that cells share by number; those with several formats are one text, their readings for the ear are none. */
export function sharedTexts(xml: string | null): readonly string[] {
  const texts: string[] = [];
  if (xml === null) return texts;
  let inside = '';
  let reading = false;
  walk(xml, {
    open: (name) => {
      if (name === 'si') texts.push('');
      if (name === 'rPh') reading = true;
      inside = name;
    },
    text: (piece) => {
      if (inside === 't' && !reading) texts.push(`${texts.pop() ?? ''}${piece}`);
    },
    close: (name) => {
      if (name === 'rPh') reading = false;
      inside = '';
    },
  });
  return texts.map(decodedText);
}

interface OpenCell {
  readonly at: string;
  readonly type: string;
  formula: string | null;
  value: string | null;
  inline: string;
}

/** The cells of one sheet by address. */
export function cellsIn(xml: string, texts: readonly string[]): ReadonlyMap<string, SavedCell> {
  const cells = new Map<string, SavedCell>();
  let cell: OpenCell | null = null;
  let inside = '';
  walk(xml, {
    open: (name, { r = '', t = 'n' }) => {
      if (name === 'c') cell = { at: r, type: t, formula: null, value: null, inline: '' };
      if (name === 'f' && cell !== null) cell.formula = '';
      if (name === 'v' && cell !== null) cell.value = '';
      inside = name;
    },
    text: (piece) => {
      if (cell === null) return;
      if (inside === 'f') cell.formula += piece;
      if (inside === 'v') cell.value += piece;
      if (inside === 't') cell.inline += piece;
    },
    close: (name) => {
      inside = '';
      if (name !== 'c' || cell === null) return;
      const content = contentOf(cell, texts);
      if (content !== null) cells.set(cell.at, { at: cell.at, formula: cell.formula, content });
      cell = null;
    },
  });
  return cells;
}

function contentOf({ type, value, inline, formula }: OpenCell, texts: readonly string[]): SavedCell['content'] | null {
  if (type === 'inlineStr') return { kind: 'text', text: decodedText(inline) };
  if (value === null) return formula === null ? null : { kind: 'text', text: '' };
  switch (type) {
    case 's':
      return { kind: 'text', text: texts[Number(value)] ?? '' };
    case 'b':
      return { kind: 'boolean' };
    case 'e':
      return { kind: 'error', text: value };
    case 'n':
      return value === '' ? null : { kind: 'number', value: Number(value) };
    default:
      return { kind: 'text', text: decodedText(value) };
  }
}
