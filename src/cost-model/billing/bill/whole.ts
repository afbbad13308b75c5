import { sum } from '../../arithmetic/money.ts';

/** A sum that is known only where each of its parts is. */
export const wholeOf = (amounts: readonly (string | null)[]): string | null =>
  amounts.includes(null) ? null : sum(amounts.map((amount) => amount ?? '0'));
