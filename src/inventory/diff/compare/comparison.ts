import type { Obtained, Reading, Reason } from '../../../kafka/read-only/reading.ts';
import type { Impacts } from '../impacts/read-impacts.ts';
import type { Replication } from '../replicators/replication.ts';
import type { Cell, Change, DiffKind, NotCompared } from '../types.ts';

/** What every comparison may lean on. */
export interface Context {
  readonly impacts: Pick<Impacts, 'unlimited' | 'sets' | 'comparesBrokerConfig'>;
  readonly replication: Replication | null;
}

/** What one section of two inventories says. */
export interface Comparison {
  readonly changes: readonly Change[];
  readonly notCompared: readonly NotCompared[];
  /** Things that were set beside each other, on either side. */
  readonly compared: Readonly<Partial<Record<DiffKind, number>>>;
}

export interface Both<T> {
  readonly a: T;
  readonly b: T;
}

type Given = Pick<Change, 'kind' | 'names' | 'difference'> & Partial<Change>;

/** A change of something that has no configs: it is as it is, whoever decided it. */
export const change = (given: Given): Change => ({
  property: null,
  a: null,
  b: null,
  intent: 'effective',
  direction: null,
  words: {},
  replicated: null,
  ...given,
});

/** A value that nobody's name stands behind. */
export const cell = (value: string | number | null): Cell | null =>
  value === null ? null : { value: String(value), source: null };

/** How B's number stands to A's. */
export const directionOf = (a: number, b: number): NonNullable<Change['direction']> => {
  if (a === b) return 'same';
  return b < a ? 'lower' : 'higher';
};

/** `not compared: topics and ACLs of B were not reachable: nobody answers`. */
export const sectionsNotCompared = (
  sections: readonly string[],
  side: 'a' | 'b',
  { reason, why }: { readonly reason: Reason; readonly why: string },
): string => {
  const all = sections.length < 2 ? sections.join('') : `${sections.slice(0, -1).join(', ')} and ${sections.at(-1)}`;
  return `not compared: ${all} of ${side.toUpperCase()} were ${REASONS[reason]}: ${why}`;
};

const REASONS: Readonly<Record<Reason, string>> = {
  'not-permitted': 'not permitted',
  'not-supported': 'not supported',
  'not-reachable': 'not reachable',
  'not-asked': 'not asked for',
  failed: 'not obtained',
};

/** Sets two sections beside each other where both are there; otherwise says why not. */
export function compareReadings<T>(
  what: string,
  kinds: readonly DiffKind[],
  { a, b }: Both<Reading<T>>,
  compare: (sections: Both<Obtained<T>>) => Comparison,
): Comparison {
  if (a.obtained && b.obtained) return compare({ a, b });
  const sides = [
    ['a', a],
    ['b', b],
  ] as const;
  const notCompared = sides.flatMap(([side, reading]): readonly NotCompared[] =>
    reading.obtained
      ? []
      : [
          {
            kinds,
            side,
            reason: reading.reason,
            section: what,
            why: reading.why,
            says: sectionsNotCompared([what], side, reading),
            todo: reading.todo,
          },
        ],
  );
  return { changes: [], notCompared, compared: {} };
}
