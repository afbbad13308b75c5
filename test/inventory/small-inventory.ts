import type { Inventory } from '../../src/inventory/types.ts';

const got = <T>(value: T) => ({ obtained: true, how: 'by a test', value, missing: [] }) as const;

/** One broker, one topic, one group: every key that an inventory may hold stands in it. */
export const smallInventory: Inventory = {
  schemaVersion: 1,
  tool: { name: 'kafka-tco-workbench', version: '0.1.0' },
  target: { name: 'small', platform: 'apache-kafka', environment: 'production', bootstrap: ['127.0.0.1:9092'] },
  startedAt: '2026-11-21T10:00:00.000Z',
  endedAt: '2026-11-21T10:00:20.000Z',
  limits: { requestsPerSecond: 50, mibPerSecond: 5 },
  spent: { requests: 40, sentBytes: 4000, receivedBytes: 40_000 },
  changed: ['topic late was created during the scan'],
  overview: {
    release: '4.3 or later',
    brokers: 1,
    racks: ['a'],
    topics: 1,
    internalTopics: 0,
    partitions: 1,
    bytes: 1000,
    bytesAreLowerBound: false,
    recordsPerSecond: 2,
    recordsPerSecondIsLowerBound: false,
    bytesPerSecond: 20,
    bytesPerSecondIsLowerBound: false,
    groups: 1,
    groupsAreLowerBound: false,
    lag: 3,
    lagIsLowerBound: false,
    attention: [
      {
        id: 'one-replica',
        kind: 'at-risk',
        what: '1 topic has one replica',
        names: ['orders'],
        todo: 'add replicas',
      },
    ],
  },
  sections: {
    brokers: got({
      clusterId: 'abc',
      controllerId: 1,
      brokers: [
        {
          id: 1,
          host: '127.0.0.1',
          port: 9092,
          rack: 'a',
          fenced: null,
          configs: got([
            { name: 'num.io.threads', value: '8', source: 'default', sensitive: false, readOnly: false },
            { name: 'ssl.key.password', value: null, source: 'static-broker', sensitive: true, readOnly: true },
          ]),
        },
      ],
    }),
    features: got({
      release: '4.3 or later',
      features: [{ name: 'metadata.version', finalized: 29, supportedMin: 7, supportedMax: 29 }],
      apis: [{ key: 3, name: 'Metadata', min: 0, max: 13 }],
    }),
    topics: {
      obtained: true,
      how: 'Metadata v13',
      value: [
        {
          name: 'orders',
          id: 'topic-id',
          internal: false,
          partitions: [
            {
              partition: 0,
              leader: 1,
              replicas: [1],
              inSync: [1],
              offline: [],
              earliest: 5,
              latest: 105,
              bytes: 1000,
            },
          ],
          configs: [{ name: 'retention.ms', value: '1', source: 'topic', sensitive: false, readOnly: false }],
          bytes: 1000,
          throughput: { seconds: 10, recordsPerSecond: 2, bytesPerSecond: 20 },
        },
      ],
      missing: [
        {
          what: 'topic hidden',
          reason: 'not-permitted',
          why: 'Describe is missing',
          todo: 'add it',
          part: { kind: 'topic', name: 'hidden' },
        },
      ],
    },
    groups: got([
      {
        id: 'billing',
        kind: 'consumer',
        state: 'Stable',
        protocolType: 'consumer',
        coordinator: 1,
        members: [
          {
            memberId: 'm-1',
            instanceId: null,
            clientId: 'c-1',
            clientHost: '/127.0.0.1',
            rack: null,
            assigned: [{ topic: 'orders', partitions: [0] }],
          },
        ],
        offsets: [{ topic: 'orders', partition: 0, offset: 102 }],
        lag: 3,
        lagIsLowerBound: false,
      },
    ]),
    acls: got([
      {
        resourceType: 'topic',
        resourceName: 'orders',
        patternType: 'literal',
        principal: 'User:alice',
        host: '*',
        operation: 'read',
        permission: 'allow',
      },
    ]),
    quotas: got([{ entity: [{ type: 'user', name: null }], values: [{ key: 'producer_byte_rate', value: 1024 }] }]),
    scramUsers: got([{ user: 'alice', mechanisms: [{ mechanism: 'SCRAM-SHA-512', iterations: 4096 }] }]),
    transactions: got([
      {
        transactionalId: 't-1',
        producerId: 7,
        state: 'Ongoing',
        coordinator: 1,
        startedAtMs: 1,
        timeoutMs: 60_000,
        partitions: [{ topic: 'orders', partitions: [0] }],
      },
    ]),
    reassignments: got([{ topic: 'orders', partition: 0, adding: [2], removing: [1] }]),
    quorum: got({ leaderId: 1, voters: [{ id: 1, logEndOffset: 10 }], observers: [{ id: 2, logEndOffset: 9 }] }),
    logDirs: got([{ broker: 1, dir: '/data', totalBytes: 100, usableBytes: 50 }]),
    schemaRegistry: got({
      url: 'https://registry.example',
      mode: 'READWRITE',
      compatibility: 'BACKWARD',
      subjects: [
        {
          subject: 'orders-value',
          versions: [1, 2],
          type: 'AVRO',
          mode: null,
          compatibility: 'FULL',
          references: [{ name: 'Item', subject: 'item', version: 1 }],
          id: 9,
          schemas: [{ version: 2, id: 9, type: 'AVRO', references: [], schema: '"string"' }],
        },
      ],
    }),
    kafkaConnect: {
      obtained: true,
      how: 'GET /connectors',
      value: [
        {
          url: 'https://connect.example',
          version: '4.3.1',
          kafkaClusterId: 'abc',
          plugins: [{ class: 'org.example.Source', type: 'source', version: '4.3.1' }],
          connectors: [
            {
              name: 'files',
              type: 'source',
              state: 'RUNNING',
              workerId: '127.0.0.1:8083',
              config: { name: 'files', password: '[redacted]' },
              topics: ['orders'],
              tasks: [{ id: 0, state: 'FAILED', workerId: null }],
            },
          ],
        },
      ],
      missing: [
        { what: 'topics of connector files', reason: 'failed', why: 'it answers 500', todo: 'look at its log' },
      ],
    },
  },
  byHand: [{ about: 'topic orders', question: 'owner', answer: null, gone: false }],
};
