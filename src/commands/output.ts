export interface TableOptions {
  /** By column; `left` where not given. */
  readonly align?: readonly ('left' | 'right')[];
  /** Widest cell, in terminal columns; longer text is cut with an ellipsis. */
  readonly maxWidth?: number;
}

/** Rows as aligned columns, two spaces apart, one line a row, nothing after the last one. Cells may hold any text. */
export function table(rows: readonly (readonly string[])[], { align = [], maxWidth = 60 }: TableOptions = {}): string {
  const cells = rows.map((row) => row.map((cell) => cut(plainText(cell), maxWidth)));
  const widths = cells.reduce<number[]>((widest, row) => {
    row.forEach((cell, column) => {
      widest[column] = Math.max(widest[column] ?? 0, widthOf(cell));
    });
    return widest;
  }, []);
  const line = (row: readonly string[]): string =>
    row
      .map((cell, column) => {
        const space = ' '.repeat((widths[column] ?? 0) - widthOf(cell));
        return align[column] === 'right' ? space + cell : cell + space;
      })
      .join('  ')
      .trimEnd();
  return cells.map(line).join('\n');
}

/** Text from outside on one line, without the control and direction characters that could rewrite a terminal. */
export function plainText(text: string): string {
  return text.replace(/[^\S\u00a0\u2009\u202f]+/g, ' ').replace(/[\p{Cc}\p{Cf}]/gu, '�');
}

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });
const WIDE = /\p{Script=Han}|\p{Script=Hangul}|\p{Script=Hiragana}|\p{Script=Katakana}|\p{Emoji_Presentation}|[！-｠]/u;

const columnsOf = (grapheme: string): number => (WIDE.test(grapheme) ? 2 : 1);

/** Terminal columns that text takes: two for East Asian characters and pictures. */
export function widthOf(text: string): number {
  let width = 0;
  for (const { segment } of graphemes.segment(text)) width += columnsOf(segment);
  return width;
}

function cut(text: string, maxWidth: number): string {
  if (widthOf(text) <= maxWidth) return text;
  let kept = '';
  let width = 0;
  for (const { segment } of graphemes.segment(text)) {
    width += columnsOf(segment);
    if (width > maxWidth - 1) break;
    kept += segment;
  }
  return `${kept}…`;
}
