import type { TopicEntry } from '../../types.ts';
import type { Replication } from '../replicators/replication.ts';
import type { Change, Fate } from '../types.ts';
import { type Context, cell, change } from './comparison.ts';

type Pairs = readonly (readonly [TopicEntry, TopicEntry])[];

/** Renamed by one rule, they are one difference. */
export function renamedTopics(both: Pairs, { replication }: Context): readonly Change[] {
  const renamed = both.filter(([onA, onB]) => onA.name !== onB.name);
  if (replication === null) return [];
  return nameChange(
    renamed.map(([{ name }]) => name),
    'renamed',
    replication,
  );
}

/** Topics that are not on B yet under the name that the replicator would give them. */
export function topicsToBeRenamed(topics: readonly TopicEntry[], { replication }: Context): readonly Change[] {
  if (replication === null) return [];
  const renamed = topics.filter(
    (topic) => replication.topic(topic).outcome === 'carried' && replication.remoteName(topic.name) !== topic.name,
  );
  return nameChange(
    renamed.map(({ name }) => name),
    'dropped',
    replication,
  );
}

function nameChange(
  names: readonly string[],
  difference: 'renamed' | 'dropped',
  { remoteName, policy }: Replication,
): readonly Change[] {
  const [only] = names;
  if (only === undefined) return [];
  const from = names.length === 1 ? only : '{topic}';
  return [
    change({
      kind: 'topic',
      names,
      property: 'name',
      difference,
      a: cell(from),
      b: cell(remoteName(from)),
      direction: 'other',
      replicated: { outcome: 'changed', why: `its policy ${policy} names topics so` },
    }),
  ];
}

/** Topics of A that B has by their own name, which the replicator would give to no copy. */
export const untouchedOnB = (both: Pairs, { replication }: Context): readonly TopicEntry[] =>
  both.filter(([onA, onB]) => isUntouched(onA, onB, replication)).map(([onA]) => onA);

const isUntouched = (onA: TopicEntry, onB: TopicEntry, replication: Replication | null): boolean =>
  replication !== null && onB.name !== replication.remoteName(onA.name);

/** What the replicator makes of a topic as it is on B: nothing, where its copy has another name. */
export function fateOnB(onA: TopicEntry, onB: TopicEntry, replication: Replication | null): Fate | null {
  const fate = replication?.topic(onA) ?? null;
  if (replication === null || fate?.outcome !== 'carried' || !isUntouched(onA, onB, replication)) return fate;
  const why = `it leaves ${onB.name} on B as it is: its copy is ${replication.remoteName(onA.name)}`;
  return { outcome: 'dropped', why };
}
