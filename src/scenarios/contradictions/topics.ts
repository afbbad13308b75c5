import { KIB } from '../../units.ts';
import { harmfulConfigs } from '../harmful-configs.ts';
import { largestSize } from '../largest-size.ts';
import type { SizeDistribution } from '../types.ts';
import { type Rule, repeated } from './rule.ts';

export const topicsDiffer: Rule = ({ topics = [] }) =>
  repeated(topics.map(({ name }) => name)).map(({ value, index }) => ({
    path: ['topics', index, 'name'],
    what: `is "${value}", the name of a topic above`,
    todo: 'give each topic its own name',
  }));

export const sharesAddUp: Rule = ({ topics = [] }) => {
  const given = topics.flatMap(({ share }) => (share === undefined ? [] : [share as number]));
  if (given.length === 0) return [];
  if (given.length < topics.length) {
    const index = topics.findIndex(({ share }) => share === undefined);
    return [
      { path: ['topics', index], what: 'has no share while others have one', todo: 'give all topics a share or none' },
    ];
  }
  const sum = given.reduce((total, share) => total + share, 0);
  if (Math.abs(sum - 1) < 1e-9) return [];
  return [
    {
      path: ['topics', 0, 'share'],
      what: `adds up with the other shares to ${round(sum)}`,
      todo: 'make them add up to 1',
    },
  ];
};

export const replicasSuffice: Rule = ({ topics = [] }) =>
  topics.flatMap(({ replication, configs }, index) => {
    const least = Number(configs['min.insync.replicas']);
    if (replication === null || !(least > replication)) return [];
    return [
      {
        path: ['topics', index, 'configs', 'min.insync.replicas'],
        what: `is ${least}, more than the ${replication} replicas that there are`,
        todo: 'lower it, or raise replication: no record with acks all could be written',
      },
    ];
  });

export const retentionOnce: Rule = ({ topics = [] }) =>
  topics.flatMap(({ configs }, index) =>
    configs['retention.ms'] === undefined
      ? []
      : [
          {
            path: ['topics', index, 'configs', 'retention.ms'],
            what: 'is set by "retention" already',
            todo: 'remove it here and write retention: 7d',
            ofKey: true,
          },
        ],
  );

export const configsDoNoHarm: Rule = ({ topics = [] }) =>
  topics.flatMap(({ configs }, index) =>
    harmfulConfigs(configs).map(({ key, ...refusal }) => ({ path: ['topics', index, 'configs', key], ...refusal })),
  );

/** What a record takes beside its value, and a batch beside its records, at most. */
const OVERHEAD_BYTES = KIB;

/** Bytes that a batch may take on its way: as many as `batchBytes` has room for, or one record that is larger. */
export const largestBatch = (size: SizeDistribution, batchBytes: number): number =>
  Math.max(largestSize(size), batchBytes) + OVERHEAD_BYTES;

/** Brokers hold the limit against whole batches, and a batch that they refuse would be counted as failed. */
export const batchesFit: Rule = ({ topics = [], records, clients }) => {
  if (records === undefined || clients === undefined) return [];
  const least = largestBatch(records.size, clients.batch);
  return topics.flatMap(({ configs }, index) => {
    const limit = Number(configs['max.message.bytes']);
    if (!(limit < least)) return [];
    return [
      {
        path: ['topics', index, 'configs', 'max.message.bytes'],
        what: `is ${limit}, less than the ${least} bytes that a batch of these clients may take`,
        todo: 'raise it, or lower clients.batch and records.size',
      },
    ];
  });
};

const round = (value: number): number => Number(value.toPrecision(6));
