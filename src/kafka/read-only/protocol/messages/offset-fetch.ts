import { api } from '../api.ts';
import { bool, int16, int32, int64, nullable, string } from '../fields.ts';
import { array } from '../structs.ts';

export const offsetFetch = api({
  key: 9,
  name: 'OffsetFetch',
  versions: [2, 9],
  flexibleFrom: 6,
  request: {
    groupId: string('0-7'),
    topics: nullable(
      array(
        {
          name: string('0-7'),
          partitionIndexes: array(int32(), '0-7'),
        },
        '0-7',
      ),
      '2-7',
    ),
    groups: array(
      {
        groupId: string('8+'),
        memberId: nullable(string('9+'), '9+'),
        memberEpoch: int32('9+', -1),
        topics: nullable(
          array(
            {
              name: string('8-9'),
              partitionIndexes: array(int32(), '8+'),
            },
            '8+',
          ),
          '8+',
        ),
      },
      '8+',
    ),
    requireStable: bool('7+'),
  },
  response: {
    throttleTimeMs: int32('3+'),
    topics: array(
      {
        name: string('0-7'),
        partitions: array(
          {
            partitionIndex: int32('0-7'),
            committedOffset: int64('0-7'),
            committedLeaderEpoch: int32('5-7', -1),
            metadata: nullable(string('0-7'), '0-7'),
            errorCode: int16('0-7'),
          },
          '0-7',
        ),
      },
      '0-7',
    ),
    errorCode: int16('2-7'),
    groups: array(
      {
        groupId: string('8+'),
        topics: array(
          {
            name: string('8-9'),
            partitions: array(
              {
                partitionIndex: int32('8+'),
                committedOffset: int64('8+'),
                committedLeaderEpoch: int32('8+', -1),
                metadata: nullable(string('8+'), '8+'),
                errorCode: int16('8+'),
              },
              '8+',
            ),
          },
          '8+',
        ),
        errorCode: int16('8+'),
      },
      '8+',
    ),
  },
});
