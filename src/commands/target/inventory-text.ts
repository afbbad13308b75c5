import type { Inventory } from '../../inventory/types.ts';
import { someNames } from '../../report/inventory-report/section.ts';
import { inventorySentence, overviewWords } from '../../report/inventory-report/words.ts';
import { wrap } from '../../report/terminal-text.ts';

/** Names of what a line is about, on a terminal. */
const NAMES = 3;

const MARKS = { broken: '✗', 'at-risk': '!', 'worth-knowing': '·' } as const;

/** What is on the cluster and what needs attention, for a terminal. */
export function inventoryText(inventory: Inventory, width: number): string {
  const { attention } = inventory.overview;
  const lines = (words: readonly string[]): readonly string[] => words.flatMap((one) => wrap(one, width));
  return [
    ...lines([`${inventorySentence(inventory)}.`, ...overviewWords(inventory)]),
    ...(attention.length === 0 ? [] : ['']),
    ...attention.flatMap(({ kind, what, names, todo }) => [
      ...indented(`${MARKS[kind]} `, `${what}: ${someNames(names, NAMES)}`, width),
      ...indented('  → ', todo, width),
    ]),
  ].join('\n');
}

function indented(mark: string, words: string, width: number): readonly string[] {
  const blank = ' '.repeat(mark.length);
  return wrap(words, width - mark.length).map((line, at) => `${at === 0 ? mark : blank}${line}`);
}
