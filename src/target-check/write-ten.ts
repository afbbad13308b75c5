import { randomBytes } from 'node:crypto';
import type { BrokerApis, ClusterAnswer } from '../kafka/read-only/answers.ts';
import type { Reading } from '../kafka/read-only/reading.ts';
import { tenRecords } from '../kafka/ten-records.ts';
import type { WritingAnswer } from './answers.ts';
import type { CheckRequest } from './check.ts';

const CHECK_PERMISSIONS = 'see the permissions of a run above, and the quotas';

/** Ten records through a topic of its own, where the target allows load and it was asked for. */
export async function writeTen(
  { writing, target, connection, cluster, gate, tell = () => undefined, ...request }: CheckRequest,
  described: ClusterAnswer,
  apis: Reading<readonly BrokerApis[]>,
): Promise<WritingAnswer> {
  if (writing !== 'allowed') return writing;
  if (target.clusterId !== null && target.clusterId !== described.clusterId) {
    return { kind: 'not-asked', why: 'not allowed: this is not the cluster that the target names', todo: null };
  }
  if (!apis.obtained) return { kind: 'not-asked', why: apis.why, todo: null };
  tell('ten records');
  const topic = `wb-check-${randomBytes(4).toString('hex')}`;
  const written = await tenRecords({
    connection,
    clientId: 'wb-check',
    topic,
    described,
    apis: apis.value,
    cluster,
    gate,
    left: (name, why) => request.left?.(name, why),
  });
  const left = written.notDeleted === null ? null : `topic ${topic}`;
  if (written.failure !== null) return { kind: 'failed', what: written.failure, todo: CHECK_PERMISSIONS, left };
  const { records, readBack, leader } = written;
  return { kind: 'written', topic, leader, records, readBack, topicDeleted: left === null };
}
