import { build, type JsHistogram } from 'hdr-histogram-js';
import { describe, expect, it } from 'vitest';
import { MicrosCounts } from '../../src/loadgen/micros-counts.ts';

const histogram = (): JsHistogram =>
  build({ numberOfSignificantValueDigits: 3, lowestDiscernibleValue: 1, autoResize: true }) as JsHistogram;

/** What hdr-histogram-js holds after recording the values itself. */
function expected(values: readonly number[]): number[] {
  const whole = histogram();
  for (const value of values) whole.recordValue(value);
  const pairs: number[] = [];
  for (let slot = 0; slot <= whole.countsArrayIndex(whole.maxValue); slot++) {
    const count = whole.getCountAtIndex(slot);
    if (count > 0) pairs.push(whole.valueFromIndex(slot), count);
  }
  return pairs;
}

const around = (value: number): number[] => [value - 1, value, value, value + 1];

describe('counts of µs', () => {
  it('stand in the slots of an HdrHistogram of three digits, at every power of two up to a year', () => {
    const values = Array.from({ length: 45 }, (_, bits) => 2 ** bits).flatMap(around);
    const counts = new MicrosCounts();
    for (const value of values) counts.record(value);
    expect([...counts.take()]).toEqual(expected(values));
  });

  it('do so for a hundred thousand values from 1 µs to an hour', () => {
    const values = Array.from({ length: 100_000 }, (_, i) => Math.round(3.6e9 ** (((i * 7919) % 100_000) / 1e5)));
    const counts = new MicrosCounts();
    for (const value of values) counts.record(value);
    expect([...counts.take()]).toEqual(expected(values));
  });

  it('begin again once they were taken', () => {
    const counts = new MicrosCounts();
    counts.record(10_000_000);
    counts.take();
    expect([...counts.take()]).toEqual([]);
    counts.record(3.4);
    expect([...counts.take()]).toEqual([3, 1]);
  });

  it.each([-1, Number.NaN, Number.POSITIVE_INFINITY])('refuse %d µs rather than lose it', (value) => {
    expect(() => new MicrosCounts().record(value)).toThrow(/no latency/);
  });
});
