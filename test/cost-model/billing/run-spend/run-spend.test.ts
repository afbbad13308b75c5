import { describe, expect, it } from 'vitest';
import { billedOn } from '../../../../src/cost-model/billing/run-spend/billed-on.ts';
import { runSpendOf } from '../../../../src/cost-model/billing/run-spend/run-spend.ts';
import type { SpendingRun, SpentSeries } from '../../../../src/cost-model/billing/run-spend/spending-run.ts';
import { price } from '../../fixture.ts';
import { plan } from '../../run-fixture.ts';
import { billOf } from '../reconcile/fixture.ts';

/** 10 s at 1 MiB/s in records of 1 KiB, read once at the tail; the second half is uploaded and half of that read again. */
const series: SpentSeries = {
  index: 1,
  seconds: Array.from({ length: 10 }, (_, second) => ({ second, acknowledged: 1024 })),
  objectStore: [
    { second: 6, put: 3, get: 0, other: 2 },
    { second: 9, put: 1, get: 8, other: 0 },
  ],
  catchUp: [],
};

const cost = price('tiered');

const run = (change: Partial<SpendingRun> = {}): SpendingRun => ({
  cost,
  platform: 'tiered/s3-tier',
  target: { name: 't', standIn: true },
  plan,
  repetition: series,
  nodes: null,
  billed: null,
  ...change,
});

const quantityOf = (item: string, spending = run()): number =>
  Number(runSpendOf(spending).lines.find((line) => line.item === item)?.quantity ?? 0);

const MONTH_SECONDS = 730 * 3600;
const GIB = 10 / 1024;

