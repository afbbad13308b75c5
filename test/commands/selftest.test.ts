import { build, type Histogram } from 'hdr-histogram-js';
import { describe, expect, it } from 'vitest';
import { selftestCommand } from '../../src/commands/selftest.ts';
import type { Measure, SelftestResult } from '../../src/commands/selftest-result.ts';
import { recordedBuckets } from '../../src/judge/histograms.ts';
import type { Stall } from '../../src/loadgen/simulation/stall.ts';
import { runStalled } from '../../src/loadgen/simulation/stalled-run.ts';

const measured = new Map<string, ReturnType<Measure>>();

/** The real sending side; each experiment is run once for all tests. */
function once(stall: Stall): ReturnType<Measure> {
  const key = JSON.stringify(stall);
  const known = measured.get(key) ?? runStalled(stall);
  measured.set(key, known);
  return known;
}

async function run(measure: Measure, ...words: string[]): Promise<{ out: string; status: number | null }> {
  let out = '';
  let status: number | null = null;
  const terminal = { out: (text: string) => (out += text), exit: (code: number) => (status = code), width: 300 };
  await selftestCommand(terminal, measure).parseAsync(words, { from: 'user' });
  return { out, status };
}

const asJson = async (measure: Measure) => {
  const { out, status } = await run(measure, '--json');
  return { ...(JSON.parse(out) as SelftestResult), status };
};

/** As tools do that have a longest latency. */
function clampedAt(most: number, histogram: Histogram): Histogram {
  const clamped = build({ autoResize: true });
  for (const { micros, count } of recordedBuckets(histogram))
    clamped.recordValueWithCount(Math.min(most, micros), count);
  return clamped;
}

describe('the self-test', { timeout: 60_000 }, () => {
  it('passes with the load generator as it is: every response time is within 1% of the formula', async () => {
    const { status, passed, rows } = await asJson(once);
    expect({ status, passed }).toEqual({ status: 0, passed: true });
    expect(rows).toHaveLength((3 * 3 + 1) * 5);
    for (const { responseMs, formulaMs } of rows) {
      expect(Math.abs((responseMs ?? Number.NaN) - formulaMs)).toBeLessThanOrEqual(0.01 * formulaMs);
    }
  });

  it('has in its table what a stall of 3 s in 60 s must be by hand, and how far off a clock at the send is', async () => {
    const { rows } = await asJson(once);
    const p99 = rows.filter(
      ({ stallSeconds, percentile, utilization }) => stallSeconds === 3 && percentile === 'p99' && utilization === 0.1,
    );
    expect(p99.map(({ recordsPerSecond }) => recordsPerSecond)).toEqual([200, 2_000, 20_000]);
    for (const { formulaMs, serviceMs, tooLow } of p99) {
      // A tenth of the rate is taken by arrivals during the drain: 3 / 0.9 s of 60 wait, and 1% of 60 s is 0.54 s of the stall.
      expect(Math.abs(formulaMs - (3_000 - 540 + 2))).toBeLessThanOrEqual(1);
      expect(serviceMs).toBe(2);
      expect(tooLow).toBeGreaterThan(1_200);
    }
  });

  it('holds the drain as well: where arrivals take half of the rate, nearly twice as many records wait', async () => {
    const { rows } = await asJson(once);
    const half = rows.filter(({ utilization }) => utilization === 0.5);
    expect(half.map(({ percentile }) => percentile)).toEqual(['p50', 'p95', 'p99', 'p999', 'max']);
    // 3 / 0.5 s of 60 wait, a tenth: p95 is the middle of the line, p99 a tenth of the stall below its top.
    expect(Math.abs((half[1]?.responseMs ?? 0) - 1_502)).toBeLessThanOrEqual(15);
    expect(Math.abs((half[2]?.responseMs ?? 0) - 2_702)).toBeLessThanOrEqual(27);
  });

  it('fails where a client that is nearly full drains as fast as one with room to spare', async () => {
    const { status, rows, tolerance } = await asJson((stall) =>
      once(stall.outstanding === 8 ? { ...stall, outstanding: 40 } : stall),
    );
    expect(status).toBe(3);
    const off = rows.filter(({ difference }) => Math.abs(difference ?? 1) > tolerance);
    expect(new Set(off.map(({ utilization }) => utilization))).toEqual(new Set([0.5]));
  });

  it('fails when the clock starts at the send', async () => {
    const { status, passed } = await asJson((stall) => ({ ...once(stall), response: once(stall).service }));
    expect({ status, passed }).toEqual({ status: 3, passed: false });
  });

  it('fails when latencies are clamped, and says how many figures are off', async () => {
    const { out, status } = await run((stall) => {
      const { response, service } = once({ ...stall, recordsPerSecond: 200, outstanding: 4 });
      return { response: response.map((second) => clampedAt(5_000_000, second)), service };
    });
    expect(status).toBe(3);
    expect(out).toMatch(/Failed: \d+ of 50 response times are not within 1% of the formula/);
  });

  it('says in one sentence what was shown', async () => {
    const { out } = await run(once);
    expect(out.split('\n').at(-1)).toMatch(/^Shown: .* all 50 response times within 1% of the formula .*too low\.$/);
    expect(out).toContain('200  0.5\u2009s  0.1  p50     2.00\u2009ms');
  });
});
