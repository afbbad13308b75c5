import { describe, expect, it } from 'vitest';
import { normalBelow } from '../../src/scenarios/normal.ts';

describe('the normal distribution function', () => {
  // Abramowitz and Stegun, table 26.1.
  it.each([
    [0, 0.5],
    [1, 0.841344746068543],
    [-1, 0.158655253931457],
    [1.96, 0.97500210485178],
    [-3, 0.00134989803163],
  ])('at %d is the tabled value', (x, tabled) => {
    expect(normalBelow(x)).toBeCloseTo(tabled, 13);
  });

  it('never falls, and stays within 0 and 1', () => {
    const values = Array.from({ length: 401 }, (_, step) => normalBelow(-10 + step / 20));
    expect(values).toEqual(values.toSorted((a, b) => a - b));
    expect([values[0], values.at(-1)]).toEqual([0, 1]);
  });
});
