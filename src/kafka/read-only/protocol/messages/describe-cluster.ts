import { api } from '../api.ts';
import { bool, int8, int16, int32, nullable, string } from '../fields.ts';
import { array } from '../structs.ts';

export const describeCluster = api({
  key: 60,
  name: 'DescribeCluster',
  versions: [0, 2],
  flexibleFrom: 0,
  request: {
    includeClusterAuthorizedOperations: bool(),
    endpointType: int8('1+', 1),
    includeFencedBrokers: bool('2+'),
  },
  response: {
    throttleTimeMs: int32(),
    errorCode: int16(),
    errorMessage: nullable(string(), '0+'),
    endpointType: int8('1+', 1),
    clusterId: string(),
    controllerId: int32('0+', -1),
    brokers: array({
      brokerId: int32(),
      host: string(),
      port: int32(),
      rack: nullable(string(), '0+'),
      isFenced: bool('2+'),
    }),
    clusterAuthorizedOperations: int32('0+', -2147483648),
  },
});
