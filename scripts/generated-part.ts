const END = '<!-- end of the generated part -->';

/**
 * A page with the part renewed that stands between its markers and comes from `source`. Throws RangeError where the
 * page has lost them.
 */
export function withGeneratedPart(page: string, source: string, part: string): string {
  const opening = `<!-- generated from ${source} by scripts/generate.ts: edit that -->`;
  const begin = page.indexOf(opening);
  const end = page.indexOf(END, begin);
  if (begin < 0 || end < begin) throw new RangeError(`the page does not hold the markers of its part from ${source}`);
  return `${page.slice(0, begin)}${opening}\n\n${part}\n${page.slice(end)}`;
}

/** A Markdown table; the first row is its head. */
export function markdownTable(rows: readonly (readonly string[])[]): string {
  const [head = [], ...body] = rows;
  return [head, head.map(() => '---'), ...body].map((cells) => `| ${cells.join(' | ')} |\n`).join('');
}
