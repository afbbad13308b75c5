import type { Sample, ScanReadings } from '../../src/inventory/assembly/readings.ts';
import type { ConfigEntry, PartitionOffset, TopicAnswer } from '../../src/kafka/read-only/answers.ts';
import type { Obtained, Reading } from '../../src/kafka/read-only/reading.ts';

export const got = <T>(value: T, how = 'by a test'): Obtained<T> => ({ obtained: true, how, value, missing: [] });

export const refused = (why = 'Describe is missing'): Reading<never> => ({
  obtained: false,
  reason: 'not-permitted',
  why,
  todo: 'add it',
});

export const config = (name: string, value: string, source: ConfigEntry['source'] = 'default'): ConfigEntry => ({
  name,
  value,
  source,
  sensitive: false,
  readOnly: false,
});

/** Partitions in order, each on the brokers given, the first of them its leader, all in sync. */
export const topic = (name: string, ...replicas: readonly (readonly number[])[]): TopicAnswer => ({
  name,
  id: `id-of-${name}`,
  internal: name.startsWith('__'),
  partitions: replicas.map((brokers, partition) => ({
    partition,
    leader: brokers[0] ?? null,
    leaderEpoch: 0,
    replicas: brokers,
    inSync: brokers,
    offline: [],
  })),
});

/** By topic, an offset for each partition; null where none was told. */
export type Offsets = Readonly<Record<string, readonly (number | null)[]>>;

export const offsets = (of: Offsets, askedAtMs = 0): Obtained<readonly PartitionOffset[]> =>
  got(
    Object.entries(of).flatMap(([name, all]) =>
      all.flatMap((offset, partition) =>
        offset === null ? [] : [{ topic: name, partition, offset, timestampMs: null, askedAtMs }],
      ),
    ),
  );

/** By broker and topic, bytes of each partition. */
export type Sizes = Readonly<Record<number, Offsets>>;

export const sample = (atMs: number, latest: Offsets, sizes: Sizes = {}, earliest: Offsets = {}): Sample => ({
  earliest: offsets(earliest, atMs),
  latest: offsets(latest, atMs),
  logDirs: got(
    Object.entries(sizes).map(([broker, of]) => ({
      broker: Number(broker),
      dir: '/data',
      totalBytes: 1000,
      usableBytes: 500,
      replicas: Object.entries(of).flatMap(([name, all]) =>
        all.flatMap((bytes, partition) => (bytes === null ? [] : [{ topic: name, partition, bytes }])),
      ),
    })),
  ),
  sizesAtMs: atMs,
});

/** Three brokers in three racks, and nothing on them but what is given. */
export function readings(
  given: Partial<ScanReadings> & { readonly topics?: readonly TopicAnswer[] } = {},
): ScanReadings {
  const { topics = [], ...others } = given;
  const before = {
    cluster: got({
      clusterId: 'abc',
      controllerId: 1,
      brokers: [3, 1, 2].map((id) => ({ id, host: 'b', port: 9092, rack: `rack-${id}`, fenced: false })),
    }),
    topics: got(topics),
    groups: got([]),
  };
  return {
    before,
    after: before,
    first: null,
    last: sample(0, {}),
    apis: got([]),
    brokerConfigs: got(new Map()),
    topicConfigs: got(new Map()),
    groups: got([]),
    acls: got([]),
    quotas: got([]),
    scramUsers: got([]),
    transactions: got([]),
    reassignments: got([]),
    quorum: got({
      leaderId: 1,
      voters: [1, 2, 3].map((id) => ({ id, logEndOffset: 1 })),
      observers: [],
    }),
    schemaRegistry: { obtained: false, reason: 'not-asked', why: 'the target names none', todo: 'name it' },
    kafkaConnect: { obtained: false, reason: 'not-asked', why: 'the target names none', todo: 'name it' },
    ...others,
  };
}

export const frame = {
  tool: { name: 'workbench', version: '1' },
  target: { name: 'prod', platform: 'apache-kafka', environment: 'production' as const, bootstrap: ['b:9092'] },
  startedAt: '2026-11-21T10:00:00.000Z',
  endedAt: '2026-11-21T10:00:20.000Z',
  limits: { requestsPerSecond: 50, mibPerSecond: 5 },
  spent: { requests: 1, sentBytes: 1, receivedBytes: 1 },
  byHand: [],
};
