import { describe, expect, it } from 'vitest';
import { figure, type SmallPlatform } from '../small-platforms.ts';
import { answered, dollars, ingress, perRate } from './fixture.ts';

/** $100 whatever comes. */
const flat: SmallPlatform = { name: 'flat', lines: [dollars('partitions')] };
/** $3 for each MiB/s. */
const metered: SmallPlatform = { name: 'metered', lines: [perRate('rateOfB')] };
const workload = { ...ingress(10), partitions: 100 };

const regret = (platforms: readonly SmallPlatform[], futures: readonly object[], horizonMonths = 2) =>
  answered(platforms, { workload, question: { futures: futures as never, horizonMonths } }).regret;

const futures = [
  { name: 'less', figures: { averageIngress: 20 } },
  { name: 'more', figures: { averageIngress: 60 } },
];

describe('regret', () => {
  it('is what each choice costs more than the best one of each future, over the horizon', () => {
    // Two months: $200 and $200 against 2·3·20 = $120 and 2·3·60 = $360.
    expect(regret([flat, metered], futures)).toEqual({
      futures,
      rows: [
        { platform: 'flat/only', totals: ['200.00', '200.00'], regrets: ['80.00', '0.00'], worst: '80.00' },
        { platform: 'metered/only', totals: ['120.00', '360.00'], regrets: ['0.00', '160.00'], worst: '160.00' },
      ],
      least: 'flat/only',
      leftOut: [],
    });
  });

  it('grows each future at its own rate', () => {
    const growing = [{ name: 'doubling', figures: { averageIngress: 10, growthPerMonth: 1 } }];
    // 3·(10 + 20 + 40).
    expect(regret([metered], growing, 3)?.rows[0]?.totals).toEqual(['210.00']);
  });

  it('keeps the peak in proportion where a future does not say it', () => {
    const peak: SmallPlatform = { name: 'peak', lines: [{ ...perRate(), quantity: 'peakIngress * month' }] };
    const both = [...futures, { name: 'sharp', figures: { averageIngress: 20, peakIngress: 500 } }];
    expect(regret([peak], both, 1)?.rows[0]?.totals).toEqual(['40.00', '120.00', '500.00']);
  });

  it('takes factors times what is priced, and a peak times the average of the same future', () => {
    const lines = [{ ...perRate(), quantity: 'peakIngress * month' }];
    const asked = [
      { name: 'twice', figures: {}, times: { averageIngress: 2 } },
      { name: 'sharper', figures: { averageIngress: 30 }, peakTimesAverage: 5 },
    ];
    const of = (mib: number) =>
      answered([{ name: 'peak', lines }], {
        workload: ingress(mib),
        question: { futures: asked, horizonMonths: 1 },
      }).regret;
    // Peaks are twice the average today: 2 × 20, then of another workload 2 × 50.
    expect(of(10)?.rows[0]?.totals).toEqual(['40.00', '150.00']);
    expect(of(25)?.rows[0]?.totals).toEqual(['100.00', '150.00']);
    expect(of(25)?.futures).toEqual([
      { name: 'twice', figures: { averageIngress: 50 } },
      { name: 'sharper', figures: { averageIngress: 30, peakIngress: 150 } },
    ]);
  });

  it('leaves out what is incomplete or does not carry a future', () => {
    const unknown: SmallPlatform = { name: 'u', lines: [{ ...dollars('zones'), price: 'nobody-knows' }] };
    const limited: SmallPlatform = {
      ...metered,
      name: 'limited',
      assumptions: { most: figure(50, 'MiB/second') },
      limits: [{ name: 'ingress', demand: 'averageIngress', most: 'most' }],
    };
    const found = regret([flat, unknown, limited], futures);
    expect(found?.rows.map(({ platform }) => platform)).toEqual(['flat/only']);
    expect(found?.leftOut).toEqual([
      { platform: 'u/only', why: 'not all of its prices are known' },
      { platform: 'limited/only', why: 'it does not carry "more"' },
    ]);
    expect(found?.rows[0]?.regrets).toEqual(['0.00', '0.00']);
  });

  it('is not asked for without futures', () => {
    expect(regret([flat], [])).toBeNull();
  });

  it('says everything that is wrong with the futures at once', () => {
    const wrong = [
      { name: 'one', figures: { fanout: 3, seconds: 1 } },
      { name: 'one', figures: { fanOut: -1 } },
    ];
    expect(() => regret([flat], wrong)).toThrow(
      /"one" changes "fanout".*"one" changes "seconds".*"fanOut" is -1.*two futures are called "one"/,
    );
  });
});
