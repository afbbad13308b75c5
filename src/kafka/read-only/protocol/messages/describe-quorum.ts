import { api } from '../api.ts';
import { int16, int32, int64, nullable, string, uint16, uuid } from '../fields.ts';
import { array } from '../structs.ts';

export const describeQuorum = api({
  key: 55,
  name: 'DescribeQuorum',
  versions: [0, 2],
  flexibleFrom: 0,
  request: {
    topics: array({
      topicName: string(),
      partitions: array({
        partitionIndex: int32(),
      }),
    }),
  },
  response: {
    errorCode: int16(),
    errorMessage: nullable(string('2+'), '2+'),
    topics: array({
      topicName: string(),
      partitions: array({
        partitionIndex: int32(),
        errorCode: int16(),
        errorMessage: nullable(string('2+'), '2+'),
        leaderId: int32(),
        leaderEpoch: int32(),
        highWatermark: int64(),
        currentVoters: array({
          replicaId: int32(),
          replicaDirectoryId: uuid('2+'),
          logEndOffset: int64(),
          lastFetchTimestamp: int64('1+', -1),
          lastCaughtUpTimestamp: int64('1+', -1),
        }),
        observers: array({
          replicaId: int32(),
          replicaDirectoryId: uuid('2+'),
          logEndOffset: int64(),
          lastFetchTimestamp: int64('1+', -1),
          lastCaughtUpTimestamp: int64('1+', -1),
        }),
      }),
    }),
    nodes: array(
      {
        nodeId: int32('2+'),
        listeners: array(
          {
            name: string('2+'),
            host: string('2+'),
            port: uint16('2+'),
          },
          '2+',
        ),
      },
      '2+',
    ),
  },
});
