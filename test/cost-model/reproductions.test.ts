import { describe, expect, it } from 'vitest';
import type { PriceBook } from '../../src/cost-model/types/prices.ts';
import type { CostResult } from '../../src/cost-model/types/result.ts';
import type { CostShape } from '../../src/cost-model/types/shape.ts';
import { cost as kafka } from '../../src/platforms/apache-kafka/cost.ts';
import { cost as automq } from '../../src/platforms/automq/cost.ts';
import { milliseconds } from '../../src/units.ts';
import { plus } from './decimal-strings.ts';
import { book, DAY_MS, gibPerSecond, linesOf, price } from './fixture.ts';

/*
 * AutoMQ's own comparison at 1 GiB/s, a vendor's claim: https://www.automq.com/docs/automq/benchmarks, "AutoMQ vs.
 * Apache Kafka Benchmarks and Cost". Worked back: written and read once, 3 days retained, 3 copies without free disk
 * space, gp3 at $0.09, S3 at $0.023 whatever the quantity, consumers that fetch from followers.
 */
const PUBLISHED = {
  automq: { compute: 2859, storage: 5961, requests: 3952, crossZone: 128 },
  kafka: { compute: 18_447, storage: 69_984, crossZone: 138_240 },
};

const theirBook: PriceBook = {
  ...book,
  prices: book.prices.map((entry) => {
    const theirs = { 'aws.ebs.gp3.storage': '0.09', 'aws.s3.standard.storage': '0.023' }[entry.key];
    const [first] = entry.tiers;
    return theirs === undefined || first === undefined
      ? entry
      : { ...entry, tiers: [{ ...first, upTo: null, unitPrice: theirs }] };
  }),
};

const workload = {
  averageIngress: gibPerSecond(1),
  peakIngress: gibPerSecond(1),
  fanOut: 1,
  inZoneReadShare: 1,
  retentionMs: milliseconds(3 * DAY_MS),
};

const only = ({ variants }: CostShape, name: string): CostShape => ({
  variants: variants.filter((variant) => variant.name === name),
});

/** Priced as AutoMQ did: a month of 720 hours unless said. */
const theirs = (
  shape: CostShape,
  variant: string,
  assumptions: Readonly<Record<string, number>> = {},
  hoursPerMonth = 720,
): CostResult =>
  price('blocks', { cost: only(shape, variant), workload, books: [theirBook], hoursPerMonth, assumptions });

const dollars = (result: CostResult, category: string, key = ''): number =>
  Number(
    plus(
      linesOf(result, category)
        .filter(({ priceKey }) => priceKey.startsWith(key))
        .map(({ amount }) => amount),
    ),
  );

/** Within a dollar of a figure that was rounded to one, either way. */
const expectWithinADollar = (actual: number, published: number): void =>
  expect(Math.abs(actual - published)).toBeLessThan(1);

/** 6 nodes of 16 vCPUs, without headroom: 24 of those with 4. Written once, and half of it once more for compaction. */
const itsOwnBenchmark = {
  mibInPerVcpu: 1024 / 96,
  mibOutPerVcpu: 1024 / 96,
  compactionPasses: 0.5,
  writesOfARecord: 1,
};
const itsOwnSizing = { ...itsOwnBenchmark, computeHeadroom: 1 };
/** Everything compacted once, and readers whose cache has 19 of 20: the favourable ends, or close to them. */
const itsOwnRequests = { ...itsOwnSizing, compactionPasses: 1, cacheHitRatio: 0.95 };

