import type { PartitionAnswer } from '../../kafka/read-only/answers.ts';
import type { Reading } from '../../kafka/read-only/reading.ts';
import type { PartitionEntry, TopicEntry } from '../types.ts';
import { type SampleIndex, sampleIndex } from './by-partition.ts';
import { combined } from './combined.ts';
import type { Sample, ScanReadings } from './readings.ts';
import { throughputOf } from './throughput.ts';

/** Every topic with its partitions, configs, size and throughput, by name. */
export function topicEntries({ before, topicConfigs, first, last }: ScanReadings): Reading<readonly TopicEntry[]> {
  const { topics } = before;
  if (!topics.obtained) return topics;
  const [from, to] = [first === null ? null : sampleIndex(first), sampleIndex(last)];
  const configs = topicConfigs.obtained ? topicConfigs.value : null;
  const entries = [...topics.value].sort(byName).map((topic): TopicEntry => {
    const partitions = [...topic.partitions].sort(byNumber);
    const ofTopic = configs?.get(topic.name)?.toSorted(byName) ?? null;
    const shown = partitions.map((partition) => partitionEntry(topic.name, partition, to));
    return {
      name: topic.name,
      id: topic.id,
      internal: topic.internal,
      partitions: shown,
      configs: ofTopic,
      bytes: sumOrNull(shown.map(({ bytes }) => bytes)),
      throughput: from === null ? null : throughputOf(topic.name, { partitions, configs: ofTopic }, from, to),
    };
  });
  return combined(entries, [
    { what: 'topics', reading: topics },
    { what: 'configs of topics', reading: topicConfigs, part: { kind: 'topic-configs', name: null } },
    ...(first === null ? [] : sampleParts(first)),
    ...sampleParts(last),
  ]);
}

const sampleParts = ({ earliest, latest, logDirs }: Sample) => [
  { what: 'first offsets of partitions', reading: earliest },
  { what: 'end offsets of partitions', reading: latest },
  { what: 'sizes of partitions', reading: logDirs },
];

function partitionEntry(topic: string, answer: PartitionAnswer, sample: SampleIndex): PartitionEntry {
  const { partition, leader, replicas, inSync, offline } = answer;
  return {
    partition,
    leader,
    replicas,
    inSync,
    offline,
    earliest: sample.earliest.get(topic, partition)?.offset ?? null,
    latest: sample.latest.get(topic, partition)?.offset ?? null,
    bytes: (leader === null ? undefined : sample.sizes.get(leader)?.get(topic, partition)) ?? null,
  };
}

function sumOrNull(values: readonly (number | null)[]): number | null {
  let sum = 0;
  for (const value of values) {
    if (value === null) return null;
    sum += value;
  }
  return sum;
}

/** By code unit: the same on every machine. */
export const byName = (a: { readonly name: string }, b: { readonly name: string }): number =>
  a.name < b.name ? -1 : Number(a.name > b.name);

const byNumber = (a: PartitionAnswer, b: PartitionAnswer): number => a.partition - b.partition;
