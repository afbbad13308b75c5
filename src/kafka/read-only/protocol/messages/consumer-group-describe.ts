import { api } from '../api.ts';
import { bool, int8, int16, int32, nullable, string, uuid } from '../fields.ts';
import { array, struct } from '../structs.ts';

const assignment = struct({
  topicPartitions: array({ topicId: uuid(), topicName: string(), partitions: array(int32()) }),
});

export const consumerGroupDescribe = api({
  key: 69,
  name: 'ConsumerGroupDescribe',
  versions: [0, 1],
  flexibleFrom: 0,
  request: {
    groupIds: array(string()),
    includeAuthorizedOperations: bool(),
  },
  response: {
    throttleTimeMs: int32(),
    groups: array({
      errorCode: int16(),
      errorMessage: nullable(string(), '0+'),
      groupId: string(),
      groupState: string(),
      groupEpoch: int32(),
      assignmentEpoch: int32(),
      assignorName: string(),
      members: array({
        memberId: string(),
        instanceId: nullable(string(), '0+'),
        rackId: nullable(string(), '0+'),
        memberEpoch: int32(),
        clientId: string(),
        clientHost: string(),
        subscribedTopicNames: array(string()),
        subscribedTopicRegex: nullable(string(), '0+'),
        assignment,
        targetAssignment: assignment,
        memberType: int8('1+', -1),
      }),
      authorizedOperations: int32('0+', -2147483648),
    }),
  },
});
