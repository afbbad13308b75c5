import { describe, expect, it } from 'vitest';
import { growthFits, growthRefusal } from '../../src/scenarios/production-limits.ts';

describe('growth', () => {
  it('is followed up to a million times: ten times a month for six months, and not for a seventh', () => {
    expect(growthFits(9, 7)).toBe(true);
    expect(growthFits(9.001, 7)).toBe(false);
    expect(growthFits(9, 8)).toBe(false);
  });

  it('of the first month is none', () => {
    expect(growthFits(1e9, 1)).toBe(true);
  });

  it('that does not fit says what it comes to, and as a power of ten where nobody could read the digits', () => {
    // 3^35 ÷ 2^35 = 50,031,545,098,999,707 ÷ 34,359,738,368 = 1,456,109.6
    expect(growthRefusal(0.5, 36).error).toContain("in month 36 is 1,456,110 times today's workload");
    expect(growthRefusal(9, 21).error).toContain("in month 21 is 10^20 times today's workload");
  });
});
