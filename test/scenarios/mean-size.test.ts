import { describe, expect, it } from 'vitest';
import { meanSize } from '../../src/scenarios/mean-size.ts';
import { bytes } from '../../src/units.ts';

/** E[X | X ≤ max] by the trapezoid rule over ln X, which uses the density alone. */
function integratedMean(median: number, sigma: number, max: number): number {
  const steps = 200_000;
  const [from, to] = [Math.log(median) - 12 * sigma, Math.min(Math.log(max), Math.log(median) + 14 * sigma)];
  let [weight, sum] = [0, 0];
  for (let i = 0; i <= steps; i++) {
    const x = from + ((to - from) * i) / steps;
    const density = Math.exp(-((x - Math.log(median)) ** 2) / (2 * sigma ** 2)) * (i === 0 || i === steps ? 0.5 : 1);
    weight += density;
    sum += density * Math.exp(x);
  }
  return sum / weight;
}

const lognormal = (median: number, sigma: number, max: number): number =>
  meanSize({ kind: 'lognormal', medianBytes: bytes(median), sigma, maxBytes: bytes(max) });

describe('the mean size', () => {
  it.each([
    [1024, 0.8, 65_536],
    [1024, 1.5, 4096],
    [1024, 0.25, 1024],
    [300, 3, 1_000_000],
    [1024, 0.05, 1_048_576],
  ])('of a lognormal with median %d, sigma %d and maximum %d is its integral', (median, sigma, max) => {
    expect(lognormal(median, sigma, max) / integratedMean(median, sigma, max)).toBeCloseTo(1, 6);
  });

  it('of a uniform size lies in the middle, and of a choice is weighted', () => {
    expect(meanSize({ kind: 'uniform', minBytes: bytes(100), maxBytes: bytes(301) })).toBe(200.5);
    const choices = [
      { bytes: bytes(100), weight: 9 },
      { bytes: bytes(1100), weight: 1 },
    ];
    expect(meanSize({ kind: 'choice', choices })).toBe(200);
  });
});
