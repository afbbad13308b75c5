/** What JavaScript knows and RE2 (DuckDB) or Athena does not: a rule must mean the same in all of them. */
const BEYOND_RE2: readonly { readonly what: string; readonly found: RegExp }[] = [
  { what: 'looks around itself', found: /\(\?<?[=!]/ },
  { what: 'refers back to a group', found: /\\[1-9]|\\k</ },
  { what: 'names a group', found: /\(\?</ },
];

/** Why a pattern cannot stand in a rule; null where it can. */
export function patternMistake(pattern: string): string | null {
  const beyond = BEYOND_RE2.find(({ found }) => found.test(pattern));
  if (beyond !== undefined) return `${beyond.what}, which not every engine can`;
  try {
    new RegExp(pattern, 'u');
    return null;
  } catch {
    return 'is no regular expression';
  }
}

/** Over the whole value, as a rule's patterns are read everywhere. */
export const wholePattern = (pattern: string): string => `^(?:${pattern})$`;

/** The usage type without what says only where. */
export const prefixPattern = (prefix: string): string => `^(?:${prefix})`;