describe('AutoMQ’s comparison at 1 GiB/s', () => {
  it('has Kafka’s storage of $69,984: three copies on gp3 at $0.09, no free space', () => {
    const result = theirs(kafka, 'fetch-from-follower', { freeDiskShare: 0 });
    expectWithinADollar(dollars(result, 'broker-storage', 'aws.ebs.gp3.storage'), PUBLISHED.kafka.storage);
    // 259,200 s of 1 GiB, three times, at $0.09.
    expect(dollars(result, 'broker-storage', 'aws.ebs.gp3.storage')).toBeCloseTo(259_200 * 3 * 0.09, 6);
  });

  it('has Kafka’s $138,240 between zones: producers and replication, consumers reading in their own zone', () => {
    const result = theirs(kafka, 'fetch-from-follower');
    expectWithinADollar(dollars(result, 'network', 'aws.transfer'), PUBLISHED.kafka.crossZone);
    // Readers that fetch from leaders would pay for two thirds of what is read on top.
    expect(dollars(theirs(kafka, 'block-storage'), 'network', 'aws.transfer')).toBeCloseTo(
      PUBLISHED.kafka.crossZone + 2_592_000 * (2 / 3) * 0.02,
      2,
    );
  });

  it('has AutoMQ’s storage of $5,961: one copy on S3 at the price of its first tier', () => {
    const result = theirs(automq, 'open-source-s3-wal');
    expectWithinADollar(dollars(result, 'object-capacity'), PUBLISHED.automq.storage);
  });

  it('has AutoMQ’s compute of $2,859 from the 6 × 16 vCPUs that it ran, in a month of 730 hours where all else has 720', () => {
    const compute = (hours: number): number =>
      dollars(theirs(automq, 'open-source-s3-wal', itsOwnSizing, hours), 'compute');
    expectWithinADollar(compute(730), PUBLISHED.automq.compute);
    // In the month of 720 hours of the other lines it is $39 less.
    expect(compute(720)).toBeCloseTo((PUBLISHED.automq.compute * 720) / 730, 0);
    // With the headroom that every platform has here it is half as much again, or a little more.
    const ours = dollars(theirs(automq, 'open-source-s3-wal', itsOwnBenchmark), 'compute');
    expect(ours / PUBLISHED.automq.compute).toBeGreaterThan(1.4);
    expect(ours / PUBLISHED.automq.compute).toBeLessThan(1.8);
    // A vCPU that writes 7.85 MiB/s, between the benchmark's and what brokers with disks do: 1024/7.85 × 1.5 / 4 is 49
    // brokers, and 51 for the same number in 3 zones.
    expect(dollars(theirs(automq, 'open-source-s3-wal'), 'compute')).toBeCloseTo(51 * 720 * 0.1632, 6);
  });

  it('has Kafka’s compute of $18,447 to within 20% with Netflix’s headroom of 2.5, the upper end of the range here', () => {
    const compute = dollars(theirs(kafka, 'fetch-from-follower', { computeHeadroom: 2.5 }), 'compute');
    expect(Math.abs(compute / PUBLISHED.kafka.compute - 1)).toBeLessThan(0.2);
    // The page does not say on how many brokers; with the default of 1.5 it comes to half.
    expect(dollars(theirs(kafka, 'fetch-from-follower'), 'compute') / PUBLISHED.kafka.compute).toBeCloseTo(0.5, 1);
  });

  it('has AutoMQ’s requests of $3,952 to within 16% where zone routing writes every record twice, and more than with one write', () => {
    const requests = (writesOfARecord: number): number =>
      dollars(theirs(automq, 'open-source-s3-wal', { ...itsOwnRequests, writesOfARecord }), 'object-requests');
    expect(Math.abs(requests(2) / PUBLISHED.automq.requests - 1)).toBeLessThan(0.16);
    expect(requests(1)).toBeLessThan(PUBLISHED.automq.requests);
    // GETs at $0.4 a million: each of 2 × 128 files once in another zone, each of 128 once by compaction, misses of 1 in 20.
    const gets = (2 * 128 + 128 + (1024 * 0.05) / 4) * 720 * 3600;
    // By hand for two: 2 × 1024/8 PUTs a second, and 1024/16 for compaction, at $5 a million.
    const puts = (2 * 128 + 64) * 720 * 3600;
    const put = linesOf(
      theirs(automq, 'open-source-s3-wal', { ...itsOwnRequests, writesOfARecord: 2 }),
      'object-requests',
    ).filter(({ priceKey }) => priceKey.endsWith('.put'));
    expect(Number(plus(put.map(({ amount }) => amount)))).toBeCloseTo((puts * 5) / 1e6, 4);
    expect(requests(2)).toBeCloseTo((puts * 5 + gets * 0.4) / 1e6, 4);
  });

  it('has $128 of AutoMQ’s traffic between zones that nothing here explains: with clients answered in their zone there is none', () => {
    const crossing = (assumptions = {}): number =>
      dollars(theirs(automq, 'open-source-s3-wal', assumptions), 'network', 'aws.transfer');
    expect(crossing({ zoneRoutedShare: 1 })).toBe(0);
    // One client in twenty that is not: two thirds of what it writes and reads, both ways.
    expect(crossing()).toBeCloseTo(2_592_000 * 2 * (2 / 3) * 0.05 * 0.02, 4);
    // It would be 6,400 GiB both ways, one GiB in 405 of what is written: stated beside ours, and fitted nowhere.
    expect(PUBLISHED.automq.crossZone / 0.02).toBe(6400);
    expect(Math.round((720 * 3600) / 6400)).toBe(405);
  });
});
