import type { ConnectionSettings } from '../connection.ts';
import { Brokers } from './brokers.ts';
import type { ReadOnlyCluster, ReadOnlyOptions } from './cluster.ts';
import { Gate } from './gate.ts';
import { Known } from './known.ts';
import { readAcls } from './questions/acls.ts';
import { readApis, readCluster } from './questions/cluster.ts';
import { readBrokerConfigs, readTopicConfigs } from './questions/configs.ts';
import { readQuorum, readReassignments } from './questions/controllers.ts';
import { readFetched } from './questions/fetch.ts';
import { readDescribedGroups } from './questions/groups/describe.ts';
import { readGroups } from './questions/groups/list.ts';
import { readLogDirs } from './questions/log-dirs.ts';
import { readOffsets } from './questions/offsets.ts';
import { readPermitted } from './questions/permitted.ts';
import { readQuotas, readScramUsers } from './questions/quotas.ts';
import { readRoundTrips } from './questions/round-trips.ts';
import { readTopics } from './questions/topics.ts';
import { readTransactions } from './questions/transactions.ts';

const CONNECT_WITHIN_MS = 10_000;
const ANSWER_WITHIN_MS = 15_000;

/**
 * A cluster that can only be looked at. Connects when it is first asked.
 * @throws WorkbenchError where credentials or the certificate authority are not there
 */
export function openReadOnly(
  connection: ConnectionSettings,
  {
    clientId,
    connectWithinMs = CONNECT_WITHIN_MS,
    answerWithinMs = ANSWER_WITHIN_MS,
    gate: given,
    ...limited
  }: ReadOnlyOptions,
): ReadOnlyCluster {
  const gate = given ?? new Gate(limited);
  const brokers = new Brokers({ connection, clientId, gate, connectWithinMs, answerWithinMs });
  const known = new Known(brokers);
  return {
    cluster: () => readCluster(known),
    apis: () => readApis(known),
    topics: () => readTopics(known),
    topicConfigs: (topics) => readTopicConfigs(known, topics),
    brokerConfigs: (ids) => readBrokerConfigs(known, ids),
    offsets: (partitions, at) => readOffsets(known, partitions, at),
    logDirs: () => readLogDirs(known),
    groups: () => readGroups(known),
    describeGroups: (groups) => readDescribedGroups(known, groups),
    acls: () => readAcls(known),
    quotas: () => readQuotas(known),
    scramUsers: () => readScramUsers(known),
    transactions: () => readTransactions(known),
    reassignments: () => readReassignments(known),
    quorum: () => readQuorum(known),
    permitted: (topics, groups) => readPermitted(known, topics, groups),
    fetch: (places, maxBytes) => readFetched(known, places, maxBytes),
    roundTrips: (samples) => readRoundTrips(known, samples),
    spent: () => gate.spent(),
    throttledMillis: () => brokers.throttledMillis,
    close: () => brokers.close(),
  };
}
