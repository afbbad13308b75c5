import type { Impacts } from '../impacts/read-impacts.ts';
import type { Change } from '../types.ts';

type Known = Pick<Impacts, 'unlimited' | 'sets'>;

/** Whether two values of a config say the same. */
export const sameValue = (name: string, a: string, b: string, { sets }: Known): boolean =>
  a === b || (sets.has(name) && words(a) === words(b)) || (numberOf(a) !== null && numberOf(a) === numberOf(b));

const words = (value: string): string => [...new Set(value.split(',').map((word) => word.trim()))].sort().join(',');

/** A value as rules and readers see it: sets in one order. */
export const shownValue = (name: string, value: string, { sets }: Known): string =>
  sets.has(name) ? words(value) : value;

/** How B's value stands to A's; `other` where they have no order. */
export function directionOfValues(name: string, a: string, b: string, known: Known): NonNullable<Change['direction']> {
  if (sameValue(name, a, b, known)) return 'same';
  const [from, to] = [boundOf(name, a, known), boundOf(name, b, known)];
  if (from === null || to === null || from === to) return 'other';
  return to < from ? 'lower' : 'higher';
}

function boundOf(name: string, value: string, { unlimited }: Known): bigint | number | null {
  if (unlimited.has(name) && value.trim() === '-1') return Number.POSITIVE_INFINITY;
  return numberOf(value);
}

/** Whole numbers exactly: the largest that brokers have are beyond what a double can tell apart. */
function numberOf(value: string): bigint | number | null {
  const text = value.trim();
  if (/^-?\d+$/.test(text)) return BigInt(text);
  return /^-?\d*\.\d+$/.test(text) ? Number(text) : null;
}
