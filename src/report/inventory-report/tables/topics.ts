import type { TopicEntry } from '../../../inventory/types.ts';
import type { ReassignmentAnswer } from '../../../kafka/read-only/answers.ts';
import { kept } from '../../format.ts';
import { type Cell, left, missing, plainRows, right, type Table, text } from '../../table.ts';
import { figure } from '../figures.ts';
import { cappedNote, type Shown, someNames } from '../section.ts';

const NO_SAMPLES = 'there were not two samples of every partition';
const NO_BYTES = 'sizes are not known, or something was deleted between the samples';
const NO_CONFIGS = 'configs were not obtained';

/** Topics, the largest first. */
export function topicsTable(topics: readonly TopicEntry[], { rows }: Shown): Table {
  const largest = topics.toSorted((a, b) => (b.bytes ?? -1) - (a.bytes ?? -1));
  return {
    id: 'inventory-topics',
    title: 'Topics, the largest first',
    columns: [
      left('Topic'),
      right('Partitions'),
      right('Replicas'),
      right('Size'),
      right('Written'),
      right('Records/s'),
      right('Kept'),
      left('Cleanup'),
      right('Min in sync'),
      left('Set on the topic'),
    ],
    groups: plainRows(largest.slice(0, rows).map(topicRow)),
    notes: [
      ...cappedNote(topics.length, rows, 'topic', 'the largest first', 'topics.csv and inventory.json'),
      'Size is one copy, as stored by the leaders, without what lies in a remote tier. Written is what the logs grew between the two samples; offsets also count the markers of transactions.',
    ],
  };
}

function topicRow(topic: TopicEntry) {
  const { throughput, configs, partitions } = topic;
  const config = (name: string) => configs?.find((entry) => entry.name === name)?.value ?? null;
  const named = (name: string): Cell => {
    const value = config(name);
    return value === null ? missing(NO_CONFIGS) : text(value);
  };
  const set = (configs ?? []).filter(({ source }) => source === 'topic');
  return {
    title: topic.name,
    unit: null,
    cells: [
      figure(partitions.length, 'count'),
      text(replicasWords(topic)),
      figure(topic.bytes, 'size', 'sizes were not obtained'),
      figure(throughput?.bytesPerSecond ?? null, 'byte-rate', throughput === null ? NO_SAMPLES : NO_BYTES),
      figure(throughput?.recordsPerSecond ?? null, 'rate', NO_SAMPLES),
      keptCell(config('retention.ms'), config('cleanup.policy')),
      named('cleanup.policy'),
      named('min.insync.replicas'),
      configs === null ? missing(NO_CONFIGS) : text(set.map(({ name, value }) => `${name}=${value ?? ''}`).join(', ')),
    ],
  };
}

function replicasWords({ partitions }: TopicEntry): string {
  const counts = [...new Set(partitions.map(({ replicas }) => replicas.length))].sort((a, b) => a - b);
  return counts.length > 1 ? `${counts[0]} to ${counts.at(-1)}` : String(counts[0] ?? 0);
}

function keptCell(retentionMs: string | null, cleanup: string | null): Cell {
  if (retentionMs === null) return missing(NO_CONFIGS);
  const ms = Number(retentionMs);
  if (cleanup === 'compact') return text('by key');
  return ms < 0 ? text('forever') : { kind: 'figure', value: ms / 1e3, text: kept(ms), unit: 'second' };
}

/** What differs from the platform's own choice: which configs are set on topics, to what, and how often. */
export function overridesTable(topics: readonly TopicEntry[], { names }: Shown): Table {
  const set = new Map<string, { value: string; topics: string[] }[]>();
  for (const topic of topics) {
    for (const { name, value, source } of topic.configs ?? []) {
      if (source !== 'topic') continue;
      const values = set.get(name) ?? [];
      set.set(name, values);
      const same = values.find((one) => one.value === (value ?? ''));
      if (same === undefined) values.push({ value: value ?? '', topics: [topic.name] });
      else same.topics.push(topic.name);
    }
  }
  const rows = [...set]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([name, values]) =>
      values
        .toSorted((a, b) => b.topics.length - a.topics.length)
        .map(({ value, topics: on }) => ({
          title: name,
          unit: null,
          cells: [text(value), figure(on.length, 'count'), text(someNames(on, names))],
        })),
    );
  return {
    id: 'inventory-overrides',
    title: 'What is set on topics',
    columns: [left('Config'), left('Value'), right('Topics'), left('Which')],
    groups: plainRows(rows),
    notes: [],
  };
}

export const reassignmentsTable = (all: readonly ReassignmentAnswer[], { rows }: Shown): Table => ({
  id: 'inventory-reassignments',
  title: 'Reassignments under way',
  columns: [left('Partition'), left('To brokers'), left('From brokers')],
  groups: plainRows(
    all.slice(0, rows).map(({ topic, partition, adding, removing }) => ({
      title: `${topic}-${partition}`,
      unit: null,
      cells: [text(adding.join(', ')), text(removing.join(', '))],
    })),
  ),
  notes: cappedNote(all.length, rows, 'partition', 'by name', 'inventory.json'),
});
