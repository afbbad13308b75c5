import { describe, expect, it } from 'vitest';
import { RangeSet } from '../../src/evidence/ranges.ts';
import { histogramOf } from '../../src/loadgen/interval-recorder.ts';
import { simulate } from '../../src/loadgen/simulation/simulate.ts';
import { milliseconds } from '../../src/units.ts';
import { planOf } from './plan-of.ts';

const away = { fromMicros: 1_000_000, toMicros: 2_000_000 };
const plan = planOf({
  rate: 1_000,
  durationSeconds: 3,
  client: { inFlight: 100, deliveryTimeoutMs: milliseconds(20_000) },
});
/** Answered after 50 ms: at the crash that much has no answer. */
const slow = (now: number) => ({ at: now + 50_000, outcome: 'acknowledged' as const });

describe('a producer that crashes and is replaced', () => {
  const { counters, partitions, lateness, histograms, gaps } = simulate(plan, slow, { away });
  const [book] = partitions;

  it('leaves unknown what had no answer and unsent what was queued or due meanwhile, and every record in one fate', () => {
    const sets = [book?.acknowledged, book?.failed, book?.unknown, book?.unsent].map((set) => RangeSet.from(set ?? []));
    const whole = new RangeSet();
    for (const set of sets) for (const [from, to] of set.toRanges()) whole.add(from, to);
    expect(whole.toRanges()).toEqual([[0, 3_000]]);
    expect(counters.acknowledged + counters.failed + counters.unknown + counters.unsent).toBe(3_000);
    // Sent in the last 50 ms before the crash, a record a ms.
    expect(counters.unknown).toBeGreaterThanOrEqual(44);
    expect(counters.unknown).toBeLessThanOrEqual(50);
    expect(counters.unsent).toBeGreaterThanOrEqual(1_000);
    expect(counters.unsent).toBeLessThanOrEqual(1_006);
    expect(counters.failed).toBe(0);
    // What was due from the restore on was sent.
    expect(sets[0]?.toRanges().at(-1)).toEqual([2_001, 3_000]);
  });

  it('is not late with what was due while it was away, and does not queue it', () => {
    expect(lateness).toEqual({ latestMicros: 0, lateRecords: 0 });
    const delays = histograms.filter(({ kind }) => kind === 'schedule-delay').map(({ pairs }) => histogramOf(pairs));
    expect(Math.max(...delays.map((delay) => delay.maxValue))).toBe(0);
    expect(delays.reduce((sum, delay) => sum + delay.totalCount, 0)).toBeLessThanOrEqual(2_006);
  });

  it('counts no record that was not sent with a response below the delivery timeout', () => {
    const during = histograms.filter(({ kind, second }) => kind === 'response' && second === 1);
    for (const { pairs } of during) expect(pairs[0]).toBeGreaterThan(19_900_000);
    expect(during.reduce((sum, { pairs }) => sum + histogramOf(pairs).totalCount, 0)).toBe(1_000);
  });

  it('leaves no silence of the partition behind, as nothing waited for it', () => {
    expect(gaps).toEqual([]);
  });
});
