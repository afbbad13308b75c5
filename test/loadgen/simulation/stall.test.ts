import { build, type Histogram } from 'hdr-histogram-js';
import { describe, expect, it } from 'vitest';
import { histogramOf } from '../../../src/loadgen/interval-recorder.ts';
import { type Server, simulate } from '../../../src/loadgen/simulation/simulate.ts';
import { responseQuantileMs, type Stall } from '../../../src/loadgen/simulation/stall.ts';
import { runStalled, stallingServer } from '../../../src/loadgen/simulation/stalled-run.ts';
import { bytes, milliseconds } from '../../../src/units.ts';
import { planOf } from '../plan-of.ts';

const QUANTILES = [0.5, 0.95, 0.99, 0.999, 1];
const FROM = 10e6;

const stallOf = (changed: Partial<Stall>): Stall => ({
  recordsPerSecond: 1_000,
  runSeconds: 30,
  stallSeconds: 3,
  serviceMs: 2,
  outstanding: 20,
  tickMs: 1,
  ...changed,
});

/** Answers due to a stall, found without the formula: one record after the other, on a window of so many. */
function waitsOneByOne({ recordsPerSecond, runSeconds, stallSeconds, serviceMs, outstanding }: Stall): number[] {
  const [from, to] = [FROM / 1e3, FROM / 1e3 + stallSeconds * 1e3];
  const answered: number[] = [];
  const waits: number[] = [];
  for (let record = 0; record < recordsPerSecond * runSeconds; record++) {
    const due = (record * 1e3) / recordsPerSecond;
    const room = Math.max(due, answered[record - outstanding] ?? 0);
    const done = room + serviceMs;
    answered.push(room >= from && room < to ? to + serviceMs : room < from && done > from ? done + to - from : done);
    waits.push((answered.at(-1) ?? 0) - due);
  }
  return waits.sort((a, b) => a - b);
}

function merged(histograms: readonly Histogram[]): Histogram {
  const whole = build({ autoResize: true });
  for (const histogram of histograms) whole.add(histogram);
  return whole;
}

const responseOf = (histograms: ReturnType<typeof simulate>['histograms']): Histogram =>
  merged(histograms.filter(({ kind }) => kind === 'response').map(({ pairs }) => histogramOf(pairs)));

/** Largest distance of the histogram's quantiles from the formula's, as a share of the formula's. */
const worst = (response: Histogram, stall: Stall): number =>
  Math.max(
    ...QUANTILES.map((p) => Math.abs(response.getValueAtPercentile(p * 100) / 1e3 / responseQuantileMs(stall, p) - 1)),
  );

/** A client that never waits for an answer before it sends more. */
const unbounded = { lingerMs: milliseconds(0), inFlight: 1_000_000, batchBytes: bytes(1_000_000) };

describe('the formula of a stall', () => {
  it.each([
    { recordsPerSecond: 1_000, stallSeconds: 3, outstanding: 20 },
    { recordsPerSecond: 500, stallSeconds: 0.5, outstanding: 4 },
    { recordsPerSecond: 200, stallSeconds: 5, outstanding: 1 },
    { recordsPerSecond: 1_000, stallSeconds: 2, outstanding: 1_000_000 },
  ])('agrees with records followed one by one: %o', (changed) => {
    const stall = stallOf(changed);
    const waits = waitsOneByOne(stall);
    for (const p of QUANTILES) {
      const counted = waits[Math.ceil(p * waits.length) - 1] ?? Number.NaN;
      expect(Math.abs(counted - responseQuantileMs(stall, p))).toBeLessThanOrEqual(stall.serviceMs);
    }
  });

  it('has the longest wait at 1, the service time below the share that waits, and no jump between', () => {
    const stall = stallOf({ outstanding: 4 });
    // λs/N = 0.5: the queue takes as long again to drain, and 6 s of 30 are touched.
    expect(responseQuantileMs(stall, 1)).toBe(3_002);
    expect(responseQuantileMs(stall, 0.8)).toBe(2);
    expect(responseQuantileMs(stall, 0.9)).toBeCloseTo(2 + 1_500, 6);
    expect(responseQuantileMs(stall, 0.800001)).toBeCloseTo(2, 1);
  });
});

describe('a stall on the virtual clock', () => {
  it.each([
    { recordsPerSecond: 200, stallSeconds: 0.5, outstanding: 4 },
    { recordsPerSecond: 5_000, stallSeconds: 3, outstanding: 100 },
    { recordsPerSecond: 1_000, stallSeconds: 6, outstanding: 4 },
  ])('is recorded as response within 1% of the formula: %o', (changed) => {
    const stall = stallOf({ runSeconds: 60, ...changed });
    expect(worst(merged(runStalled(stall).response), stall)).toBeLessThan(0.01);
  });

  it('reads as service time only for the records that were outstanding when it began', () => {
    const stall = stallOf({ recordsPerSecond: 5_000, runSeconds: 60, outstanding: 100 });
    const service = merged(runStalled(stall).service);
    const above = (records: number): number => service.getValueAtPercentile(100 * (1 - records / service.totalCount));
    expect(above(100)).toBe(2_000);
    expect(above(99)).toBeGreaterThan(2_900_000);
  });

  it('is no more than the stall itself where nothing limits the drain', () => {
    const stall = stallOf({ runSeconds: 60, stallSeconds: 4, outstanding: Number.POSITIVE_INFINITY });
    const server = stallingServer(2_000, FROM, FROM + 4e6);
    const { histograms } = simulate(planOf({ rate: 1_000, durationSeconds: 60, client: unbounded }), server);
    expect(worst(responseOf(histograms), stall)).toBeLessThan(0.01);
  });

  it('is drained at the rate of a platform that serves so many records a second and no more', () => {
    const perSecond = 2_500;
    const plan = planOf({ rate: 1_000, durationSeconds: 60, client: unbounded });
    const { histograms } = simulate(plan, servesAtMost(perSecond, 2_000));
    // A rate of 2,500/s is what a client has that waits for 5 records of 2 ms each.
    const stall = stallOf({ runSeconds: 60, outstanding: 5 });
    const response = responseOf(histograms);
    for (const p of [0.95, 0.99, 0.999, 1]) {
      const expected = responseQuantileMs(stall, p);
      expect(Math.abs(response.getValueAtPercentile(p * 100) / 1e3 / expected - 1)).toBeLessThan(0.01);
    }
  });
});

/** One request after the other, each record in its turn; nothing happens during the stall. */
function servesAtMost(recordsPerSecond: number, serviceMicros: number): Server {
  let busyUntil = 0;
  return (now, batches) => {
    const records = batches.reduce((sum, { count }) => sum + count, 0);
    const begins = Math.max(now, busyUntil, now >= FROM && now < FROM + 3e6 ? FROM + 3e6 : 0);
    busyUntil = begins + (records * 1e6) / recordsPerSecond;
    return { at: busyUntil + serviceMicros - (records * 1e6) / recordsPerSecond, outcome: 'acknowledged' };
  };
}
