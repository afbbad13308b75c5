import type { KeyPath, Mistake } from '../../scenarios/mistake.ts';
import type { EntryFile, TierFile } from './book-schema.ts';

/** Entries of one key: an override belongs in a book of its own. */
export function repeatedKeys(entries: readonly unknown[]): readonly Mistake[] {
  const keys = entries.map((entry) => (entry as { readonly key?: unknown } | null)?.key);
  return keys.flatMap((key, at) =>
    typeof key === 'string' && keys.indexOf(key) < at
      ? [
          {
            path: ['prices', at, 'key'],
            what: `two prices for "${key}"`,
            todo: 'Keep one; an override belongs in a book of its own, given after this one.',
          },
        ]
      : [],
  );
}

/** Mistakes that the schema cannot see. */
export function contradictionsIn(entry: EntryFile, path: KeyPath): readonly Mistake[] {
  const { key, price, tiers } = entry;
  if (price === undefined && tiers === undefined) {
    return [
      { path, what: `no price for "${key}"`, todo: 'Add `price:`, or `tiers:` where it depends on the quantity.' },
    ];
  }
  if (price !== undefined && tiers !== undefined) {
    return [{ path, what: `"${key}" has a price and tiers`, todo: 'Keep `price:` or `tiers:`, not both.' }];
  }
  if (tiers === undefined) return withoutOrigin(entry, key, path);
  return [
    ...tierOrder(tiers, key, [...path, 'tiers']),
    ...tiers.flatMap((tier, at) => withoutOrigin(originOf(tier, entry), key, [...path, 'tiers', at])),
  ];
}

/** A tier's own origin, else its entry's. */
export function originOf(tier: TierFile, entry: EntryFile): Pick<TierFile, 'source' | 'date' | 'assumption'> {
  const own = tier.source !== undefined || tier.date !== undefined || tier.assumption !== undefined;
  return own ? tier : entry;
}

function tierOrder(tiers: readonly TierFile[], key: string, path: KeyPath): Mistake[] {
  return tiers.flatMap((tier, at) => {
    const isLast = at === tiers.length - 1;
    const previous = tiers[at - 1]?.upTo ?? 0;
    if (isLast && tier.upTo !== undefined) {
      return [{ path: [...path, at, 'upTo'], what: `the last tier of "${key}" ends`, todo: 'Remove its `upTo:`.' }];
    }
    if (!isLast && tier.upTo === undefined) {
      return [{ path: [...path, at], what: `a tier of "${key}" before the last has no end`, todo: 'Add `upTo:`.' }];
    }
    if (tier.upTo !== undefined && tier.upTo <= previous) {
      return [
        {
          path: [...path, at, 'upTo'],
          what: `tiers of "${key}" overlap: one ends at ${tier.upTo}, the one before at ${previous}`,
          todo: 'Write tiers in ascending order, each ending above the one before.',
        },
      ];
    }
    return [];
  });
}

function withoutOrigin(
  { source, date, assumption }: Pick<TierFile, 'source' | 'date' | 'assumption'>,
  key: string,
  path: KeyPath,
): readonly Mistake[] {
  const listed = source !== undefined && date !== undefined && assumption === undefined;
  const assumed = source === undefined && date === undefined && assumption !== undefined;
  if (listed || assumed) return [];
  return [
    {
      path,
      what: `"${key}" does not say where its price comes from`,
      todo: 'Add `source:` and `date:`; a price without a dated source has `assumption:` instead.',
    },
  ];
}
