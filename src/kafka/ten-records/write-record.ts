import { createRecordsBatch } from '@platformatic/kafka';
import { principalOf } from '../read-only/acl-line.ts';
import { errorOf } from '../read-only/error-codes.ts';
import { produce } from './messages.ts';
import type { Writing, WritingConnection } from './writing-connection.ts';

/** When a record was sent and acknowledged by this machine's clock, and appended by the leader's: ms since 1970. */
export interface WrittenRecord {
  readonly sentAtMs: number;
  readonly acknowledgedAtMs: number;
  readonly appendedAtMs: number;
}

const ALL_IN_SYNC = -1;
const ANSWER_WITHIN_MS = 10_000;

/** One record in a batch of its own, acknowledged by all that are in sync. */
export async function writeRecord(to: WritingConnection, writing: Writing, value: Buffer): Promise<WrittenRecord> {
  const { topic, connection } = writing;
  const { buffer: records } = createRecordsBatch([{ topic, partition: 0, value }]);
  const { body, micros, sentAt } = await to.ask(produce, {
    transactionalId: null,
    acks: ALL_IN_SYNC,
    timeoutMs: ANSWER_WITHIN_MS,
    topicData: [{ name: topic, partitionData: [{ index: 0, records }] }],
  });
  const answer = body.responses[0]?.partitionResponses[0];
  if (answer === undefined) throw new Error('the leader says nothing of a record');
  if (answer.errorCode !== 0) {
    const resource = { type: 'topic', name: topic } as const;
    const needed = { principal: principalOf(connection.security), operation: 'Write', resource };
    throw errorOf(answer.errorCode, 'writing a record', needed, answer.errorMessage);
  }
  if (answer.logAppendTimeMs < 0) throw new Error('the leader does not say when it appended a record');
  const sentAtMs = performance.timeOrigin + sentAt;
  return { sentAtMs, acknowledgedAtMs: sentAtMs + micros / 1e3, appendedAtMs: answer.logAppendTimeMs };
}
