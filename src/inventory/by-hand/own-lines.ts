import { type Document, isMap, isScalar, type Node, type Pair, type YAMLMap } from 'yaml';

/**
 * A comment on lines of its own belongs to the row below it. The parser gives it to the row above where that has no
 * answer yet, and what stands above a section to the last row of the section before.
 */
export function commentsToRowsBelow(document: Document.Parsed, text: string): void {
  if (isMap(document.contents)) settle(document.contents, text);
}

function settle(map: YAMLMap, text: string): void {
  const pairs = map.items as Pair<Node, Node | null>[];
  for (const [i, { value }] of pairs.entries()) {
    if (isBlock(value)) settle(value, text);
    const next = pairs[i + 1]?.key;
    if (next === undefined) toEnd(map, value, text);
    else toNext(value, next, text);
  }
}

/** What stands between a row's answer and the next row, from the line after the answer on. */
function toNext(value: Node | null, next: Node, text: string): void {
  const last = lastOf(value);
  const to = next.range?.[0];
  if (last?.range == null || to === undefined) return;
  const isOfMap = isBlock(value) && value.comment != null;
  if (!isOfMap && !isOpen(last)) return;
  const between = text.slice(last.range[1], to).split(/\r?\n/);
  // The last piece is the next row's own indentation.
  const lines = between.slice(1, -1);
  const isDeeper = (line: string): boolean => isBlock(value) && line.startsWith(' ') && !startsAsKey(line, between);
  const from = lines.findLastIndex(isDeeper) + 1;
  if (isBlock(value)) value.comment = words(lines.slice(0, from)) || null;
  if (isOpen(last)) beside(last, between[0]);
  const above = lines.slice(from);
  next.spaceBefore = above[0]?.trim() === '';
  next.commentBefore = words(above) || null;
}

const startsAsKey = (line: string, between: readonly string[]): boolean =>
  /^ */.exec(line)?.[0] === between.at(-1) && line.trim() !== '';

/** Below the last row: it stays the section's last. */
function toEnd(map: YAMLMap, value: Node | null, text: string): void {
  if (!isOpen(value) || value.range == null) return;
  const [first = '', ...rest] = text.slice(value.range[1], value.range[2]).split(/\r?\n/);
  beside(value, first);
  const below = words(rest);
  if (below !== '') map.comment = map.comment == null ? below : `${below}\n${map.comment}`;
}

function beside(answer: Node, rest = ''): void {
  answer.comment = words([rest]) || null;
  answer.spaceBefore = false;
}

/** A row that nobody answered, with a comment that may be another's. */
const isOpen = (value: unknown): value is Node & { comment?: string | null } => isScalar(value) && value.value === null;

const lastOf = (value: Node | null): Node | null =>
  isBlock(value) ? lastOf((value.items.at(-1)?.value ?? null) as Node | null) : value;

const isBlock = (value: unknown): value is YAMLMap => isMap(value) && value.flow !== true;

/** As the parser keeps comments: without `#`, a blank line for a blank line. */
function words(lines: readonly string[]): string {
  const kept = lines.map((line) => line.trim().replace(/^#/, ''));
  const from = kept.findIndex((line) => line !== '');
  return from < 0 ? '' : kept.slice(from).join('\n').replace(/\n+$/, '\n');
}
