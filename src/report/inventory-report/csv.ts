import type { GroupEntry, TopicEntry } from '../../inventory/types.ts';
import { textField } from '../csv.ts';
import { topicsOf } from './tables/groups.ts';

type Field = string | number | null;

const NUMBER = /^-?\d+(\.\d+)?$/;

const fieldText = (field: Field): string =>
  typeof field === 'number' || NUMBER.test(field ?? '') ? String(field) : textField(field ?? '');

/** One thing a line (RFC 4180); no text in it runs as a formula, and what is not known is empty. */
const csv = (header: readonly string[], rows: readonly (readonly Field[])[]): string =>
  [header.join(','), ...rows.map((row) => row.map(fieldText).join(','))].map((line) => `${line}\r\n`).join('');

const TOPIC_CONFIGS = [
  'retention.ms',
  'retention.bytes',
  'cleanup.policy',
  'min.insync.replicas',
  'compression.type',
  'max.message.bytes',
];

/** topics.csv: every topic. */
export const topicsCsv = (topics: readonly TopicEntry[]): string =>
  csv(
    [
      'topic',
      'internal',
      'partitions',
      'replicas',
      'bytes',
      'bytes_per_second',
      'records_per_second',
      ...TOPIC_CONFIGS,
      'set_on_topic',
    ],
    topics.map(({ name, internal, partitions, bytes, throughput, configs }) => [
      name,
      internal ? 'yes' : 'no',
      partitions.length,
      partitions.reduce<number | null>(
        (least, { replicas }) => Math.min(least ?? replicas.length, replicas.length),
        null,
      ),
      bytes,
      throughput?.bytesPerSecond ?? null,
      throughput?.recordsPerSecond ?? null,
      ...TOPIC_CONFIGS.map((config) => configs?.find((entry) => entry.name === config)?.value ?? null),
      (configs ?? [])
        .filter(({ source }) => source === 'topic')
        .map((entry) => `${entry.name}=${entry.value ?? ''}`)
        .join(' '),
    ]),
  );

/** groups.csv: every group. */
export const groupsCsv = (groups: readonly GroupEntry[]): string =>
  csv(
    ['group', 'kind', 'state', 'members', 'lag', 'lag_is_lower_bound', 'topics', 'client_ids'],
    groups.map(({ id, kind, state, members, lag, lagIsLowerBound, offsets }) => [
      id,
      kind,
      state,
      members.length,
      lag,
      lag === null ? null : lagIsLowerBound ? 'yes' : 'no',
      topicsOf({ offsets, members }).join(' '),
      [...new Set(members.map(({ clientId }) => clientId))].sort().join(' '),
    ]),
  );
