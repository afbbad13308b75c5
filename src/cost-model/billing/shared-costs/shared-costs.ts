export const LOOKED_AT = ['provider', 'account', 'service', 'usageType', 'operation', 'resource', 'tag'] as const;
export type LookedAt = (typeof LOOKED_AT)[number];

/** Costs that several targets share, split by a declared key. */
export interface SharedCosts {
  /** What the key counts: `written bytes`. */
  readonly by: string;
  /**
   * Which lines: everything that is given must match. Provider and account as they are, a tag as `key=value` of which the
   * value is a pattern, all others patterns: regular expressions over the whole value. What is not known matches none.
   */
  readonly of: Readonly<Partial<Record<LookedAt, string>>>;
  /** Target → how much of the key is its; decimal strings above 0. */
  readonly weights: Readonly<Record<string, string>>;
}

/** Those of a key that are patterns over one value. */
export const PATTERNS = ['service', 'usageType', 'operation', 'resource'] as const satisfies readonly LookedAt[];

/** The tag that a key looks at; null where it looks at none. */
export function tagOf({ of: { tag } }: SharedCosts): { readonly key: string; readonly value: string } | null {
  if (tag === undefined) return null;
  const at = Math.max(0, tag.indexOf('='));
  return { key: tag.slice(0, at), value: tag.slice(at + 1) };
}

/**
 * A key that names its lines by themselves. Any other leaves out what says already whose it is: another target's tags,
 * another cluster.
 */
export const namesItsLines = ({ of: { resource, tag } }: SharedCosts): boolean =>
  resource !== undefined || tag !== undefined;
