import type { KeyPath, Mistake } from '../../scenarios/mistake.ts';
import type { EntryFile, OptionFile, TierFile } from './book-schema.ts';

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
  const options = Object.entries(entry.options ?? {}).flatMap(([name, option]) =>
    option === undefined ? [] : inOption(option, entry.key, [...path, 'options', name]),
  );
  return [...inPrice(entry, path), ...options];
}

function inPrice(entry: EntryFile, path: KeyPath): readonly Mistake[] {
  const { key, price, tiers, low, high } = entry;
  if (price === undefined && tiers === undefined) {
    return [
      { path, what: `no price for "${key}"`, todo: 'Add `price:`, or `tiers:` where it depends on the quantity.' },
    ];
  }
  if (price !== undefined && tiers !== undefined) {
    return [{ path, what: `"${key}" has a price and tiers`, todo: 'Keep `price:` or `tiers:`, not both.' }];
  }
  if (tiers === undefined) return [...withoutOrigin(entry, key, path), ...outOfRange(entry, key, path)];
  const rangeOfAll =
    low === undefined && high === undefined
      ? []
      : [{ path, what: `"${key}" has a range beside its tiers`, todo: 'Give each tier its own `low:` and `high:`.' }];
  return [
    ...rangeOfAll,
    ...tierOrder(tiers, key, [...path, 'tiers']),
    ...tiers.flatMap((tier, at) => withoutOrigin(originOf(tier, entry), key, [...path, 'tiers', at])),
    ...tiers.flatMap((tier, at) => outOfRange(tier, key, [...path, 'tiers', at])),
  ];
}

/** An option says itself where its price is from: that it is sold is as much a claim as its price. */
const inOption = (option: OptionFile, key: string, path: KeyPath): readonly Mistake[] => [
  ...withoutOrigin(option, key, path),
  ...outOfRange(option, key, path),
];

function outOfRange(
  { price = 0, low, high }: Pick<EntryFile, 'price' | 'low' | 'high'>,
  key: string,
  path: KeyPath,
): readonly Mistake[] {
  if ((low ?? price) <= price && price <= (high ?? price)) return [];
  const what =
    low !== undefined && high !== undefined && low > high
      ? `the low of "${key}", ${low}, is above its high, ${high}`
      : `the price of "${key}", ${price}, is not between its low and its high`;
  return [{ path, what, todo: 'Give low ≤ price ≤ high.' }];
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
