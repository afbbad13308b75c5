import { describe, expect, it } from 'vitest';
import { latencyScale, zeroScale } from '../../../src/report/charts/scales.ts';

describe('the axis of latencies', () => {
  it('is logarithmic from a range of twenty times, linear from zero below it', () => {
    expect(latencyScale([1, 19.9])).toMatchObject({ type: 'linear', domain: [0, 20] });
    expect(latencyScale([1, 20])).toMatchObject({ type: 'log', domain: [1, 20] });
  });

  it.each([[[0.03, 4_000]], [[2.3, 126]], [[9.99, 1_001]], [[0.4, 0.4]], [[1_000, 100_000]]])(
    'holds every value of %j between its ends and marks both ends or the decades within',
    (values) => {
      const { domain, ticks } = latencyScale(values);
      expect(Math.min(...values)).toBeGreaterThanOrEqual(domain[0]);
      expect(Math.max(...values)).toBeLessThanOrEqual(domain[1]);
      expect(ticks.length).toBeGreaterThan(1);
      for (const tick of ticks) {
        expect(tick).toBeGreaterThanOrEqual(domain[0]);
        expect(tick).toBeLessThanOrEqual(domain[1]);
      }
    },
  );

  it('survives having nothing to show', () => {
    expect(latencyScale([null, 0])).toMatchObject({ type: 'linear', domain: [0, 1] });
  });
});

describe('the axis of rates and counts', () => {
  it('starts at zero and ends on a round number at or above the largest', () => {
    expect(zeroScale([5_100, 8_000, null])).toMatchObject({ domain: [0, 8_000] });
    expect(zeroScale([63_852])).toMatchObject({ domain: [0, 80_000] });
  });
});
