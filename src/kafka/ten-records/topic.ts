import { setTimeout as delay } from 'node:timers/promises';
import { principalOf } from '../read-only/acl-line.ts';
import { errorName, errorOf, isGone } from '../read-only/error-codes.ts';
import { metadataQuestion } from '../read-only/known.ts';
import { metadata } from '../read-only/protocol/messages/metadata.ts';
import { createTopics, deleteTopics } from './messages.ts';
import type { Writing, WritingConnection } from './writing-connection.ts';

const ANSWER_WITHIN_MS = 10_000;
/** The brokers choose. */
const AS_BROKERS_DO = -1;
const CONFIGS = [
  { name: 'message.timestamp.type', value: 'LogAppendTime' },
  { name: 'retention.ms', value: '3600000' },
];
const LEADER_WITHIN_MS = 10_000;
const BETWEEN_LOOKS_MS = 100;
/** A creation whose answer never came may be carried out after the deletion: it is asked for once more. */
const LOOKS_FOR_LATE = 3;
const LATE_MS = 1_000;

const failureOf = ({ connection, topic }: Writing, operation: 'Create' | 'Delete', code: number, said: string | null) =>
  errorOf(
    code,
    operation === 'Create' ? 'creating a topic' : 'deleting the topic',
    { principal: principalOf(connection.security), operation, resource: { type: 'topic', name: topic } },
    said,
  );

/** Stamped by the leader. @throws Unanswered where the answer says that there is no such topic now */
export async function createTopic(to: WritingConnection, writing: Writing): Promise<void> {
  const { topic } = writing;
  const { body } = await to.ask(createTopics, {
    topics: [{ name: topic, numPartitions: 1, replicationFactor: AS_BROKERS_DO, assignments: [], configs: CONFIGS }],
    timeoutMs: ANSWER_WITHIN_MS,
    validateOnly: false,
  });
  const [created] = body.topics;
  if (created !== undefined && created.errorCode !== 0) {
    throw failureOf(writing, 'Create', created.errorCode, created.errorMessage);
  }
}

/** Who leads its one partition, as soon as anybody does. */
export async function leaderOf(to: WritingConnection, { topic }: Writing, signal: AbortSignal): Promise<number> {
  const until = performance.now() + LEADER_WITHIN_MS;
  for (;;) {
    const { body } = await to.ask(metadata, metadataQuestion([topic]));
    const leader = body.topics[0]?.partitions[0]?.leaderId ?? -1;
    if (leader >= 0) return leader;
    if (performance.now() > until) throw new Error(`nobody leads it after ${LEADER_WITHIN_MS / 1e3} s`);
    await delay(BETWEEN_LOOKS_MS, undefined, { signal });
  }
}

/** @param isUncertain whether nobody said that it was created */
export async function deleteTopic(
  to: WritingConnection,
  writing: Writing,
  isUncertain: boolean,
  signal: AbortSignal,
): Promise<void> {
  for (let look = 1; ; look++) {
    const { body } = await to.ask(deleteTopics, { topicNames: [writing.topic], timeoutMs: ANSWER_WITHIN_MS });
    const { errorCode = 0, errorMessage = null } = body.responses[0] ?? {};
    if (errorCode === 0) return;
    if (!isGone(errorCode)) {
      if (errorName(errorCode) === 'NOT_CONTROLLER' && look < LOOKS_FOR_LATE) continue;
      throw failureOf(writing, 'Delete', errorCode, errorMessage);
    }
    if (!isUncertain || look === LOOKS_FOR_LATE) return;
    await delay(LATE_MS, undefined, { signal });
  }
}
