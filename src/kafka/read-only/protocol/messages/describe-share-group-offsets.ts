import { api } from '../api.ts';
import { always, int16, int32, int64, nullable, string, uuid } from '../fields.ts';
import { array } from '../structs.ts';

export const describeShareGroupOffsets = api({
  key: 90,
  name: 'DescribeShareGroupOffsets',
  versions: [0, 1],
  flexibleFrom: 0,
  request: {
    groups: array({
      groupId: string(),
      // Of the partitions that a group has: naming others might create what it keeps of them.
      topics: always(
        null,
        nullable(
          array({
            topicName: string(),
            partitions: array(int32()),
          }),
          '0+',
        ),
      ),
    }),
  },
  response: {
    throttleTimeMs: int32(),
    groups: array({
      groupId: string(),
      topics: array({
        topicName: string(),
        topicId: uuid(),
        partitions: array({
          partitionIndex: int32(),
          startOffset: int64(),
          leaderEpoch: int32(),
          lag: int64('1+', -1),
          errorCode: int16(),
          errorMessage: nullable(string(), '0+'),
        }),
      }),
      errorCode: int16(),
      errorMessage: nullable(string(), '0+'),
    }),
  },
});
