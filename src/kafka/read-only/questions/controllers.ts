import type { QuorumAnswer, ReassignmentAnswer } from '../answers.ts';
import { readingOf } from '../collected.ts';
import { errorName, errorOf } from '../error-codes.ts';
import type { Known } from '../known.ts';
import { describeQuorum } from '../protocol/messages/describe-quorum.ts';
import { listPartitionReassignments } from '../protocol/messages/list-partition-reassignments.ts';
import type { Reading } from '../reading.ts';
import { cluster } from './of-cluster.ts';

const ANSWER_WITHIN_MS = 15_000;

/** Any broker passes the question on to the controller, unless it is of a release that wants the controller itself. */
export const readReassignments = (known: Known): Promise<Reading<readonly ReassignmentAnswer[]>> =>
  readingOf(async (collected) => {
    const question = { timeoutMs: ANSWER_WITHIN_MS, topics: null };
    let told = await known.brokers.askAny(listPartitionReassignments, question);
    const controller = await known.controller();
    if (errorName(told.body.errorCode) === 'NOT_CONTROLLER' && controller !== null) {
      told = await known.brokers.ask(controller, listPartitionReassignments, question);
    }
    const { errorCode, errorMessage, topics } = told.body;
    if (errorCode !== 0) throw errorOf(errorCode, 'reading reassignments', cluster(known, 'Describe'), errorMessage);
    collected.told(listPartitionReassignments, told);
    const reassignments = topics.flatMap(({ name: topic, partitions }) =>
      partitions.map(({ partitionIndex, addingReplicas, removingReplicas }) => {
        return { topic, partition: partitionIndex, adding: addingReplicas, removing: removingReplicas };
      }),
    );
    return collected.reading(reassignments, false);
  });

/** The log of the controllers. */
const METADATA_TOPIC = { topicName: '__cluster_metadata', partitions: [{ partitionIndex: 0 }] };

export const readQuorum = (known: Known): Promise<Reading<QuorumAnswer>> =>
  readingOf(async (collected) => {
    const told = await known.brokers.askAny(describeQuorum, { topics: [METADATA_TOPIC] });
    const [partition] = told.body.topics[0]?.partitions ?? [];
    const errorCode = told.body.errorCode === 0 ? (partition?.errorCode ?? 0) : told.body.errorCode;
    const said = told.body.errorMessage ?? partition?.errorMessage ?? null;
    if (errorCode !== 0) throw errorOf(errorCode, 'reading the quorum', cluster(known, 'Describe'), said);
    collected.told(describeQuorum, told);
    const ends = (replicas: readonly { replicaId: number; logEndOffset: number }[]) =>
      replicas.map(({ replicaId, logEndOffset }) => ({ id: replicaId, logEndOffset }));
    const { leaderId = -1, currentVoters = [], observers = [] } = partition ?? {};
    return collected.reading({ leaderId, voters: ends(currentVoters), observers: ends(observers) }, false);
  });
