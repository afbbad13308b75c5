/** Control characters could move the cursor or recolour the screen: text from outside loses them. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const CONTROL = /[\u0000-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]+/g;

export const safe = (value: string): string => value.replace(CONTROL, ' ');

/** Cut to a number of columns, with an ellipsis where something was left out. */
export const cut = (value: string, columns: number): string =>
  value.length <= columns ? value : `${value.slice(0, Math.max(0, columns - 1))}…`;

/** Words over lines of at most `width` columns. */
export function wrap(value: string, width: number): readonly string[] {
  const lines: string[] = [];
  for (const word of safe(value).split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= width) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}
