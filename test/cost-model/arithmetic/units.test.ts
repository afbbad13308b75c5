import { describe, expect, it } from 'vitest';
import { throughTiers } from '../../../src/cost-model/arithmetic/money.ts';
import { add, divide, measure, multiply, sameUnit, UnitMismatch } from '../../../src/cost-model/arithmetic/units.ts';

const tier = { upTo: null, unitPrice: '0.005', provenance: 'list-price', source: 'a page', date: '2026-01' } as const;

describe('units', () => {
  it('does not add GB to GiB: neither compiles nor runs', () => {
    // @ts-expect-error a GiB is not a GB
    expect(() => add(measure(1, 'GB'), measure(1, 'GiB'))).toThrow(UnitMismatch);
  });

  it('does not price requests by the thousand: neither compiles nor runs', () => {
    const perThousand = { unit: 'thousand requests', tiers: [tier] } as const;
    // @ts-expect-error a request is not a thousand requests
    expect(() => throughTiers(measure(788_400_000, 'request'), perThousand)).toThrow(UnitMismatch);
  });

  it('does not price thousands of requests by the million: neither compiles nor runs', () => {
    const perMillion = { unit: 'million requests', tiers: [tier] } as const;
    // @ts-expect-error a thousand requests are not a million
    expect(() => throughTiers(measure(788_400, 'thousand requests'), perMillion)).toThrow(UnitMismatch);
  });

  it('does not charge moved bytes by the direction until the directions are counted', () => {
    const eachWay = { unit: 'GiB-direction', tiers: [tier] } as const;
    // @ts-expect-error a moved GiB is charged in two directions
    expect(() => throughTiers(measure(1, 'GiB'), eachWay)).toThrow(UnitMismatch);
    const charged = multiply(measure(1, 'GiB'), measure(2, 'direction'));
    expect(throughTiers(charged, eachWay)[0]?.amount).toBe('0.01');
  });

  it('does not take a month of 720 hours for one of 730 once hours are months', () => {
    const rate = divide(measure(7300, 'GiB-hour'), measure(730, 'hour/month'));
    expect(rate).toEqual({ value: 10, unit: 'GiB-month' });
    // @ts-expect-error hours are not months
    expect(() => add(measure(720, 'hour'), measure(1, 'month'))).toThrow(UnitMismatch);
  });

  it('knows a unit by its factors, in any order, and lets plain counts cancel', () => {
    expect(sameUnit('GiB-month', 'month-GiB')).toBe(true);
    expect(sameUnit('MiB/second/vCPU', 'MiB/vCPU/second')).toBe(true);
    expect(sameUnit('count', 'fraction')).toBe(true);
    expect(sameUnit('MiB/second', 'MiB-second')).toBe(false);
    expect(sameUnit('GiB', 'GiB-GiB')).toBe(false);
  });

  it('cancels what is divided away', () => {
    const mib = multiply(measure(100, 'MiB/second'), measure(3600, 'second'));
    expect(mib.unit).toBe('MiB');
    expect(divide(mib, measure(1024, 'MiB/GiB')).unit).toBe('GiB');
    expect(divide(mib, mib)).toEqual({ value: 1, unit: 'count' });
  });
});
