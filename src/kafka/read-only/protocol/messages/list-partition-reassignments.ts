import { api } from '../api.ts';
import { int16, int32, nullable, string } from '../fields.ts';
import { array } from '../structs.ts';

export const listPartitionReassignments = api({
  key: 46,
  name: 'ListPartitionReassignments',
  versions: [0, 0],
  flexibleFrom: 0,
  request: {
    timeoutMs: int32('0+', 60000),
    topics: nullable(
      array({
        name: string(),
        partitionIndexes: array(int32()),
      }),
      '0+',
    ),
  },
  response: {
    throttleTimeMs: int32(),
    errorCode: int16(),
    errorMessage: nullable(string(), '0+'),
    topics: array({
      name: string(),
      partitions: array({
        partitionIndex: int32(),
        replicas: array(int32()),
        addingReplicas: array(int32()),
        removingReplicas: array(int32()),
      }),
    }),
  },
});
