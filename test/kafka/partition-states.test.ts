import { describe, expect, it } from 'vitest';
import { incomplete, incompleteWords } from '../../src/kafka/in-sync.ts';
import type { BrokerAnswer } from '../../src/kafka/live-brokers.ts';
import { agreedBrokers, agreedStates, answeredBrokers } from '../../src/kafka/partition-states.ts';

interface View {
  readonly leader: number;
  readonly epoch: number;
  readonly isr: readonly number[];
  readonly topic?: string;
  readonly offline?: readonly number[];
}

/** What broker `of` says of one partition of three copies, of a cluster of `alive`. */
const view = (of: number, alive: readonly number[], { leader, epoch, isr, topic, offline }: View): BrokerAnswer => ({
  address: `host:${9000 + of}`,
  metadata: {
    throttleTimeMs: 0,
    clusterId: 'cluster',
    controllerId: 1,
    brokers: alive.map((id) => ({ nodeId: id, host: 'host', port: 9000 + id, rack: `zone-${id}` })),
    topics: [
      {
        errorCode: 0,
        name: topic ?? 'orders',
        topicId: '',
        isInternal: false,
        topicAuthorizedOperations: 0,
        partitions: [
          {
            errorCode: 0,
            partitionIndex: 0,
            leaderId: leader,
            leaderEpoch: epoch,
            replicaNodes: [1, 2, 3],
            isrNodes: [...isr],
            offlineReplicas: [...(offline ?? [])],
          },
        ],
      },
    ],
  },
});

const orders = { topics: ['orders'], internal: false };
const whole = { leader: 1, epoch: 4, isr: [1, 2, 3] };

describe('brokers that do not see the same', () => {
  const old = view(3, [1, 2, 3], { leader: 3, epoch: 4, isr: [1, 2, 3] });
  const recent = view(1, [1, 2], { leader: 1, epoch: 5, isr: [1, 2], offline: [3] });

  it.each([
    ['first', [old, recent]],
    ['last', [recent, old]],
  ])('give the leader of the latest epoch and no replica that one of them misses (the old view %s)', (_, answers) => {
    expect(agreedStates(answers, orders)).toEqual([
      { topic: 'orders', partition: 0, leader: 1, replicas: [1, 2, 3], isr: [1, 2], offline: [3] },
    ]);
    expect(agreedBrokers(answers).map(({ id }) => id)).toEqual([1, 2]);
  });
});

describe('agreedStates', () => {
  it('has internal topics only when asked, by their name if Kafka does not say so', () => {
    const answers = [view(1, [1, 2, 3], { ...whole, topic: '__remote_log_metadata' })];
    expect(agreedStates(answers, orders)).toEqual([]);
    expect(agreedStates(answers, { ...orders, internal: true })).toHaveLength(1);
  });

  it('leaves out the topics of others', () => {
    const answers = [view(1, [1, 2, 3], { ...whole, topic: 'theirs' })];
    expect(agreedStates(answers, { ...orders, internal: true })).toEqual([]);
  });
});

describe('incomplete', () => {
  const states = (answers: readonly BrokerAnswer[]) => agreedStates(answers, orders);

  it('finds nothing where all replicas are in sync and answer for themselves', () => {
    const answers = [1, 2, 3].map((id) => view(id, [1, 2, 3], whole));
    expect(incomplete(states(answers), answeredBrokers(answers))).toEqual([]);
  });

  it('misses a replica that says nothing, although the others still count it in', () => {
    const answers = [1, 2].map((id) => view(id, [1, 2, 3], whole));
    const [missing, ...others] = incomplete(states(answers), answeredBrokers(answers));
    expect(missing).toEqual({ topic: 'orders', partition: 0, hasLeader: true, lacks: [3] });
    expect(others).toEqual([]);
  });

  it('misses a leader', () => {
    const answers = [1, 2, 3].map((id) => view(id, [1, 2, 3], { ...whole, leader: -1 }));
    expect(incomplete(states(answers), answeredBrokers(answers))).toMatchObject([{ hasLeader: false, lacks: [] }]);
  });

  it('is put into words that name a few and count the rest', () => {
    const partitions = [0, 1, 2, 3, 4].map((partition) => ({
      topic: 'orders',
      partition,
      hasLeader: partition !== 1,
      lacks: partition === 0 ? [2] : [2, 3],
    }));
    expect(incompleteWords(partitions)).toBe(
      'orders/0 lacks 2; orders/1 has no leader and lacks 2, 3; orders/2 lacks 2, 3; and 2 more',
    );
  });
});
