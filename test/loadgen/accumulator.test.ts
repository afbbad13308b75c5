import { build } from 'hdr-histogram-js';
import { describe, expect, it } from 'vitest';
import { RangeSet } from '../../src/evidence/ranges.ts';
import { Accumulator } from '../../src/loadgen/accumulator.ts';
import { histogramOf, type IntervalCounts } from '../../src/loadgen/interval-recorder.ts';
import { RecordSource } from '../../src/loadgen/record-source.ts';
import { SendLedger } from '../../src/loadgen/send-ledger.ts';
import { simulate } from '../../src/loadgen/simulation/simulate.ts';
import { bytes, KIB, MIB, milliseconds } from '../../src/units.ts';
import { planOf } from './plan-of.ts';

const acknowledgedAfter = (micros: number) => (now: number) => ({ at: now + micros, outcome: 'acknowledged' as const });

function merged(histograms: readonly IntervalCounts[], kind: IntervalCounts['kind']) {
  const whole = build({ numberOfSignificantValueDigits: 3, lowestDiscernibleValue: 1, autoResize: true });
  for (const counts of histograms) if (counts.kind === kind) whole.add(histogramOf(counts.pairs));
  return whole;
}

const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0);

describe('the accumulator', () => {
  it('never has more requests without an answer than the plan allows', () => {
    let open = 0;
    let most = 0;
    const ends: number[] = [];
    simulate(planOf({ rate: 20_000, partitions: 4, client: { batchBytes: bytes(2_048) } }), (now) => {
      while (ends[0] !== undefined && ends[0] <= now) {
        ends.shift();
        open--;
      }
      most = Math.max(most, ++open);
      ends.push(now + 20_000);
      return { at: now + 20_000, outcome: 'acknowledged' };
    });
    expect(most).toBe(5);
  });

  it('lets a batch linger as long as the plan says and no longer, when nothing fills it', () => {
    const { sent } = simulate(planOf({ rate: 100, client: { lingerMs: milliseconds(40) } }), acknowledgedAfter(1_000));
    // Records are due every 10 ms; a batch opens with the first and leaves at 40 ms with the fifth.
    expect(sent[0]?.at).toBe(40_000);
    expect(sent[0]?.batches[0]?.count).toBe(5);
  });

  it('closes a batch that is full without waiting for linger', () => {
    const { sent } = simulate(
      planOf({ rate: 10_000, valueBytes: 1_000, client: { lingerMs: milliseconds(1_000), batchBytes: bytes(10_240) } }),
      acknowledgedAfter(100),
    );
    expect(sent[0]?.at).toBeLessThan(10_000);
    for (const { batches } of sent) for (const batch of batches) expect(batch.bytes).toBeLessThanOrEqual(10_240);
  });

  it('puts at most one batch a partition into a request', () => {
    const { sent } = simulate(
      planOf({ rate: 50_000, partitions: 3, client: { batchBytes: bytes(1_024) } }),
      acknowledgedAfter(9_000),
    );
    for (const { batches } of sent) {
      expect(new Set(batches.map(({ partition }) => partition)).size).toBe(batches.length);
    }
  });

  it.each([
    { client: {}, limit: MIB },
    { client: { requestBytes: bytes(4 * MIB) }, limit: 4 * MIB },
  ])('fills a request with batches until another is too much: %o', ({ client, limit }) => {
    const batchBytes = bytes(128 * KIB);
    const plan = planOf({
      rate: 20_000,
      valueBytes: KIB,
      partitions: 48,
      client: { ...client, batchBytes, inFlight: 1 },
    });
    // While a request waits half a second for its answer, 48 partitions have more than a batch each.
    const { sent } = simulate(plan, acknowledgedAfter(500_000));
    const full = sent.filter(({ at }) => at >= 500_000 && at < 1_000_000);
    expect(full.length).toBeGreaterThan(0);
    for (const { batches } of full) {
      const size = sum(batches.map((batch) => batch.bytes));
      expect(size).toBeLessThanOrEqual(limit);
      expect(size).toBeGreaterThan(limit - batchBytes);
    }
  });

  it('sends a batch that is larger than a request alone', () => {
    const client = { requestBytes: bytes(16 * KIB), batchBytes: bytes(32 * KIB) };
    const { sent } = simulate(
      planOf({ rate: 5_000, valueBytes: KIB, partitions: 3, client }),
      acknowledgedAfter(50_000),
    );
    const large = sent.filter(({ batches }) => batches.some((batch) => batch.bytes > 16 * KIB));
    expect(large.length).toBeGreaterThan(0);
    expect(new Set(large.map(({ batches }) => batches.length))).toEqual(new Set([1]));
  });

  it('gives every intended record exactly one fate, whatever the server does', () => {
    const outcomes = ['acknowledged', 'failed', 'unknown'] as const;
    const total = 10_000;
    let request = 0;
    const { partitions, histograms, counters } = simulate(
      planOf({
        rate: 5_000,
        partitions: 3,
        producers: 2,
        durationSeconds: 2,
        client: { deliveryTimeoutMs: milliseconds(300), sendBufferBytes: bytes(50_000) },
      }),
      (now) => {
        request++;
        if (request % 7 === 0) return null;
        return { at: now + 30_000, outcome: outcomes[request % 3] ?? 'acknowledged' };
      },
    );
    const sizes = partitions.flatMap((book) =>
      (['acknowledged', 'failed', 'unknown', 'unsent'] as const).map((fate) => RangeSet.from(book[fate]).size),
    );
    expect(sum(sizes)).toBe(total);
    expect(counters.acknowledged + counters.failed + counters.unknown + counters.unsent).toBe(total);
    expect(merged(histograms, 'response').totalCount).toBe(total);
    for (const book of partitions) {
      const all = [book.acknowledged, book.failed, book.unknown, book.unsent]
        .flatMap((fate) => RangeSet.from(fate).toRanges())
        .toSorted((a, b) => a[0] - b[0]);
      all.reduce((next, [from, to]) => {
        expect(from).toBe(next);
        return to;
      }, 0);
    }
  });

  it('counts what is unanswered at the delivery timeout as unknown, and ignores a later answer', () => {
    const plan = planOf({ rate: 1_000, client: { deliveryTimeoutMs: milliseconds(500), inFlight: 1_000 } });
    const { counters, histograms } = simulate(plan, acknowledgedAfter(900_000));
    expect(counters).toMatchObject({ acknowledged: 0, unknown: 1_000 });
    expect(merged(histograms, 'response').minNonZeroValue).toBeGreaterThanOrEqual(490_000);
  });

  it('gives up only the records without an outcome, whichever part of a batch had its answer first', () => {
    const plan = planOf({ client: { lingerMs: milliseconds(0) } });
    const [stream] = plan.streams;
    if (stream === undefined) throw new Error('the plan has no stream');
    const ledger = new SendLedger();
    const driver = { leaderOf: () => 1, send: () => undefined, abandoned: () => [], close: async () => undefined };
    const accumulator = new Accumulator(plan.client, driver, ledger, 5);
    const input = { stream, source: new RecordSource(plan, 0, 1), intendedMicros: () => 0 };
    accumulator.offer(input, 0, 10, 0);
    accumulator.tick(1_000);
    const part = { stream: stream.id, partition: 0, outcome: 'acknowledged' as const, baseOffset: 0, error: null };
    accumulator.settled({ ...part, firstSequence: 6, count: 4, atMicros: 2_000 });
    accumulator.settled({ ...part, firstSequence: 2, count: 1, atMicros: 2_000 });
    accumulator.abandon(3_000);
    expect(ledger.partitions()).toMatchObject([
      {
        acknowledged: [
          [2, 3],
          [6, 10],
        ],
        unknown: [
          [0, 2],
          [3, 6],
        ],
      },
    ]);
  });

  it('tells the driver which batches it gave up, before their place in flight is free again', () => {
    const plan = planOf({ rate: 1_000, client: { deliveryTimeoutMs: milliseconds(300), inFlight: 1 } });
    const { abandoned, sent, counters } = simulate(plan, () => null);
    expect(abandoned.length).toBe(sent.length);
    expect(abandoned.reduce((records, batch) => records + batch.count, 0)).toBe(counters.unknown);
    for (const [index, { at }] of sent.entries()) {
      // The next request leaves only when the one before it was given up, 300 ms after its first record.
      if (index > 0) expect(at).toBeGreaterThanOrEqual((sent[index - 1]?.batches[0]?.createdMicros ?? 0) + 300_000);
    }
  });

  it('counts as failed what the driver knows was never written, and as unknown what may have been', () => {
    const plan = planOf({ rate: 1_000, partitions: 2, client: { deliveryTimeoutMs: milliseconds(300) } });
    const { partitions, counters } = simulate(plan, () => null, {
      neverWritten: (batches) => batches.filter(({ partition }) => partition === 1),
    });
    expect(partitions.find(({ partition }) => partition === 0)?.failed).toEqual([]);
    expect(partitions.find(({ partition }) => partition === 1)?.unknown).toEqual([]);
    expect(counters.failed).toBeGreaterThan(0);
    expect(counters.unknown).toBeGreaterThan(0);
    expect(counters.failed + counters.unknown + counters.unsent).toBe(1_000);
  });

  it('never has more batches of one partition in flight than allowed, also when its leader moves', () => {
    let open = 0;
    let most = 0;
    simulate(
      planOf({ rate: 2_000, client: { inFlight: 1 } }),
      (now) => {
        most = Math.max(most, ++open);
        return { at: now + 50_000, outcome: 'acknowledged' };
      },
      {
        leaderAt: (now) => (now < 500_000 ? 1 : 2),
        onSettled: () => open--,
      },
    );
    expect(most).toBe(1);
  });

  it('calls what never left a full buffer unsent, at the latency at which it was given up', () => {
    const plan = planOf({
      rate: 1_000,
      client: { sendBufferBytes: bytes(5_000), deliveryTimeoutMs: milliseconds(200), inFlight: 1 },
    });
    const { counters, histograms } = simulate(plan, () => null);
    expect(counters.unsent).toBeGreaterThan(0);
    expect(counters.unsent + counters.unknown).toBe(1_000);
    // As in the Java client a batch expires by its creation, and a record may join until the buffer is full:
    // 5,000 bytes hold 41 records of 100 bytes and 21 of overhead, which is 41 ms of this rate.
    const response = merged(histograms, 'response');
    expect(response.minNonZeroValue).toBeGreaterThanOrEqual(200_000 - 42_000);
    expect(response.getValueAtPercentile(99)).toBeGreaterThanOrEqual(200_000);
  });
});
