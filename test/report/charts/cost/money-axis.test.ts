import { describe, expect, it } from 'vitest';
import { logMarks, spansDecades } from '../../../../src/report/charts/cost/log-axis.ts';
import { moneyLabels, moneyScale } from '../../../../src/report/charts/cost/money-axis.ts';

describe('a scale of money', () => {
  it('holds zero and every value, with round steps on both sides', () => {
    expect(moneyScale([60_608, 8_893])).toEqual({
      domain: [0, 80_000],
      ticks: [0, 20_000, 40_000, 60_000, 80_000],
    });
    expect(moneyScale([-1_560, 5_640])).toEqual({ domain: [-2_000, 6_000], ticks: [-2_000, 0, 2_000, 4_000, 6_000] });
    expect(moneyScale([-57_407, -44_299]).domain).toEqual([-60_000, 0]);
    expect(moneyScale([0, 0]).ticks).toEqual([0, 1]);
  });

  it('writes the currency into its labels as text, never as part of the formula', () => {
    expect(moneyLabels("X'+alert(1)+'", [0, 10])).toContain(JSON.stringify("X'+alert(1)+'\u2009"));
  });

  it('shortens labels that have no room beside a plot', () => {
    const isShort = (currency: string, domain: [number, number]) => moneyLabels(currency, domain).includes("'~s'");
    expect([isShort('USD', [0, 150_000]), isShort('USD', [0, 1_000_000])]).toEqual([false, true]);
    expect([isShort('USD', [-10_000, 0]), isShort('USD', [-100_000, 0])]).toEqual([false, true]);
    expect(isShort('CAD', [0, 80_000])).toBe(true);
  });
});

describe('a log axis', () => {
  it('is marked at 1, 2 and 5, and at decades alone over a long range, within its ends', () => {
    expect(logMarks([0.15, 60])).toEqual([0.2, 0.5, 1, 2, 5, 10, 20, 50]);
    expect(logMarks([2.76, 27_600])).toEqual([10, 100, 1_000, 10_000]);
  });

  it('is taken from a spread of twenty times on, and never for what is not above zero', () => {
    expect([spansDecades([1, 20]), spansDecades([1, 19.9]), spansDecades([0, 100]), spansDecades([-1, 100])]).toEqual([
      true,
      false,
      false,
      false,
    ]);
  });
});
