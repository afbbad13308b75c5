import { onTestFinished } from 'vitest';
import type { ReadOnlyCluster } from '../../../src/kafka/read-only/cluster.ts';
import { openReadOnly } from '../../../src/kafka/read-only/open.ts';
import type { AnswerOf } from '../../../src/kafka/read-only/protocol/api.ts';
import { describeCluster } from '../../../src/kafka/read-only/protocol/messages/describe-cluster.ts';
import { metadata } from '../../../src/kafka/read-only/protocol/messages/metadata.ts';
import type { AskedRequest } from '../../../src/kafka/read-only/requests-log.ts';
import type { Security } from '../../../src/scenarios/target-types.ts';
import { type FakeBroker, fakeBroker, type Offer, offer } from './fake-broker.ts';

export type FakeTopic = { readonly name: string; readonly leaders: readonly number[] };

export interface FakeCluster {
  readonly brokers: readonly FakeBroker[];
  readonly cluster: ReadOnlyCluster;
  readonly log: readonly AskedRequest[];
  readonly abort: (reason: Error) => void;
}

export interface FakeSpec {
  readonly brokers?: number;
  /** As they are when Metadata is asked for the nth time, from 0 on. */
  readonly topics?: (round: number) => readonly FakeTopic[];
  /** What each broker offers beside Metadata and DescribeCluster, by its id. */
  readonly offers?: (id: number) => readonly Offer[];
  /** Ids of brokers that are listed and that nobody listens at. */
  readonly dead?: readonly number[];
  /** Ids of brokers that are registered, and that the controller does not hear from. */
  readonly fenced?: readonly number[];
  readonly versionsUpTo?: number;
  /** What becomes of a question about topics that are not there; without it they are said to be unknown. */
  readonly unknownTopics?: 'refused' | 'hang up';
  readonly security?: Security | null;
  /** As before 2.8. */
  readonly withoutDescribeCluster?: boolean;
}

const NOWHERE = { host: '127.0.0.1', port: 1 };

/** Brokers 1, 2, … that know of each other, and a reading cluster that is opened on the first. */
export async function fakeCluster({
  brokers: count = 1,
  topics = () => [],
  offers = () => [],
  dead = [],
  fenced = [],
  versionsUpTo,
  unknownTopics,
  withoutDescribeCluster = false,
  security = null,
}: FakeSpec): Promise<FakeCluster> {
  const ids = Array.from({ length: count }, (_, index) => index + 1);
  let round = 0;
  const brokers: FakeBroker[] = [];
  const placeOf = (id: number) => (dead.includes(id) ? NOWHERE : (brokers[id - 1] ?? NOWHERE));
  for (const id of ids) {
    const describing = offer(describeCluster, () => ({
      throttleTimeMs: 0,
      errorCode: 0,
      errorMessage: null,
      endpointType: 1,
      clusterId: 'fake',
      controllerId: 1,
      brokers: ids.map((brokerId) => ({
        brokerId,
        ...addressOf(placeOf(brokerId)),
        rack: null,
        isFenced: fenced.includes(brokerId),
      })),
      clusterAuthorizedOperations: 0,
    }));
    const own = [
      ...offers(id),
      ...(withoutDescribeCluster ? [] : [describing]),
      offer(metadata, ({ topics: names }) => {
        const there = names?.length === 0 ? [] : topics(round++);
        const isUnknown = names?.some(({ name }) => there.every((topic) => topic.name !== name)) === true;
        if (isUnknown && unknownTopics === 'hang up') return 'hang up';
        return metadataOf(names, there, ids, placeOf, unknownTopics === 'refused' ? 29 : 3);
      }),
    ];
    brokers.push(await fakeBroker(own, versionsUpTo));
  }
  const log: AskedRequest[] = [];
  const over = new AbortController();
  const cluster = openReadOnly(
    { bootstrap: [brokers[0]?.address ?? ''], security },
    {
      clientId: 'test',
      limits: { requestsPerSecond: 10_000, mibPerSecond: 1_000 },
      log: (request) => log.push(request),
      signal: over.signal,
      connectWithinMs: 2_000,
      answerWithinMs: 300,
    },
  );
  onTestFinished(() => cluster.close());
  return { brokers, cluster, log, abort: (reason) => over.abort(reason) };
}

const addressOf = ({ host, port }: { host: string; port: number }) => ({ host, port });
const NO_ID = '00000000-0000-0000-0000-000000000000';

function metadataOf(
  names: readonly { readonly name: string | null }[] | null,
  topics: readonly FakeTopic[],
  ids: readonly number[],
  placeOf: (id: number) => { host: string; port: number },
  codeOfUnknown: number,
): AnswerOf<typeof metadata> {
  const partition = (leaderId: number, partitionIndex: number) => ({
    errorCode: 0,
    partitionIndex,
    leaderId,
    leaderEpoch: 0,
    replicaNodes: ids,
    isrNodes: ids,
    offlineReplicas: [],
  });
  const topic = (name: string, errorCode: number, leaders: readonly number[]) => ({
    errorCode,
    name,
    topicId: NO_ID,
    isInternal: false,
    partitions: leaders.map(partition),
    topicAuthorizedOperations: 0,
  });
  const known = topics.map(({ name, leaders }) => topic(name, 0, leaders));
  const wanted =
    names?.map(({ name }) => known.find((one) => one.name === name) ?? topic(name ?? '', codeOfUnknown, [])) ?? known;
  return {
    throttleTimeMs: 0,
    brokers: ids.map((nodeId) => ({ nodeId, ...addressOf(placeOf(nodeId)), rack: null })),
    clusterId: 'fake',
    controllerId: 1,
    topics: wanted,
    clusterAuthorizedOperations: 0,
    errorCode: 0,
  };
}
