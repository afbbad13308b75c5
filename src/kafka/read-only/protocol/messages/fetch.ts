import { api } from '../api.ts';
import { always, int8, int16, int32, int64, nullable, records, string } from '../fields.ts';
import { array } from '../structs.ts';

export const fetch = api({
  key: 1,
  name: 'Fetch',
  versions: [4, 12],
  flexibleFrom: 12,
  request: {
    // As a consumer: a replica's fetch would count for those in sync.
    replicaId: always(-1, int32('0+', -1)),
    maxWaitMs: int32(),
    minBytes: int32(),
    maxBytes: int32('0+', 0x7fffffff),
    isolationLevel: int8(),
    // Neither is a session begun nor one continued (KIP-227).
    sessionId: always(0, int32('7+')),
    sessionEpoch: always(-1, int32('7+', -1)),
    topics: array({
      topic: string(),
      partitions: array({
        partition: int32(),
        currentLeaderEpoch: int32('9+', -1),
        fetchOffset: int64(),
        lastFetchedEpoch: int32('12+', -1),
        logStartOffset: int64('5+', -1),
        partitionMaxBytes: int32(),
      }),
    }),
    forgottenTopicsData: array(
      {
        topic: string('7-12'),
        partitions: array(int32(), '7+'),
      },
      '7+',
    ),
    rackId: string('11+'),
  },
  response: {
    throttleTimeMs: int32(),
    errorCode: int16('7+'),
    sessionId: int32('7+'),
    responses: array({
      topic: string(),
      partitions: array({
        partitionIndex: int32(),
        errorCode: int16(),
        highWatermark: int64(),
        lastStableOffset: int64('0+', -1),
        logStartOffset: int64('5+', -1),
        abortedTransactions: nullable(
          array({
            producerId: int64(),
            firstOffset: int64(),
          }),
          '4+',
        ),
        preferredReadReplica: int32('11+', -1),
        records: nullable(records(), '0+'),
      }),
    }),
  },
});
