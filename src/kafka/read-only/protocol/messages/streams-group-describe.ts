import { api } from '../api.ts';
import { bool, int16, int32, int64, nullable, string, uint16 } from '../fields.ts';
import { array, struct } from '../structs.ts';

const topicInfos = array({
  name: string(),
  partitions: int32(),
  replicationFactor: int16(),
  topicConfigs: array({ key: string(), value: string() }),
});

const taskOffsets = array({ subtopologyId: string(), partition: int32(), offset: int64() });

const taskIds = array({ subtopologyId: string(), partitions: array(int32()) });

const assignment = struct({ activeTasks: taskIds, standbyTasks: taskIds, warmupTasks: taskIds });

export const streamsGroupDescribe = api({
  key: 89,
  name: 'StreamsGroupDescribe',
  versions: [0, 0],
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
      topology: nullable(
        struct({
          epoch: int32(),
          subtopologies: nullable(
            array({
              subtopologyId: string(),
              sourceTopics: array(string()),
              repartitionSinkTopics: array(string()),
              stateChangelogTopics: topicInfos,
              repartitionSourceTopics: topicInfos,
            }),
            '0+',
          ),
        }),
        '0+',
      ),
      members: array({
        memberId: string(),
        memberEpoch: int32(),
        instanceId: nullable(string(), '0+'),
        rackId: nullable(string(), '0+'),
        clientId: string(),
        clientHost: string(),
        topologyEpoch: int32(),
        processId: string(),
        userEndpoint: nullable(
          struct({
            host: string(),
            port: uint16(),
          }),
          '0+',
        ),
        clientTags: array({
          key: string(),
          value: string(),
        }),
        taskOffsets,
        taskEndOffsets: taskOffsets,
        assignment,
        targetAssignment: assignment,
        isClassic: bool(),
      }),
      authorizedOperations: int32('0+', -2147483648),
    }),
  },
});
