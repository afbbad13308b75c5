import { describe, expect, it } from 'vitest';
import { isMeant, isTouched, treatmentOf } from '../../../src/faults/object-store/treatment.ts';
import type { ObjectStoreDisturbance } from '../../../src/faults/types.ts';

const numbers = (count: number) => Array.from({ length: count }, (_, nth) => nth);
const refused = (how: ObjectStoreDisturbance, count: number) =>
  numbers(count).filter((nth) => treatmentOf(how, nth).instead === 'slow-down').length;

describe('isMeant', () => {
  const request = { operation: 'get', bucket: 'tier', key: 'segments/a/log' } as const;

  it.each([
    [{}, true],
    [{ operations: ['put', 'get'] }, true],
    [{ operations: ['put'] }, false],
    [{ keys: 'segments/a/' }, true],
    [{ keys: 'tier/segments/' }, true],
    [{ keys: 'a/log' }, false],
    [{ operations: ['put'], keys: 'segments/' }, false],
  ])('says of %j: %s', (how, meant) => {
    expect(isMeant(how, request)).toBe(meant);
  });
});

describe('treatmentOf', () => {
  it.each([0, 0.01, 0.1, 1 / 3, 0.5, 0.75, 1])('throttles exactly a share of %d, spread evenly', (share) => {
    for (const count of [1, 7, 100, 1000]) {
      expect(refused({ throttledShare: share }, count)).toBe(Math.floor(count * share));
    }
    // Of any ten in a row no more than one more or less than of any other ten.
    const tens = numbers(50).map(
      (ten) => refused({ throttledShare: share }, ten * 10 + 10) - refused({ throttledShare: share }, ten * 10),
    );
    expect(Math.max(...tens) - Math.min(...tens)).toBeLessThanOrEqual(1);
  });

  it('resets every request where the store is unreachable', () => {
    expect(numbers(20).every((nth) => treatmentOf({ unreachable: true }, nth).instead === 'reset')).toBe(true);
  });

  it('delays by the latency, give or take the jitter, evenly over that range and never less than 0', () => {
    const delays = numbers(10_000).map((nth) => treatmentOf({ latencyMs: 100, jitterMs: 40 }, nth).delayMs);
    expect(Math.min(...delays)).toBeGreaterThanOrEqual(60);
    expect(Math.max(...delays)).toBeLessThanOrEqual(140);
    const tenths = numbers(10).map((tenth) => delays.filter((ms) => Math.floor((ms - 60) / 8) === tenth).length);
    // 1,000 are expected in each; five standard deviations of the binomial are 150.
    for (const count of tenths) expect(Math.abs(count - 1000)).toBeLessThan(150);
    expect(numbers(100).every((nth) => treatmentOf({ latencyMs: 5, jitterMs: 50 }, nth).delayMs >= 0)).toBe(true);
  });

  it('does the same to the same requests every time', () => {
    const how = { latencyMs: 10, jitterMs: 10, throttledShare: 0.3 };
    expect(numbers(100).map((nth) => treatmentOf(how, nth))).toEqual(numbers(100).map((nth) => treatmentOf(how, nth)));
  });

  it('leaves untouched what it neither refuses, delays nor limits', () => {
    expect(isTouched(treatmentOf({ throttledShare: 0.5 }, 0))).toBe(false);
    expect(isTouched(treatmentOf({ throttledShare: 0.5 }, 1))).toBe(true);
    expect(isTouched(treatmentOf({ bytesPerSecond: 1000 }, 0))).toBe(true);
    expect(isTouched(treatmentOf({ latencyMs: 1 }, 0))).toBe(true);
  });
});
