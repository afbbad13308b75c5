import type { BrokerApis, Rights, TopicAnswer } from '../../src/kafka/read-only/answers.ts';
import type { AddressAnswer } from '../../src/kafka/read-only/probe/answers.ts';
import type { NotObtained, Obtained } from '../../src/kafka/read-only/reading.ts';
import type { Target } from '../../src/scenarios/target-types.ts';
import type { CheckAnswers } from '../../src/target-check/answers.ts';
import { diagnose } from '../../src/target-check/diagnose.ts';
import type { CheckLine } from '../../src/target-check/types.ts';

export const NOW = Date.UTC(2026, 10, 21, 12);
const DAY_MS = 86_400_000;

export const obtained = <T>(value: T): Obtained<T> => ({ obtained: true, how: 'a test', value, missing: [] });

export const notObtained = (why: string, reason: NotObtained['reason'] = 'not-permitted', todo = ''): NotObtained => ({
  obtained: false,
  reason,
  why,
  todo,
});

export const target = (change: Partial<Target> = {}): Target => ({
  name: 'orders',
  platform: 'apache-kafka',
  connect: { kind: 'remote', bootstrap: ['kafka.example:9092'], security: SECURITY },
  topicConfigs: {},
  clusterId: 'one',
  budget: null,
  environment: 'test',
  allowWrite: [],
  deployment: { cloud: 'aws', region: 'us-east-1', assumptions: {} },
  ...change,
});

export const SECURITY = {
  tls: true,
  caFile: 'ca.pem',
  sasl: { mechanism: 'scram-sha-512', usernameEnv: 'WB_USER', passwordEnv: 'WB_PASSWORD' },
} as const;

export const address = (at: string, change: Partial<AddressAnswer> = {}): AddressAnswer => ({
  address: at,
  name: { host: at.replace(/:\d+$/, ''), literal: false, addresses: ['10.0.0.1'], millis: 3, error: null },
  connections: [{ ip: '10.0.0.1', millis: 1.2, error: null }],
  tls: {
    established: true,
    protocol: 'TLSv1.3',
    cipher: 'TLS_AES_256_GCM_SHA384',
    chainError: null,
    nameError: null,
    certificates: [
      { subject: 'kafka.example', issuer: 'Own CA', fromMs: NOW - DAY_MS, untilMs: NOW + 100 * DAY_MS },
      { subject: 'Own CA', issuer: 'Own CA', fromMs: NOW - DAY_MS, untilMs: NOW + 900 * DAY_MS },
    ],
  },
  greeting: {
    kind: 'kafka',
    login: { wants: 'login', mechanisms: ['PLAIN', 'SCRAM-SHA-512'], accepted: true },
  },
  plainGreeting: null,
  ...change,
});

export const all = (...operations: string[]): Rights => ({ allowed: operations, told: operations });
const ALL_OF_TOPIC = all('Read', 'Write', 'Create', 'Delete', 'Describe', 'DescribeConfigs');

export const apis = (broker: number): BrokerApis => ({
  broker,
  apis: [
    [0, 'Produce', 13],
    [1, 'Fetch', 18],
    [3, 'Metadata', 13],
  ].map(([key, name, max]) => ({ key: Number(key), name: String(name), min: 0, max: Number(max) })),
  features: [],
});

export const topic = (name: string, partitions: readonly [leader: number | null, inSync: number[]][]): TopicAnswer => ({
  name,
  id: null,
  internal: false,
  partitions: partitions.map(([leader, inSync], partition) => ({
    partition,
    leader,
    leaderEpoch: 0,
    replicas: [1, 2],
    inSync,
    offline: [],
  })),
});

/** A cluster of two brokers in order, asked by a principal that may do everything. */
export const answers = (change: Partial<CheckAnswers> = {}): CheckAnswers => ({
  target: target(),
  security: SECURITY,
  bootstrap: ['kafka.example:9092'],
  addresses: [address('kafka.example:9092'), address('b2.example:9092')],
  unprobed: [],
  cluster: obtained({
    clusterId: 'one',
    controllerId: 1,
    brokers: [
      { id: 1, host: 'kafka.example', port: 9092, rack: 'a', fenced: null },
      { id: 2, host: 'b2.example', port: 9092, rack: 'b', fenced: null },
    ],
  }),
  apis: obtained([apis(1), apis(2)]),
  topics: obtained([
    topic('orders', [
      [1, [1, 2]],
      [2, [1, 2]],
    ]),
  ]),
  brokerConfigs: obtained(new Map()),
  logDirs: obtained([]),
  permissions: {
    steps: ['inventory', 'capture', 'run'],
    cluster: obtained(all('Describe', 'DescribeConfigs', 'Create', 'IdempotentWrite')),
    topics: obtained(new Map([['orders', ALL_OF_TOPIC]])),
    groups: obtained(new Map([['billing', all('Describe', 'Read', 'Delete')]])),
    anyTopic: obtained(ALL_OF_TOPIC),
    anyGroup: obtained(all('Describe', 'Read', 'Delete')),
    runTopic: obtained(ALL_OF_TOPIC),
    runGroup: obtained(all('Describe', 'Read', 'Delete')),
  },
  quotas: obtained([]),
  user: 'alice',
  throttledMillis: 0,
  roundTrips: obtained(new Map([[1, [300, 100, 200, 900]]])),
  services: [],
  writing: { kind: 'not-asked', why: 'not allowed: --write is not given', todo: null },
  timeoutMs: 10_000,
  nowMs: NOW,
  partitionAdvice: null,
  ...change,
});

/** The line of this id, which there has to be. */
export function lineOf(id: string, change: Partial<CheckAnswers> = {}): CheckLine {
  const lines = diagnose(answers(change));
  const found = lines.find((line) => line.id === id);
  if (found === undefined) throw new Error(`no line ${id} among ${lines.map((line) => line.id).join(' ')}`);
  return found;
}

export const verdictOf = (id: string, change?: Partial<CheckAnswers>): string => lineOf(id, change).verdict;
