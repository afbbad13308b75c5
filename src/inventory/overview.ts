import { obtainedOf } from './assembly/combined.ts';
import { clusterAttention } from './attention/cluster.ts';
import { groupAttention } from './attention/groups.ts';
import { partitionAttention } from './attention/partitions.ts';
import { serviceAttention } from './attention/services.ts';
import { topicAttention } from './attention/topics.ts';
import { seesAllCommits, seesAllGroups, seesAllTopics } from './sees-all.ts';
import {
  ATTENTION_KINDS,
  type Attention,
  type GroupEntry,
  type Inventory,
  type Overview,
  type Throughput,
  type TopicEntry,
} from './types.ts';

/** The cluster in a few figures, and what needs attention; `atMs` is the time of the scan. */
export function overviewOf(sections: Inventory['sections'], atMs: number): Overview {
  const brokers = obtainedOf(sections.brokers)?.brokers ?? null;
  const topics = obtainedOf(sections.topics);
  const groups = obtainedOf(sections.groups);
  const racks = (brokers ?? []).flatMap(({ rack }) => (rack === null ? [] : [rack]));
  const throughput = throughputOverview(topics ?? [], seesAllTopics(sections.topics));
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
    bytesAreLowerBound: topics !== null && (topics.some(sizeNotKnown) || !seesAllTopics(sections.topics)),
    ...throughput,
    groups: groups?.length ?? null,
    groupsAreLowerBound: groups !== null && !seesAllGroups(sections.groups),
    lag: knownSum((groups ?? []).map(({ lag }) => lag)),
    lagIsLowerBound: groups !== null && (groups.some(lagNotKnown) || !seesAllCommits(sections.groups)),
    attention: inOrder(attention),
  };
}

type ThroughputOverview = Pick<
  Overview,
  'recordsPerSecond' | 'recordsPerSecondIsLowerBound' | 'bytesPerSecond' | 'bytesPerSecondIsLowerBound'
>;

/** Of all topics that can be written. */
function throughputOverview(topics: readonly TopicEntry[], all: boolean): ThroughputOverview {
  const written = topics.filter(({ partitions }) => partitions.some(({ leader }) => leader !== null));
  const known = written.flatMap(({ throughput }) => (throughput === null ? [] : [throughput]));
  const [records, bytes] = [knownSum(known.map(recordsOf)), knownSum(known.map(bytesOf))];
  const lacks = (of: number | null, isKnown: (one: Throughput) => boolean): boolean =>
    of !== null && (!all || known.filter(isKnown).length < written.length);
  return {
    recordsPerSecond: records,
    recordsPerSecondIsLowerBound: lacks(records, () => true),
    bytesPerSecond: bytes,
    bytesPerSecondIsLowerBound: lacks(bytes, (one) => bytesOf(one) !== null),
  };
}

const recordsOf = ({ recordsPerSecond }: Throughput): number => recordsPerSecond;
const bytesOf = ({ bytesPerSecond }: Throughput): number | null => bytesPerSecond;

/** A group without commits has no lag that anybody would miss. */
const lagNotKnown = ({ lag, lagIsLowerBound, offsets }: GroupEntry): boolean =>
  lagIsLowerBound || (lag === null && offsets.length > 0);

const sizeNotKnown = ({ bytes }: TopicEntry): boolean => bytes === null;

/** Null where none is known. */
function knownSum(values: readonly (number | null)[]): number | null {
  const known = values.filter((value) => value !== null);
  return known.length === 0 ? null : known.reduce((sum, value) => sum + value, 0);
}

const inOrder = (all: readonly Attention[]): readonly Attention[] =>
  all.toSorted((a, b) => ATTENTION_KINDS.indexOf(a.kind) - ATTENTION_KINDS.indexOf(b.kind));
