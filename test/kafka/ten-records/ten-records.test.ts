import { describe, expect, it } from 'vitest';
import { Gate } from '../../../src/kafka/read-only/gate.ts';
import { fetch } from '../../../src/kafka/read-only/protocol/messages/fetch.ts';
import type { AskedRequest } from '../../../src/kafka/read-only/requests-log.ts';
import { createTopics, deleteTopics, produce } from '../../../src/kafka/ten-records/messages.ts';
import { tenRecords } from '../../../src/kafka/ten-records.ts';
import { offer } from '../read-only/fake-broker.ts';
import { fakeCluster } from '../read-only/fake-cluster.ts';

const TOPIC = 'wb-check-1';
const REFUSED = 29;
const UNKNOWN = 3;

interface Course {
  /** Runs when a broker is asked to create the topic, before it answers. */
  readonly onCreate?: (over: AbortController) => void;
  readonly createCode?: number;
  readonly deleteCodes?: readonly number[];
}

/** A broker that keeps the topic in memory, asked through a gate that a test may interrupt. */
async function tenOn({ onCreate = () => undefined, createCode = 0, deleteCodes = [0] }: Course = {}) {
  const log: AskedRequest[] = [];
  const over = new AbortController();
  const kept: Buffer[] = [];
  const left: string[] = [];
  let deletions = 0;
  const throttleTimeMs = 0;
  const at = { name: TOPIC, errorMessage: null };
  const { cluster, brokers } = await fakeCluster({
    topics: () => [{ name: TOPIC, leaders: [1] }],
    offers: () => [
      offer(createTopics, ({ topics }) => {
        onCreate(over);
        const same = { topicId: '00000000-0000-0000-0000-000000000000', topicConfigErrorCode: 0, configs: null };
        const made = { ...at, ...same, errorCode: createCode, numPartitions: 1, replicationFactor: 1 };
        return { throttleTimeMs, topics: topics.map(({ name }) => ({ ...made, name })) };
      }),
      offer(produce, ({ topicData }) => {
        kept.push(topicData[0]?.partitionData[0]?.records ?? Buffer.alloc(0));
        const stamped = { index: 0, errorCode: 0, baseOffset: kept.length - 1, logAppendTimeMs: 1_000 + kept.length };
        const partitionResponses = [{ ...stamped, logStartOffset: 0, recordErrors: [], errorMessage: null }];
        return { responses: [{ name: TOPIC, partitionResponses }], throttleTimeMs };
      }),
      offer(fetch, () => {
        const ends = { highWatermark: kept.length, lastStableOffset: kept.length, logStartOffset: 0 };
        const same = { partitionIndex: 0, errorCode: 0, abortedTransactions: null, preferredReadReplica: -1 };
        const partitions = [{ ...same, ...ends, records: Buffer.concat(kept) }];
        return { throttleTimeMs, errorCode: 0, sessionId: 0, responses: [{ topic: TOPIC, partitions }] };
      }),
      offer(deleteTopics, () => {
        const errorCode = deleteCodes[Math.min(deletions++, deleteCodes.length - 1)] ?? 0;
        return { throttleTimeMs, responses: [{ ...at, errorCode }] };
      }),
    ],
  });
  const [described, apis] = [await cluster.cluster(), await cluster.apis()];
  if (!described.obtained || !apis.obtained) throw new Error('the fake cluster does not answer');
  const gate = new Gate({
    limits: { requestsPerSecond: 10_000, mibPerSecond: 1_000 },
    log: (request) => log.push(request),
    signal: over.signal,
  });
  const connection = { bootstrap: [brokers[0]?.address ?? ''], security: null };
  const ten = tenRecords({
    connection,
    clientId: 'test',
    topic: TOPIC,
    described: described.value,
    apis: apis.value,
    cluster,
    gate,
    left: (topic, why) => left.push(`${topic}: ${why}`),
  });
  const asked = () => brokers[0]?.asked.map(({ name }) => name) ?? [];
  return { ten, over, log, left, asked, brokers };
}

describe('ten records', () => {
  it('go through a topic of their own, which is gone afterwards', async () => {
    const { ten, brokers } = await tenOn();
    const { records, ...rest } = await ten;
    expect(rest).toEqual({ leader: 1, readBack: 10, notDeleted: null, failure: null });
    expect(records.map(({ appendedAtMs }) => appendedAtMs)).toEqual(
      [1, 2, 3, 4, 5, 6, 7, 8, 9, 10].map((n) => 1_000 + n),
    );
    const questions = brokers[0]?.asked ?? [];
    expect(questions.find(({ name }) => name === 'CreateTopics')?.question).toMatchObject({
      topics: [{ name: TOPIC, numPartitions: 1, replicationFactor: -1, assignments: [] }],
    });
    expect(questions.filter(({ name }) => name === 'DeleteTopics')).toMatchObject([
      { question: { topicNames: [TOPIC] } },
    ]);
  });

  it('are written down with all that is asked for them, of whom, with bytes both ways', async () => {
    const { ten, log, brokers } = await tenOn();
    await ten;
    expect(log.map(({ request }) => request)).toEqual([
      ...['connect', 'CreateTopics', 'Metadata'],
      ...['connect', ...Array<string>(10).fill('Produce')],
      ...['connect', 'DeleteTopics'],
    ]);
    for (const { to, request, about, sentBytes, receivedBytes } of log) {
      expect(to).toBe(brokers[0]?.address);
      if (request === 'connect') continue;
      expect(about).toBe(`topic ${TOPIC}`);
      expect(sentBytes).toBeGreaterThan(request === 'Produce' ? 100 : 10);
      expect(receivedBytes).toBeGreaterThan(10);
    }
  });

  it('leave nothing behind where they are interrupted after the topic is asked for', async () => {
    const { ten, log, left, asked } = await tenOn({ onCreate: (over) => over.abort(new Error('interrupted')) });
    await expect(ten).rejects.toThrow('interrupted');
    expect(asked().filter((name) => name === 'Produce')).toEqual([]);
    expect(log.at(-1)).toMatchObject({ request: 'DeleteTopics', outcome: 'answered' });
    expect(left).toEqual([]);
  });

  it('say at once what stays where it cannot be deleted, also after an interruption', async () => {
    const course = {
      onCreate: (over: AbortController) => over.abort(new Error('interrupted')),
      deleteCodes: [REFUSED],
    };
    const { ten, left } = await tenOn(course);
    await expect(ten).rejects.toThrow('interrupted');
    expect(left).toEqual([expect.stringMatching(/^wb-check-1: deleting the topic is not permitted/)]);
  });

  it('delete nothing where the topic was refused, and say which ACL is missing', async () => {
    const { ten, asked } = await tenOn({ createCode: REFUSED });
    const failure = expect.stringContaining('could not create a topic: creating a topic is not permitted');
    expect(await ten).toEqual({ records: [], leader: -1, readBack: 0, notDeleted: null, failure });
    expect(asked()).not.toContain('DeleteTopics');
  });

  it('take a topic that is gone for deleted', async () => {
    const { ten } = await tenOn({ deleteCodes: [UNKNOWN] });
    expect(await ten).toMatchObject({ notDeleted: null, failure: null });
  });
});
