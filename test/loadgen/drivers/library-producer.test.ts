import { describe, expect, it } from 'vitest';
import { Batch } from '../../../src/loadgen/batch.ts';
import type { Settlement } from '../../../src/loadgen/drivers/driver.ts';
import { type BatchResult, openLibraryProducer } from '../../../src/loadgen/drivers/library-producer.ts';
import { RecordSource } from '../../../src/loadgen/record-source.ts';
import type { Stream } from '../../../src/scenarios/types.ts';
import { micros } from '../../../src/units.ts';
import { planOf } from '../plan-of.ts';

const ACKNOWLEDGED: BatchResult = { outcome: 'acknowledged', baseOffset: 7, error: null };
const GIVEN_UP: BatchResult = { outcome: 'unknown', baseOffset: null, error: 'no answer' };

/** A producer over a library that answers when it is told to. */
async function producerOver(idempotence: boolean) {
  const plan = planOf({ partitions: 2, client: { idempotence } });
  const source = new RecordSource(plan, 0, 1);
  const requests: { readonly batches: readonly Batch[]; readonly answer: (result: BatchResult) => Promise<void> }[] =
    [];
  const settlements: Settlement[] = [];
  const errors: string[] = [];
  let lookUps = 0;
  const producer = await openLibraryProducer(
    {
      connection: { bootstrap: [], security: null },
      client: plan.client,
      clientId: 'test',
      topics: ['orders'],
      clock: () => micros(5),
      settled: (settlement) => settlements.push(settlement),
      onError: (where, message) => errors.push(`${where}: ${message}`),
    },
    {
      leaders: async () => new Map([['orders', [1, ++lookUps]]]),
      ready: async () => undefined,
      request: (batches) =>
        new Promise((resolve) => {
          const answer = async (result: BatchResult): Promise<void> => {
            resolve(batches.map(() => result));
            await new Promise(setImmediate);
          };
          requests.push({ batches, answer });
        }),
      close: async () => undefined,
    },
  );
  const batch = (partition: number, firstSequence: number): Batch => {
    const made = new Batch(plan.streams[0] as Stream, source, partition, firstSequence, 0);
    made.add(firstSequence, 0, 0, 100);
    return made;
  };
  return { producer, requests, settlements, errors, batch };
}

describe('a producer over a library that numbers batches itself', () => {
  it('gives the library a partition’s next batch only when it has let go of the one before', async () => {
    const { producer, requests, batch } = await producerOver(true);
    const [late, next, other] = [batch(0, 0), batch(0, 1), batch(1, 0)];
    producer.send([late]);
    expect(producer.abandoned([late])).toEqual([]);
    producer.send([next, other]);
    expect(requests.map(({ batches }) => batches)).toEqual([[late], [other]]);
    await requests[0]?.answer(GIVEN_UP);
    expect(requests[2]?.batches).toEqual([next]);
  });

  it('knows that a batch which still waited was never written', async () => {
    const { producer, requests, batch } = await producerOver(true);
    const [late, next] = [batch(0, 0), batch(0, 1)];
    producer.send([late]);
    producer.send([next]);
    expect(producer.abandoned([late, next])).toEqual([next]);
    await requests[0]?.answer(ACKNOWLEDGED);
    expect(requests).toHaveLength(1);
    const after = batch(0, 2);
    producer.send([after]);
    expect(requests[1]?.batches).toEqual([after]);
  });

  it('sends at once without idempotence, which promises no order', async () => {
    const { producer, requests, batch } = await producerOver(false);
    producer.send([batch(0, 0)]);
    producer.send([batch(0, 1)]);
    expect(requests).toHaveLength(2);
  });

  it('settles every batch, names an error once, and then looks leaders up again', async () => {
    const { producer, requests, settlements, errors, batch } = await producerOver(true);
    expect(producer.leaderOf('orders', 1)).toBe(1);
    producer.send([batch(0, 4), batch(1, 9)]);
    await requests[0]?.answer(GIVEN_UP);
    expect(settlements).toMatchObject([
      { stream: 0, partition: 0, firstSequence: 4, count: 1, outcome: 'unknown', atMicros: 5 },
      { stream: 0, partition: 1, firstSequence: 9, count: 1, outcome: 'unknown', atMicros: 5 },
    ]);
    expect(errors).toEqual(['produce: no answer']);
    expect(producer.leaderOf('orders', 1)).toBe(2);
    expect(producer.leaderOf('orders', 5)).toBe(-1);
  });
});
