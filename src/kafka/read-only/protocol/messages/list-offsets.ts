import { api } from '../api.ts';
import { always, int8, int16, int32, int64, string } from '../fields.ts';
import { array } from '../structs.ts';

export const listOffsets = api({
  key: 2,
  name: 'ListOffsets',
  versions: [1, 10],
  flexibleFrom: 6,
  request: {
    // As a consumer.
    replicaId: always(-1, int32()),
    isolationLevel: int8('2+'),
    topics: array({
      name: string(),
      partitions: array({
        partitionIndex: int32(),
        currentLeaderEpoch: int32('4+', -1),
        timestamp: int64(),
      }),
    }),
    timeoutMs: int32('10+'),
  },
  response: {
    throttleTimeMs: int32('2+'),
    topics: array({
      name: string(),
      partitions: array({
        partitionIndex: int32(),
        errorCode: int16(),
        timestamp: int64('0+', -1),
        offset: int64('0+', -1),
        leaderEpoch: int32('4+', -1),
      }),
    }),
  },
});
