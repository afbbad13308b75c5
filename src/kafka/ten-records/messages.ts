import { api } from '../read-only/protocol/api.ts';
import {
  bool,
  int8,
  int16,
  int32,
  int64,
  nullable,
  records,
  string,
  tagged,
  uuid,
} from '../read-only/protocol/fields.ts';
import { array } from '../read-only/protocol/structs.ts';

/** From version 4 on (KIP-464) the brokers choose the number of replicas. */
export const createTopics = api({
  key: 19,
  name: 'CreateTopics',
  versions: [4, 7],
  flexibleFrom: 5,
  request: {
    topics: array({
      name: string(),
      numPartitions: int32(),
      replicationFactor: int16(),
      assignments: array({ partitionIndex: int32(), brokerIds: array(int32()) }),
      configs: array({ name: string(), value: nullable(string(), '0+') }),
    }),
    timeoutMs: int32('0+', 60_000),
    validateOnly: bool('1+'),
  },
  response: {
    throttleTimeMs: int32('2+'),
    topics: array({
      name: string(),
      topicId: uuid('7+'),
      errorCode: int16(),
      errorMessage: nullable(string(), '1+'),
      topicConfigErrorCode: tagged(int16('5+'), 0),
      numPartitions: int32('5+', -1),
      replicationFactor: int16('5+', -1),
      configs: nullable(
        array(
          {
            name: string('5+'),
            value: nullable(string('5+'), '5+'),
            readOnly: bool('5+'),
            configSource: int8('5+', -1),
            isSensitive: bool('5+'),
          },
          '5+',
        ),
        '5+',
      ),
    }),
  },
});

export const deleteTopics = api({
  key: 20,
  name: 'DeleteTopics',
  versions: [1, 5],
  flexibleFrom: 4,
  request: {
    topicNames: array(string(), '0-5'),
    timeoutMs: int32(),
  },
  response: {
    throttleTimeMs: int32('1+'),
    responses: array({
      name: string(),
      errorCode: int16(),
      errorMessage: nullable(string('5+'), '5+'),
    }),
  },
});

/** From version 3 on in record batches with headers, whose appending the leader stamps. */
export const produce = api({
  key: 0,
  name: 'Produce',
  versions: [3, 9],
  flexibleFrom: 9,
  request: {
    transactionalId: nullable(string('3+'), '3+'),
    acks: int16(),
    timeoutMs: int32(),
    topicData: array({
      name: string('0-12'),
      partitionData: array({ index: int32(), records: nullable(records(), '0+') }),
    }),
  },
  response: {
    responses: array({
      name: string('0-12'),
      partitionResponses: array({
        index: int32(),
        errorCode: int16(),
        baseOffset: int64(),
        logAppendTimeMs: int64('2+', -1),
        logStartOffset: int64('5+', -1),
        recordErrors: array({ batchIndex: int32('8+'), batchIndexErrorMessage: nullable(string('8+'), '8+') }, '8+'),
        errorMessage: nullable(string('8+'), '8+'),
      }),
    }),
    throttleTimeMs: int32('1+'),
  },
});

/** All that a check sends beside what only reads, and to one topic, which is its own. */
export const WRITING_APIS = [createTopics, produce, deleteTopics] as const;
