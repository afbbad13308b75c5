import type { TopicEntry } from '../../types.ts';
import type { Replication } from '../replicators/replication.ts';
import { type Paired, paired } from './paired.ts';

export type PairedTopics = Paired<TopicEntry>;

/**
 * Topics of A beside what they are called on B: by the replicator's name for them, or else by their own. Kafka's own
 * topics come and go by themselves, and are compared only where both have them.
 */
export function pairedTopics(
  a: readonly TopicEntry[],
  b: readonly TopicEntry[],
  replication: Replication | null,
): PairedTopics {
  const isOwn = ({ name }: TopicEntry): boolean => replication?.isOwn(name) ?? false;
  const ofB = b.filter((topic) => !isOwn(topic));
  const namesOfB = new Set(ofB.map(({ name }) => name));
  const ofA = a.filter((topic) => !isOwn(topic));
  const remoteName = (name: string): string => replication?.remoteName(name) ?? name;
  const replicated = new Set(ofA.map(({ name }) => remoteName(name)).filter((name) => namesOfB.has(name)));
  const nameOnB = ({ name }: TopicEntry): string => {
    const remote = remoteName(name);
    // What is another topic's copy is not this one, though it is called so.
    return namesOfB.has(remote) || replicated.has(name) ? remote : name;
  };
  const topics = paired(ofA, ofB, ({ name }) => name, nameOnB);
  return {
    both: topics.both,
    onlyA: topics.onlyA.filter(({ internal }) => !internal),
    onlyB: topics.onlyB.filter(({ internal }) => !internal),
  };
}
