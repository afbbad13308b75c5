import { describe, expect, it } from 'vitest';
import { saltedKeyHash } from '../../../src/capture/sampling/key-hash.ts';
import { Sampler } from '../../../src/capture/sampling/sampler.ts';
import type { FetchedBytes } from '../../../src/kafka/read-only/answers.ts';
import type { ReadOnlyCluster } from '../../../src/kafka/read-only/cluster.ts';
import type { Missing } from '../../../src/kafka/read-only/reading.ts';
import { pick, randomFrom } from '../../../src/random.ts';
import { batchOf, WrittenLog } from '../written-log.ts';

/** Answers fetches from logs as a broker does: whole batches up to a size, of which the last may be cut off. */
function brokerOf(logs: ReadonlyMap<string, WrittenLog>, forbidden: readonly string[] = []) {
  const asked: string[] = [];
  const mostAsked = { bytes: 0 };
  const fetch: ReadOnlyCluster['fetch'] = async (places, maxBytes) => {
    const value: FetchedBytes[] = [];
    const missing: Missing[] = [];
    mostAsked.bytes = Math.max(mostAsked.bytes, places.length * maxBytes);
    for (const { topic, partition, offset } of places) {
      asked.push(topic);
      if (forbidden.includes(topic)) {
        missing.push({ what: `topic ${topic}`, reason: 'not-permitted', why: 'may not read', todo: 'an ACL' });
        continue;
      }
      const log = logs.get(topic);
      const batches = Buffer.concat((log?.holding(offset, Number.POSITIVE_INFINITY) ?? []).map(({ bytes }) => bytes));
      const first = log?.holding(offset, offset + 1)[0]?.bytes.length ?? 0;
      const end = { highWatermark: log?.end ?? 0, logStart: 0 };
      value.push({ topic, partition, batches: batches.subarray(0, Math.max(first, maxBytes)), ...end });
    }
    return { obtained: true, how: 'Fetch', value, missing };
  };
  return { fetch, asked, mostAsked };
}

async function logOf(batches: number, sizes: (batch: number) => readonly number[]): Promise<WrittenLog> {
  const parts: Buffer[] = [];
  let offset = 0;
  for (let batch = 0; batch < batches; batch++) {
    const records = sizes(batch).map((bytes) => ({ key: null, value: Buffer.alloc(bytes) }));
    parts.push(await batchOf(records, offset));
    offset += records.length;
  }
  return new WrittenLog(parts);
}

/** Ten slots over the logs. */
async function sampled(
  logs: ReadonlyMap<string, WrittenLog>,
  {
    budgetBytes,
    forbidden = [] as string[],
    mostFetchBytes = 1024 ** 2,
  }: { budgetBytes: number; forbidden?: string[]; mostFetchBytes?: number },
) {
  const broker = brokerOf(logs, forbidden);
  const topics = [...logs.keys()];
  const slots = 10;
  const sampler = new Sampler(broker, {
    topics,
    budgetBytes,
    mostFetchBytes,
    slots,
    mostWindowsPerSlot: 30,
    hash: saltedKeyHash(),
    random: randomFrom('sampler'),
  });
  for (let slot = 0; slot < slots; slot++) {
    const part = (end: number, at: number): number => Math.floor((end * at) / slots);
    await sampler.plan(
      topics.map((name, topic) => {
        const end = logs.get(name)?.end ?? 0;
        return { topic, partition: 0, from: part(end, slot), to: part(end, slot + 1) };
      }),
    );
    while (await sampler.readSome());
  }
  return { sampler, asked: broker.asked, mostAsked: broker.mostAsked };
}

describe('a sampler', () => {
  it('finds the mean size of a topic whose batches differ a hundredfold, within its budget', async () => {
    const random = randomFrom('log');
    let bytes = 0;
    let records = 0;
    const log = await logOf(3_000, () => {
      const size = 20 + pick(random, 400);
      const count = random() < 0.2 ? 100 : 1 + pick(random, 3);
      bytes += size * count;
      records += count;
      return Array.from({ length: count }, () => size);
    });
    const budgetBytes = 3_000_000;
    const { sampler } = await sampled(new Map([['orders', log]]), { budgetBytes });
    const mean = sampler.sample(0)?.valueBytes.estimate();
    expect(Math.abs((mean?.value ?? 0) / (bytes / records) - 1)).toBeLessThan(0.06);
    expect(mean?.low).toBeLessThan(bytes / records);
    expect(mean?.high).toBeGreaterThan(bytes / records);
    expect(sampler.receivedBytes).toBeLessThan(1.25 * budgetBytes);
    expect(sampler.droppedWindows).toBe(0);
  });

  it('goes on fetching where a window is larger than an answer: records of a megabyte are no smaller than they are', async () => {
    const log = await logOf(40, () => [1_000_000]);
    const { sampler } = await sampled(new Map([['videos', log]]), { budgetBytes: 30_000_000 });
    expect(sampler.sample(0)?.valueBytes.estimate()?.value).toBeCloseTo(1_000_000, 6);
    expect(sampler.droppedWindows).toBe(0);
  });

  it('asks once for a topic that it may not read, and tells why it has nothing of it', async () => {
    const log = await logOf(200, () => [100, 100]);
    const logs = new Map([
      ['orders', log],
      ['payroll', log],
    ]);
    const { sampler, asked } = await sampled(logs, { budgetBytes: 1e6, forbidden: ['payroll'] });
    expect(asked.filter((topic) => topic === 'payroll')).toHaveLength(1);
    expect(sampler.missing).toEqual([
      { what: 'topic payroll', reason: 'not-permitted', why: 'may not read', todo: 'an ACL' },
    ]);
    expect(sampler.sample(0)?.records).toBeGreaterThan(0);
    expect(sampler.sample(1)).toBeNull();
  });

  it('looks at a quiet topic beside a busy one', async () => {
    const logs = new Map([
      ['busy', await logOf(3_000, () => [100, 100, 100, 100])],
      ['quiet', await logOf(20, () => [7_000])],
    ]);
    const { sampler } = await sampled(logs, { budgetBytes: 600_000 });
    expect(sampler.sample(1)?.valueBytes.estimate()?.value).toBeCloseTo(7_000, 6);
  });

  it('asks for no more at once than may come in a second, of however many topics', async () => {
    const log = await logOf(400, () => [1_000, 1_000, 1_000]);
    const logs = new Map(['a', 'b', 'c', 'd', 'e', 'f'].map((name) => [name, log] as const));
    const { sampler, mostAsked } = await sampled(logs, { budgetBytes: 300_000, mostFetchBytes: 10_000 });
    expect(mostAsked.bytes).toBeLessThanOrEqual(10_000);
    expect(sampler.sample(0)?.valueBytes.estimate()?.value).toBeCloseTo(1_000, 6);
    expect(sampler.overAllowance).toBe(0);
  });

  it('reads a batch whole that is larger than that, and knows how large the largest answer was', async () => {
    const batch = await batchOf([{ key: null, value: Buffer.alloc(50_000) }], 0);
    const log = await logOf(40, () => [50_000]);
    const { sampler } = await sampled(new Map([['videos', log]]), { budgetBytes: 2_000_000, mostFetchBytes: 10_000 });
    expect(sampler.sample(0)?.valueBytes.estimate()?.value).toBeCloseTo(50_000, 6);
    expect(sampler.overAllowance).toBe(batch.length);
  });

  it('reads nothing where its budget is nothing', async () => {
    const { sampler } = await sampled(new Map([['orders', await logOf(100, () => [10])]]), { budgetBytes: 0 });
    expect(sampler.sample(0)).toBeNull();
  });
});
