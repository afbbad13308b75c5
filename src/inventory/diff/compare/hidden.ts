import type { Missing } from '../../../kafka/read-only/reading.ts';
import { saidOnce } from '../../said-once.ts';
import type { DiffKind, NotCompared } from '../types.ts';

/** Names that are written out before the rest is counted. */
const NAMED = 3;

/** What is on one side and not among what was obtained of the other, told from what the other side did not tell. */
export interface Sorted<T> {
  readonly absent: readonly T[];
  readonly notCompared: readonly NotCompared[];
}

/**
 * Something that one side has may be missing from the other only because the other did not tell it: then nothing is
 * said to be missing.
 * @param hides the missing part that may hide this one; undefined where it would have been told
 */
export function toldApart<T>(
  onlyThere: readonly T[],
  kind: DiffKind,
  side: 'a' | 'b',
  nameOf: (one: T) => string,
  hides: (one: T) => Missing | undefined,
): Sorted<T> {
  const found = onlyThere.map((one) => ({ one, missing: hides(one) }));
  const hidden = found.flatMap(({ one, missing }) => (missing === undefined ? [] : [{ one, missing }]));
  const causes = Map.groupBy(hidden, ({ missing: { reason, why, todo } }) => JSON.stringify([reason, why, todo]));
  const notCompared = [...causes.values()].flatMap((those) =>
    saidOnce(those.map(({ missing }) => missing)).map(({ what, reason, why, todo }): NotCompared => {
      const names = listed(those.map(({ one }) => nameOf(one)));
      const says = `not compared: ${nounOf(kind, those.length)} ${names}, as ${side.toUpperCase()} did not tell ${what}: ${why}`;
      return { kinds: [kind], side, reason, section: null, why, says, todo };
    }),
  );
  return { absent: found.flatMap(({ one, missing }) => (missing === undefined ? [one] : [])), notCompared };
}

const NOUNS: Readonly<Record<DiffKind, readonly [one: string, more: string]>> = {
  topic: ['topic', 'topics'],
  config: ['configs of topic', 'configs of topics'],
  'broker-config': ["brokers' config", "brokers' configs"],
  feature: ['feature', 'features'],
  acl: ['ACL', 'ACLs'],
  quota: ['quota', 'quotas'],
  'scram-user': ['SCRAM user', 'SCRAM users'],
  group: ['group', 'groups'],
  schema: ['subject', 'subjects'],
  connector: ['connector', 'connectors'],
};

export const nounOf = (kind: DiffKind, count: number): string => NOUNS[kind][count === 1 ? 0 : 1];

/** `a, b and c`; `a, b, c and 1997 more`. */
export function listed(names: readonly string[], most = NAMED): string {
  const shown = names.slice(0, most);
  const more = names.length - shown.length;
  if (more > 0) return `${shown.join(', ')} and ${more} more`;
  return shown.length < 2 ? shown.join('') : `${shown.slice(0, -1).join(', ')} and ${shown.at(-1)}`;
}
