import type { GroupEntry } from '../../types.ts';
import type { Change, NotCompared } from '../types.ts';
import { type Both, cell, change, directionOf } from './comparison.ts';
import { toldApart } from './hidden.ts';
import type { UntoldGroups } from './untold-groups.ts';

/** Partitions with a commit, by topic. */
export function topicsOf({ offsets }: GroupEntry): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { topic } of offsets) counts.set(topic, (counts.get(topic) ?? 0) + 1);
  return counts;
}

export const partitions = (count: number): string => `${count} partition${count === 1 ? '' : 's'}`;

interface OfTopic {
  /** As it is called on A. */
  readonly topic: string;
  readonly nameOnB: string;
  readonly a: number | null;
  readonly b: number | null;
}

/** Topics on which a group that both sides have committed on one of them only, or on other partitions. */
export function compareCommits(
  a: GroupEntry,
  b: GroupEntry,
  untold: Both<UntoldGroups>,
  nameOnB: (topic: string) => string,
): { readonly changes: readonly Change[]; readonly notCompared: readonly NotCompared[] } {
  const [onA, onB] = [topicsOf(a), topicsOf(b)];
  const ofA = [...onA].map(([topic, count]): OfTopic => {
    const name = nameOnB(topic);
    return { topic, nameOnB: name, a: count, b: onB.get(name) ?? null };
  });
  const known = new Set(ofA.map((one) => one.nameOnB));
  const ofB = [...onB].flatMap(([topic, count]): readonly OfTopic[] =>
    known.has(topic) ? [] : [{ topic, nameOnB: topic, a: null, b: count }],
  );
  const words = ({ topic }: OfTopic): string => `${a.id}'s commits on ${topic}`;
  const all = [...ofA, ...ofB];
  const fewer = toldApart(
    all.filter((one) => (one.b ?? 0) < (one.a ?? 0)),
    'group',
    'b',
    words,
    (one) => untold.b.commits(a.id, one.nameOnB),
  );
  const more = toldApart(
    all.filter((one) => (one.b ?? 0) > (one.a ?? 0)),
    'group',
    'a',
    words,
    (one) => untold.a.commits(a.id, one.topic),
  );
  return {
    changes: [...fewer.absent, ...more.absent].map((one) => changeOf(a.id, one)),
    notCompared: [...fewer.notCompared, ...more.notCompared],
  };
}

const changeOf = (id: string, { topic, a, b }: OfTopic): Change =>
  change({
    kind: 'group',
    names: [id],
    property: `commits on ${topic}`,
    difference: b === null ? 'missing' : a === null ? 'extra' : 'different',
    a: a === null ? null : cell(partitions(a)),
    b: b === null ? null : cell(partitions(b)),
    direction: a === null || b === null ? null : directionOf(a, b),
  });
