import type { ConnectorEntry, GroupEntry, Inventory, SubjectEntry, TopicEntry } from '../../src/inventory/types.ts';
import type { AclAnswer, ConfigEntry, QuotaAnswer } from '../../src/kafka/read-only/answers.ts';
import type { Missing, NotObtained, Obtained } from '../../src/kafka/read-only/reading.ts';
import { smallInventory } from './small-inventory.ts';

/** A reading that was obtained, with what is missing of it. */
export const got = <T>(value: T, missing: readonly Missing[] = []): Obtained<T> => ({
  obtained: true,
  how: 'by a test',
  value,
  missing,
});

export const refused = (reason: NotObtained['reason'], why: string): NotObtained => ({
  obtained: false,
  reason,
  why,
  todo: 'see to it',
});

export const config = (name: string, value: string, source: ConfigEntry['source'] = 'default'): ConfigEntry => ({
  name,
  value,
  source,
  sensitive: false,
  readOnly: false,
});

interface TopicShape extends Partial<Omit<TopicEntry, 'partitions'>> {
  readonly partitions?: number;
  readonly copies?: number;
}

export function topic(name: string, { partitions = 3, copies = 3, ...given }: TopicShape = {}): TopicEntry {
  const replicas = Array.from({ length: copies }, (_, broker) => broker + 1);
  return {
    name,
    id: null,
    internal: false,
    partitions: Array.from({ length: partitions }, (_, partition) => ({
      partition,
      leader: 1,
      replicas,
      inSync: replicas,
      offline: [],
      earliest: 0,
      latest: 10,
      bytes: 1000,
    })),
    configs: [],
    bytes: null,
    throughput: null,
    ...given,
  };
}

export const group = (
  id: string,
  commits: Readonly<Record<string, number>>,
  given: Partial<GroupEntry> = {},
): GroupEntry => ({
  id,
  kind: 'consumer',
  state: 'Empty',
  protocolType: 'consumer',
  coordinator: 1,
  members: [],
  offsets: Object.entries(commits).flatMap(([name, partitions]) =>
    Array.from({ length: partitions }, (_, partition) => ({ topic: name, partition, offset: 7 })),
  ),
  lag: null,
  lagIsLowerBound: false,
  ...given,
});

export const acl = (given: Partial<AclAnswer> = {}): AclAnswer => ({
  resourceType: 'topic',
  resourceName: 'orders',
  patternType: 'literal',
  principal: 'User:alice',
  host: '*',
  operation: 'read',
  permission: 'allow',
  ...given,
});

export const quota = (user: string, values: Readonly<Record<string, number>>): QuotaAnswer => ({
  entity: [{ type: 'user', name: user }],
  values: Object.entries(values).map(([key, value]) => ({ key, value })),
});

export const subject = (name: string, given: Partial<SubjectEntry> = {}): SubjectEntry => ({
  subject: name,
  versions: [1],
  type: 'AVRO',
  mode: null,
  compatibility: null,
  references: [],
  id: 1,
  schemas: null,
  ...given,
});

export const connector = (name: string, given: Partial<ConnectorEntry> = {}): ConnectorEntry => ({
  name,
  type: 'sink',
  state: 'RUNNING',
  workerId: null,
  config: {},
  topics: null,
  tasks: [],
  ...given,
});

type Sections = Inventory['sections'];

/** An inventory in which every section was obtained and holds nothing but what is given. */
export function inventoryWith(sections: Partial<Sections> = {}, name = 'one'): Inventory {
  return {
    ...smallInventory,
    target: { ...smallInventory.target, name },
    changed: [],
    sections: {
      ...smallInventory.sections,
      brokers: got({ clusterId: `cluster-${name}`, controllerId: 1, brokers: [] }),
      features: got({ release: '4.3 or later', features: [], apis: [] }),
      topics: got([]),
      groups: got([]),
      acls: got([]),
      quotas: got([]),
      scramUsers: got([]),
      schemaRegistry: got({ url: 'https://registry.example', mode: null, compatibility: null, subjects: [] }),
      kafkaConnect: got([]),
      ...sections,
    },
  };
}

export const connectWith = (connectors: readonly ConnectorEntry[], missing: readonly Missing[] = []) =>
  got([{ url: 'https://connect.example', version: null, kafkaClusterId: null, plugins: null, connectors }], missing);

export const registryWith = (subjects: readonly SubjectEntry[], given: object = {}, missing: readonly Missing[] = []) =>
  got({ url: 'https://registry.example', mode: null, compatibility: null, subjects, ...given }, missing);
