import type { Missing, Obtained } from '../../../kafka/read-only/reading.ts';
import type { GroupEntry } from '../../types.ts';
import type { Change } from '../types.ts';
import { type Both, type Comparison, type Context, cell, change, directionOf } from './comparison.ts';
import { partNamed, toldApart } from './hidden.ts';
import { paired } from './paired.ts';

type Groups = readonly GroupEntry[];

/**
 * Groups and where they have commits. Their offsets are never set beside each other: the same number on two clusters
 * is not the same record.
 */
export function compareGroups(
  { a, b }: Both<Obtained<Groups>>,
  nameOnB: (topic: string) => string,
  context: Context,
): Comparison {
  const { both, onlyA, onlyB } = paired(a.value.filter(isKept), b.value.filter(isKept), ({ id }) => id);
  const missing = toldApart(
    onlyA,
    'group',
    'b',
    ({ id }) => id,
    ({ id }) => hiding(b.missing, id),
  );
  const extra = toldApart(
    onlyB,
    'group',
    'a',
    ({ id }) => id,
    ({ id }) => hiding(a.missing, id),
  );
  const fate = (group: GroupEntry) => context.replication?.group(group) ?? null;
  return {
    changes: [
      ...missing.absent.map((group) =>
        change({
          kind: 'group',
          names: [group.id],
          difference: 'missing',
          a: commitsOf(group),
          replicated: fate(group),
        }),
      ),
      ...extra.absent.map((group) =>
        change({ kind: 'group', names: [group.id], difference: 'extra', b: commitsOf(group) }),
      ),
      ...both.flatMap(([onA, onB]) =>
        [...kinds(onA, onB), ...commits(onA, onB, nameOnB)].map((one) => ({ ...one, replicated: fate(onA) })),
      ),
    ],
    notCompared: [...missing.notCompared, ...extra.notCompared],
    compared: { group: both.length + onlyA.length + onlyB.length },
  };
}

/** A group without commits leaves nothing to come back to. */
const isKept = ({ offsets }: GroupEntry): boolean => offsets.length > 0;

/** A group of a broker that did not answer, or that the principal may not see, may be there, and its commits, too. */
const hiding = (missing: readonly Missing[], id: string): Missing | undefined =>
  partNamed(missing, `group ${id}`, `offsets of group ${id}`) ?? missing.find(({ what }) => ANY_GROUP.test(what));

const ANY_GROUP =
  /^(broker \S+|groups|members and commits of groups|offsets of \d+ groups|groups that this principal may not describe)$/;

const topicsOf = ({ offsets }: GroupEntry): ReadonlyMap<string, number> => {
  const counts = new Map<string, number>();
  for (const { topic } of offsets) counts.set(topic, (counts.get(topic) ?? 0) + 1);
  return counts;
};

const partitions = (count: number): string => `${count} partition${count === 1 ? '' : 's'}`;

function commitsOf(group: GroupEntry) {
  const topics = topicsOf(group).size;
  return cell(`commits on ${partitions(group.offsets.length)} of ${topics} topic${topics === 1 ? '' : 's'}`);
}

const kinds = (a: GroupEntry, b: GroupEntry): readonly Change[] =>
  a.kind === b.kind || a.kind === 'unknown' || b.kind === 'unknown'
    ? []
    : [
        change({
          kind: 'group',
          names: [a.id],
          property: 'kind',
          difference: 'different',
          a: cell(a.kind),
          b: cell(b.kind),
          direction: 'other',
        }),
      ];

function commits(a: GroupEntry, b: GroupEntry, nameOnB: (topic: string) => string): readonly Change[] {
  const onA = new Map([...topicsOf(a)].map(([topic, count]) => [nameOnB(topic), { topic, count }]));
  const onB = topicsOf(b);
  const ofTopic = (topic: string, from: number | null, to: number | null): Change =>
    change({
      kind: 'group',
      names: [a.id],
      property: `commits on ${topic}`,
      difference: to === null ? 'missing' : from === null ? 'extra' : 'different',
      a: from === null ? null : cell(partitions(from)),
      b: to === null ? null : cell(partitions(to)),
      direction: from === null || to === null ? null : directionOf(from, to),
    });
  return [
    ...[...onA].flatMap(([name, { topic, count }]) =>
      count === onB.get(name) ? [] : [ofTopic(topic, count, onB.get(name) ?? null)],
    ),
    ...[...onB].flatMap(([name, count]) => (onA.has(name) ? [] : [ofTopic(name, null, count)])),
  ];
}
