import { api } from '../api.ts';
import { always, bool, int16, int32, nullable, string, uuid } from '../fields.ts';
import { array } from '../structs.ts';

export const metadata = api({
  key: 3,
  name: 'Metadata',
  versions: [4, 13],
  flexibleFrom: 9,
  request: {
    topics: nullable(
      array({
        topicId: uuid('10+'),
        name: nullable(string(), '10+'),
      }),
      '1+',
    ),
    // Else it creates the topics that it names.
    allowAutoTopicCreation: always(false, bool('0+', true)),
    includeClusterAuthorizedOperations: bool('8-10'),
    includeTopicAuthorizedOperations: bool('8+'),
  },
  response: {
    throttleTimeMs: int32(),
    brokers: array({
      nodeId: int32(),
      host: string(),
      port: int32(),
      rack: nullable(string(), '1+'),
    }),
    clusterId: nullable(string(), '2+'),
    controllerId: int32('0+', -1),
    topics: array({
      errorCode: int16(),
      name: nullable(string(), '12+'),
      topicId: uuid('10+'),
      isInternal: bool(),
      partitions: array({
        errorCode: int16(),
        partitionIndex: int32(),
        leaderId: int32(),
        leaderEpoch: int32('7+', -1),
        replicaNodes: array(int32()),
        isrNodes: array(int32()),
        offlineReplicas: array(int32(), '5+'),
      }),
      topicAuthorizedOperations: int32('8+', -2147483648),
    }),
    clusterAuthorizedOperations: int32('8-10', -2147483648),
    errorCode: int16('13+'),
  },
});
