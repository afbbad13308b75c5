import { describe, expect, it } from 'vitest';
import { fetch } from '../../../src/kafka/read-only/protocol/messages/fetch.ts';
import { inRequests } from '../../../src/kafka/read-only/questions/fetch.ts';
import { offer } from './fake-broker.ts';
import { fakeCluster } from './fake-cluster.ts';

const END = 1_000;

/** Batches of 700 bytes: of a request only the first may bring one that is larger than was asked for. */
const leading = (batchBytes: number) =>
  offer(fetch, ({ topics }) => {
    let isFirst = true;
    return {
      throttleTimeMs: 0,
      errorCode: 0,
      sessionId: 0,
      responses: topics.map(({ topic, partitions }) => ({
        topic,
        partitions: partitions.map(({ partition, fetchOffset, partitionMaxBytes }) => {
          const fits = isFirst || batchBytes <= partitionMaxBytes;
          isFirst = false;
          return {
            partitionIndex: partition,
            errorCode: fetchOffset > END ? 1 : 0,
            highWatermark: END,
            lastStableOffset: END,
            logStartOffset: 5,
            abortedTransactions: null,
            preferredReadReplica: -1,
            records: fetchOffset < END && fits ? Buffer.alloc(batchBytes, partition) : Buffer.alloc(0),
          };
        }),
      })),
    };
  });

const place = (partition: number, offset = 10) => ({ topic: 'orders', partition, offset });

describe('fetching', () => {
  it('brings bytes of each place, outside of any session or group, without waiting', async () => {
    const { cluster, brokers } = await fakeCluster({
      topics: () => [{ name: 'orders', leaders: [1, 1] }],
      offers: () => [leading(100)],
    });
    const reading = await cluster.fetch([place(0), place(1)], 200);
    expect(reading).toMatchObject({
      value: [
        { topic: 'orders', partition: 0, highWatermark: END, logStart: 5 },
        { topic: 'orders', partition: 1 },
      ],
    });
    expect(reading.obtained && reading.value[1]?.batches).toEqual(Buffer.alloc(100, 1));
    expect(brokers[0]?.asked.find(({ name }) => name === 'Fetch')?.question).toMatchObject({
      replicaId: -1,
      sessionId: 0,
      sessionEpoch: -1,
      maxWaitMs: 0,
      maxBytes: 400,
    });
  });

  it('asks alone for a batch that is larger than was asked for, so that it comes whole', async () => {
    const { cluster, brokers } = await fakeCluster({
      topics: () => [{ name: 'orders', leaders: [1, 1] }],
      offers: () => [leading(700)],
    });
    const reading = await cluster.fetch([place(0), place(1)], 200);
    expect(reading.obtained && reading.value.map(({ batches }) => batches.length)).toEqual([700, 700]);
    expect(brokers[0]?.asked.filter(({ name }) => name === 'Fetch')).toHaveLength(2);
  });

  it('of a place that brings nothing before the end is not asked for again and again', async () => {
    const { cluster, brokers } = await fakeCluster({
      topics: () => [{ name: 'orders', leaders: [1] }],
      offers: () => [leading(0)],
    });
    expect(await cluster.fetch([place(0)], 200)).toMatchObject({ value: [{ partition: 0, batches: Buffer.alloc(0) }] });
    expect(brokers[0]?.asked.filter(({ name }) => name === 'Fetch')).toHaveLength(1);
  });

  it('of a place at the end brings nothing, and of one beyond it says so', async () => {
    const { cluster } = await fakeCluster({
      topics: () => [{ name: 'orders', leaders: [1, 1] }],
      offers: () => [leading(100)],
    });
    const reading = await cluster.fetch([place(0, END), place(1, END + 1)], 200);
    expect(reading).toMatchObject({ value: [{ partition: 0 }], missing: [{ what: 'topic orders', reason: 'failed' }] });
    expect(reading.obtained && reading.missing[0]?.why).toContain('OFFSET_OUT_OF_RANGE');
  });

  it('splits places so that a request brings one MiB at most, and a partition stands in it once', () => {
    const kib300 = 300 * 1024; // three of them fit in a MiB
    const requests = inRequests([place(0), place(1), place(0, 20), place(2), place(3)], kib300);
    expect(requests.map((request) => request.map(({ partition, offset }) => [partition, offset]))).toEqual([
      [
        [0, 10],
        [1, 10],
        [2, 10],
      ],
      [
        [0, 20],
        [3, 10],
      ],
    ]);
    expect(inRequests([place(0), place(1)], 5 * 1024 ** 2)).toHaveLength(2);
  });
});
