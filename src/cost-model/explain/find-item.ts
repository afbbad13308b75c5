import { inputError } from '../../errors.ts';
import { type Explained, explainAll } from './explain.ts';
import type { Explanation } from './types.ts';

/** How many names an error offers. */
const OFFERED = 6;

/**
 * The lines of that name on every platform; where none is named so, those whose name has it in it.
 * @throws WorkbenchError with the names that are most alike.
 */
export function explainItem(cost: Explained, item: string): readonly Explanation[] {
  const all = explainAll(cost);
  const asked = item.trim().toLowerCase();
  const called = all.filter((line) => line.item.toLowerCase() === asked);
  if (called.length > 0) return called;
  const within = asked === '' ? [] : all.filter((line) => line.item.toLowerCase().includes(asked));
  if (within.length > 0) return within;
  throw inputError('item', [
    {
      what: `no platform priced here has a line "${item}"`,
      todo: `Lines that are named alike: ${mostAlike(item, all)}.`,
    },
  ]);
}

function mostAlike(item: string, lines: readonly Explanation[]): string {
  const names = [...new Set(lines.map((line) => line.item))];
  const ranked = names.toSorted((a, b) => likeness(b, item) - likeness(a, item));
  return ranked
    .slice(0, OFFERED)
    .map((name) => `"${name}"`)
    .join(', ');
}

/** Share of the pairs of neighbouring letters that both have: 1 for the same word, 0 for nothing in common. */
function likeness(a: string, b: string): number {
  const [left, right] = [pairs(a), pairs(b)];
  const both = [...left].filter((pair) => right.has(pair)).length;
  return left.size + right.size === 0 ? 0 : (2 * both) / (left.size + right.size);
}

const pairs = (text: string): ReadonlySet<string> => {
  const letters = text.toLowerCase();
  return new Set(Array.from({ length: Math.max(0, letters.length - 1) }, (_, at) => letters.slice(at, at + 2)));
};
