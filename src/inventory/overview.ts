import { obtainedOf } from './assembly/combined.ts';
import { clusterAttention } from './attention/cluster.ts';
import { groupAttention } from './attention/groups.ts';
import { partitionAttention } from './attention/partitions.ts';
import { serviceAttention } from './attention/services.ts';
import { topicAttention } from './attention/topics.ts';
import { ATTENTION_KINDS, type Attention, type Inventory, type Overview, type TopicEntry } from './types.ts';

/** The cluster in a few figures, and what needs attention; `atMs` is the time of the scan. */
export function overviewOf(sections: Inventory['sections'], atMs: number): Overview {
  const brokers = obtainedOf(sections.brokers)?.brokers ?? null;
  const topics = obtainedOf(sections.topics);
  const groups = obtainedOf(sections.groups);
  const racks = (brokers ?? []).flatMap(({ rack }) => (rack === null ? [] : [rack]));
  const throughputs = (topics ?? []).flatMap(({ throughput }) => (throughput === null ? [] : [throughput]));
  const attention = [
    ...partitionAttention(sections),
    ...topicAttention(sections),
    ...groupAttention(sections),
    ...clusterAttention(sections, atMs),
    ...serviceAttention(sections),
  ];
  return {
    release: obtainedOf(sections.features)?.release ?? null,
    brokers: brokers?.length ?? null,
    racks: [...new Set(racks)].sort(),
    topics: topics?.filter(({ internal }) => !internal).length ?? null,
    internalTopics: topics?.filter(({ internal }) => internal).length ?? null,
    partitions: topics?.reduce((sum, topic) => sum + topic.partitions.length, 0) ?? null,
    bytes: knownSum((topics ?? []).flatMap((topic) => topic.partitions.map(({ bytes }) => bytes))),
    bytesPerSecond: knownSum(throughputs.map((one) => one.bytesPerSecond)),
    bytesAreLowerBound: (topics ?? []).some(sizeNotKnown),
    recordsPerSecond: knownSum(throughputs.map((one) => one.recordsPerSecond)),
    groups: groups?.length ?? null,
    lag: knownSum((groups ?? []).map(({ lag }) => lag)),
    attention: inOrder(attention),
  };
}

const sizeNotKnown = ({ bytes }: TopicEntry): boolean => bytes === null;

/** Null where none is known. */
function knownSum(values: readonly (number | null)[]): number | null {
  const known = values.filter((value) => value !== null);
  return known.length === 0 ? null : known.reduce((sum, value) => sum + value, 0);
}

const inOrder = (all: readonly Attention[]): readonly Attention[] =>
  all.toSorted((a, b) => ATTENTION_KINDS.indexOf(a.kind) - ATTENTION_KINDS.indexOf(b.kind));
