import { wholePattern } from '../rules/pattern.ts';
import { type LookedAt, PATTERNS, type SharedCosts } from './shared-costs.ts';

/** A line as keys see it; what is not known is null. */
export type SeenLine = Readonly<Record<Exclude<LookedAt, 'tag'>, string | null>>;

/**
 * The first of the given keys that a line is of, counted among all; null where it is of none. A tag is not looked at: who
 * asks for lines of a tag knows that they carry it.
 */
export function keyOf(shared: readonly SharedCosts[]): (line: SeenLine, among?: ReadonlySet<number>) => number | null {
  const keys = shared.map(({ of }) => {
    const patterns = PATTERNS.flatMap((name) => {
      const pattern = of[name];
      return pattern === undefined ? [] : [{ name, whole: new RegExp(wholePattern(pattern), 'u') }];
    });
    return (line: SeenLine): boolean =>
      (of.provider ?? line.provider) === line.provider &&
      (of.account ?? line.account) === line.account &&
      patterns.every(({ name, whole }) => whole.test(line[name] ?? '') && line[name] !== null);
  });
  return (line, among) => {
    const at = keys.findIndex((matches, index) => (among?.has(index) ?? true) && matches(line));
    return at < 0 ? null : at;
  };
}
