import type { Obtained } from '../../../kafka/read-only/reading.ts';
import type { GroupEntry } from '../../types.ts';
import type { Change } from '../types.ts';
import { type Both, type Comparison, type Context, cell, change } from './comparison.ts';
import { compareCommits, partitions, topicsOf } from './group-commits.ts';
import { toldApart } from './hidden.ts';
import { paired } from './paired.ts';
import { UntoldGroups } from './untold-groups.ts';

type Groups = readonly GroupEntry[];

/** What is known of the topics that groups read. */
export interface TopicsOfBoth {
  /** What a topic of A is called on B. */
  readonly nameOnB: (topic: string) => string;
  /** Whether a side's principal may describe it. */
  readonly sees: Both<(topic: string) => boolean>;
}

/**
 * Groups and where they have commits. Their offsets are never set beside each other: the same number on two clusters
 * is not the same record.
 */
export function compareGroups(
  { a, b }: Both<Obtained<Groups>>,
  { nameOnB, sees }: TopicsOfBoth,
  { replication }: Context,
): Comparison {
  const untold = { a: new UntoldGroups(a.missing, sees.a), b: new UntoldGroups(b.missing, sees.b) };
  const { both, onlyA, onlyB } = paired(a.value.filter(isKept), b.value.filter(isKept), ({ id }) => id);
  const idOf = ({ id }: GroupEntry): string => id;
  const missing = toldApart(onlyA, 'group', 'b', idOf, (group) =>
    untold.b.group(group.id, [...topicsOf(group).keys()].map(nameOnB)),
  );
  const extra = toldApart(onlyB, 'group', 'a', idOf, (group) => untold.a.group(group.id, topicsOf(group).keys()));
  const fate = (group: GroupEntry) => replication?.group(group) ?? null;
  const commits = both.map(([onA, onB]) => ({ onA, onB, ...compareCommits(onA, onB, untold, nameOnB) }));
  return {
    changes: [
      ...missing.absent.map((group) => ({ ...whole(group, 'missing'), replicated: fate(group) })),
      ...extra.absent.map((group) => whole(group, 'extra')),
      ...commits.flatMap(({ onA, onB, changes }) =>
        [...kinds(onA, onB), ...changes].map((one) => ({ ...one, replicated: fate(onA) })),
      ),
    ],
    notCompared: [...missing.notCompared, ...extra.notCompared, ...commits.flatMap(({ notCompared }) => notCompared)],
    compared: { group: both.length + onlyA.length + onlyB.length },
  };
}

/** A group without commits leaves nothing to come back to. */
const isKept = ({ offsets }: GroupEntry): boolean => offsets.length > 0;

function whole(group: GroupEntry, difference: 'missing' | 'extra'): Change {
  const topics = topicsOf(group).size;
  const said = cell(`commits on ${partitions(group.offsets.length)} of ${topics} topic${topics === 1 ? '' : 's'}`);
  const side = difference === 'missing' ? { a: said } : { b: said };
  return change({ kind: 'group', names: [group.id], difference, ...side });
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