describe('what a run consumed', () => {
  it.each([
    // Three copies ask for three brokers; three controllers; one load balancer: 10 s of an hour each.
    ['Brokers (m7g.xlarge)', (3 * 10) / 3600],
    ['Controllers (m7g.large)', (3 * 10) / 3600],
    ['Load balancer that clients begin at', 10 / 3600],
    // Of what is written, two thirds cross; the copies of two followers cross; of what is read, two thirds: both ways.
    ['Producers to other zones', GIB * (2 / 3) * 2],
    ['Replication between zones', GIB * 2 * 2],
    ['Consumers from other zones', GIB * (2 / 3) * 2],
    // After 1 s 1 MiB lies there, after 10 s 10: 55 MiB-seconds, in three copies with 40% free.
    ['Broker disks (gp3)', ((55 / 1024) * (3 / 0.6)) / MONTH_SECONDS],
    ['Old segments (S3 Standard)', 55 / 1024 / MONTH_SECONDS],
    // As they were counted, in thousands.
    ['Uploads (PUT)', 4 / 1000],
    ['Historical reads (GET)', 8 / 1000],
  ])('of %s is what its own seconds give', (item, quantity) => {
    expect(quantityOf(item)).toBeCloseTo(quantity, 11);
  });

  it('is at list price: 30 s of an instance at 0.1632 an hour', () => {
    const line = runSpendOf(run()).lines.find(({ item }) => item === 'Brokers (m7g.xlarge)');
    // 30 ÷ 3600 × 0.1632 = 0.00136, of a quantity rounded to 0.008333333333
    expect(line).toMatchObject({ quantity: '0.008333333333', unitPrice: '0.1632', amount: '0.00136' });
    expect(line?.priceSource).not.toBe('');
  });

  it('is paid in the second in which it happened', () => {
    const { seconds } = runSpendOf(run());
    const requests = seconds.map(({ byKind }) => byKind['object-requests']);
    // 3 PUTs at 0.000005; then 1 PUT and 8 GETs at 0.0000004.
    expect(requests).toEqual([0, 0, 0, 0, 0, 0, 0.000015, 0, 0, 0.0000082]);
    const storage = seconds.map(({ byKind }) => byKind['broker-storage'] ?? 0);
    // Ten times as much lies there, each rounded to a trillionth.
    expect((storage[9] ?? 0) / (storage[0] ?? 1)).toBeCloseTo(10, 0);
    const [first, last] = [seconds[0]?.byKind.compute ?? 0, seconds[9]?.byKind.compute ?? 0];
    expect(first).toBeCloseTo(last, 11);
  });

  it('counts the brokers that ran where they are known', () => {
    expect(quantityOf('Brokers (m7g.xlarge)', run({ nodes: 6 }))).toBeCloseTo((6 * 10) / 3600, 11);
    expect(quantityOf('Controllers (m7g.large)', run({ nodes: 6 }))).toBeCloseTo((3 * 10) / 3600, 11);
  });

  it('counts what a group that catches up reads in the seconds in which it reads', () => {
    const repetition = { ...series, catchUp: [{ points: [{ second: 4, mib: 30 }] }] };
    const item = 'Consumers from other zones';
    expect(quantityOf(item, run({ repetition }))).toBeCloseTo((40 / 1024) * (2 / 3) * 2, 11);
    const network = runSpendOf(run({ repetition })).seconds.map(({ byKind }) => byKind.network ?? 0);
    expect(network.indexOf(Math.max(...network))).toBe(4);
  });

  it('lies there no longer than it is kept', () => {
    const short = run({ plan: { ...plan, retentionMs: 2000 as typeof plan.retentionMs } });
    // 1 MiB after the first second, then 2.
    expect(quantityOf('Old segments (S3 Standard)', short)).toBeCloseTo(19 / 1024 / MONTH_SECONDS, 11);
  });

  it('of requests is the model’s, and said to be, where no object store was watched', () => {
    const unwatched = runSpendOf(run({ repetition: { ...series, objectStore: [] } }));
    const puts = unwatched.lines.find(({ item }) => item === 'Uploads (PUT)');
    // One PUT for 15 MiB, and four for every segment of 1 GiB.
    expect(Number(puts?.quantity)).toBeCloseTo((10 / 15 + (10 / 1024) * 4) / 1000, 11);
    expect(unwatched.notes.join(' ')).toContain('not counted for Uploads (PUT)');
    expect(runSpendOf(run()).notes.join(' ')).not.toContain('not counted');
    expect(runSpendOf(run()).notes.join(' ')).toContain('2 requests to the object store were neither PUT nor GET');
  });

  it('is a model where the cluster was a stand-in, without the team and what surrounds it', () => {
    expect(runSpendOf(run()).basis).toContain('a model: ');
    expect(runSpendOf(run({ target: { name: 't', standIn: false } })).basis).not.toContain('a model');
    expect(runSpendOf(run()).lines.map(({ item }) => item)).not.toContain('Operating the cluster');
  });

  it('is nothing but the instances where nothing was written', () => {
    const idle = run({ repetition: { ...series, seconds: [{ second: 9, acknowledged: 0 }], objectStore: [] } });
    expect(quantityOf('Brokers (m7g.xlarge)', idle)).toBeCloseTo((3 * 10) / 3600, 11);
    expect(quantityOf('Producers to other zones', idle)).toBe(0);
  });
});

describe('what was billed beside it', () => {
  const day = (name: string, amount: string) => ({
    day: name,
    provisional: false,
    amount,
    byCategory: {},
    unclassified: amount,
    apart: {},
    other: amount,
  });
  const bill = billOf({ days: [day('2026-11-02', '1.5'), day('2026-11-03', '2.25'), day('2026-11-04', '4')] });

  it('is that of the days that the run touched', () => {
    expect(billedOn(bill, '2026-11-02T23:50:00Z', '2026-11-03T00:10:00Z')).toBe('3.75');
  });

  it('is not known without a bill of all of them', () => {
    expect(billedOn(null, '2026-11-02T10:00:00Z', '2026-11-02T10:10:00Z')).toBeNull();
    expect(billedOn(bill, '2026-11-30T23:50:00Z', '2026-12-01T00:10:00Z')).toBeNull();
    expect(billedOn(bill, '2026-11-20T10:00:00Z', '2026-11-20T10:10:00Z')).toBeNull();
  });
});
