import type { ClusterMetadata, fetchV17, Message } from '@platformatic/kafka';
import { describe, expect, it } from 'vitest';
import type { ArrivedRecords, ReaderContext } from '../../../../src/loadgen/drivers/driver.ts';
import { Arrivals } from '../../../../src/loadgen/drivers/platformatic/arrivals.ts';
import { micros } from '../../../../src/units.ts';

const METADATA = { topics: new Map([['orders', { id: 'id-of-orders' }]]) } as unknown as ClusterMetadata;

function arrivals() {
  const arrived: Pick<ArrivedRecords, 'topic' | 'partition' | 'highWatermark'>[] = [];
  const context: Pick<ReaderContext, 'clock' | 'onRecords'> = {
    clock: () => micros(5),
    onRecords: ({ topic, partition, highWatermark }) => arrived.push({ topic, partition, highWatermark }),
  };
  return { arrivals: new Arrivals(context as ReaderContext), arrived };
}

const answer = (topicId: string, ...highWatermarks: readonly bigint[]): fetchV17.FetchResponse =>
  ({
    responses: [
      {
        topicId,
        partitions: highWatermarks.map((highWatermark, partitionIndex) => ({ partitionIndex, highWatermark })),
      },
    ],
  }) as unknown as fetchV17.FetchResponse;

const message = (topic: string, partition: number): Message =>
  ({ topic, partition, offset: 0n, headerEntries: [], value: Buffer.alloc(40) }) as unknown as Message;

const turn = (): Promise<void> => new Promise(setImmediate);

describe('messages put together again by partition', () => {
  it('have the high watermark of their own partition', async () => {
    const { arrivals: all, arrived } = arrivals();
    all.noteWatermarks(answer('id-of-orders', 7n, 9n), METADATA);
    all.add(message('orders', 0));
    all.add(message('orders', 1));
    await turn();
    expect(arrived).toEqual([
      { topic: 'orders', partition: 0, highWatermark: 7 },
      { topic: 'orders', partition: 1, highWatermark: 9 },
    ]);
  });

  it.each([
    { what: 'no answer told it', answers: [] },
    { what: 'the answer was about a topic whose name is not known', answers: [answer('another-id', 7n)] },
    { what: 'the answer was an error', answers: [answer('id-of-orders', -1n)] },
  ])('have none where $what', async ({ answers }) => {
    const { arrivals: all, arrived } = arrivals();
    for (const each of answers) all.noteWatermarks(each, METADATA);
    all.add(message('orders', 0));
    // What a topic without a name was once filed under.
    all.add(message('undefined', 0));
    await turn();
    expect(arrived.map(({ highWatermark }) => highWatermark)).toEqual([null, null]);
  });
});
