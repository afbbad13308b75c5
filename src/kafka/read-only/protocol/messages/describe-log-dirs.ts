import { api } from '../api.ts';
import { bool, int16, int32, int64, nullable, string } from '../fields.ts';
import { array } from '../structs.ts';

export const describeLogDirs = api({
  key: 35,
  name: 'DescribeLogDirs',
  versions: [1, 5],
  flexibleFrom: 2,
  request: {
    topics: nullable(
      array({
        topic: string(),
        partitions: array(int32()),
      }),
      '0+',
    ),
  },
  response: {
    throttleTimeMs: int32(),
    errorCode: int16('3+'),
    results: array({
      errorCode: int16(),
      logDir: string(),
      topics: array({
        name: string(),
        partitions: array({
          partitionIndex: int32(),
          partitionSize: int64(),
          offsetLag: int64(),
          isFutureKey: bool(),
        }),
      }),
      totalBytes: int64('4+', -1),
      usableBytes: int64('4+', -1),
      isCordoned: bool('5+'),
    }),
  },
});
