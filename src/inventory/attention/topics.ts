import { obtainedOf } from '../assembly/combined.ts';
import { configValue } from '../config-value.ts';
import type { Attention, Inventory, TopicEntry } from '../types.ts';
import { attend, counted } from './attention.ts';

const replicasOf = ({ partitions }: TopicEntry): number =>
  Math.min(...partitions.map(({ replicas }) => replicas.length));

/** Where the loss of one broker loses what was acknowledged, or makes the topic unavailable. */
export function topicAttention({ topics, brokers }: Inventory['sections']): readonly Attention[] {
  const all = (obtainedOf(topics) ?? []).filter(({ partitions }) => partitions.length > 0);
  const named = (is: (topic: TopicEntry) => boolean): readonly string[] => all.filter(is).map(({ name }) => name);
  const several = (obtainedOf(brokers)?.brokers.length ?? 0) > 1;
  const set = (name: string, value: string) => (topic: TopicEntry) => configValue(topic.configs, name) === value;
  return [
    ...attend(
      named((topic) => replicasOf(topic) === 1),
      {
        id: 'one-replica',
        kind: 'at-risk',
        todo: several
          ? 'raise their replication factor, unless the platform keeps copies elsewhere'
          : 'expect this of a cluster of one broker, and of none that matters',
      },
      (count) => `${counted(count, 'topic', 'has', 'have')} one replica: the loss of a broker takes it offline`,
    ),
    ...attend(
      named((topic) => replicasOf(topic) > 1 && set('min.insync.replicas', '1')(topic)),
      {
        id: 'one-in-sync-is-enough',
        kind: 'at-risk',
        todo: 'set min.insync.replicas=2 where a record must not be lost',
      },
      (count) =>
        `${counted(count, 'topic', 'has', 'have')} several replicas and min.insync.replicas=1: a record can be acknowledged by one broker and be lost with it`,
    ),
    ...attend(
      named(set('unclean.leader.election.enable', 'true')),
      { id: 'unclean-election', kind: 'at-risk', todo: 'set unclean.leader.election.enable=false' },
      (count) =>
        `${counted(count, 'topic', 'lets', 'let')} a replica that is behind become leader, and then loses what it had not`,
    ),
  ];
}
