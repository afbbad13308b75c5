import { describe, expect, it } from 'vitest';
import { measuredBySeries } from '../../../../src/cost-model/billing/measured-quantities/measured-by-series.ts';
import type { MetricMeter } from '../../../../src/cost-model/billing/measured-quantities/metric-meter.ts';
import type { MetricSeries } from '../../../../src/cost-model/billing/types/source.ts';
import { price } from '../../fixture.ts';

const DAY = 86_400;
const START = Date.parse('2026-11-02T00:00:00Z') / 1e3;
const period = { start: '2026-11-02', end: '2026-11-07' };

const puts: MetricMeter = {
  metric: 'PutRequests',
  statistic: 'Sum',
  price: { key: 'aws.s3.standard.put', perUnit: '0.001' },
  as: 'sum',
};
const stored: MetricMeter = {
  metric: 'BucketSizeBytes',
  statistic: 'Average',
  // 2^-30 exactly.
  price: { key: 'aws.s3.standard.storage', perUnit: '0.000000000931322574615478515625' },
  as: 'average',
};

const series = (meter: MetricMeter, values: readonly number[], change: Partial<MetricSeries> = {}): MetricSeries => ({
  name: meter.metric,
  unit: 'Count',
  dimensions: {},
  statistic: meter.statistic,
  periodSeconds: DAY,
  points: values.map((value, day) => [START + day * DAY, value]),
  complete: true,
  ...change,
});

const cost = price('tiered');
const measured = (given: readonly MetricSeries[], meters = [puts, stored]) =>
  measuredBySeries(cost, { period, source: 'cloudwatch', series: given, meters });

describe('metrics of the billed cluster', () => {
  it('are counted over the bill’s window and scaled to the month: 5 days of 730 hours', () => {
    const [found] = measured([series(puts, [1e6, 2e6, 3e6, 4e6, 2e6])]);
    expect(found?.counted?.quantity).toBe('12000000');
    // 12,000 thousand × 730 ÷ 120 h
    expect(found?.monthly).toEqual({ quantity: '73000', unit: 'thousand requests' });
    expect([found?.used, found?.priceKey]).toEqual([true, 'aws.s3.standard.put']);
  });

  it('leave out what lies outside the window, and the day that ends it', () => {
    const points = [-1, 0, 4, 5].map((day) => [START + day * DAY, 1000] as const);
    expect(measured([series(puts, [], { points })])[0]?.counted?.quantity).toBe('2000');
  });

  it('that say what lies there are averaged, each bucket by itself, and are a month of it', () => {
    const tebibyte = 2 ** 40;
    const [found] = measured([
      series(stored, [tebibyte, tebibyte, 2 * tebibyte, 2 * tebibyte, 2 * tebibyte]),
      series(stored, Array<number>(5).fill(tebibyte)),
    ]);
    // 1.6 TiB + 1 TiB
    expect(found?.monthly).toEqual({ quantity: '2662.4', unit: 'GiB-month' });
  });

  it('are not used where the source stopped before the end, or tells too little of an average', () => {
    const cut = measured([series(puts, [1, 2], { complete: false })])[0];
    expect([cut?.used, cut?.because]).toEqual([false, ['the source did not send all of it']]);
    const sparse = measured([series(stored, [1, 2])])[0];
    expect([sparse?.used, sparse?.because]).toEqual([false, ['it is told for 40% of the window only']]);
  });

  it('are no quantity without a series, and none that is used without a price of the model', () => {
    expect(measured([])).toEqual([]);
    const unpriced = { ...puts, price: { key: 'unheard', perUnit: '1' } };
    expect(measured([series(puts, [1])], [unpriced])[0]).toMatchObject({
      monthly: null,
      used: false,
      because: ['the model pays nothing by this price'],
    });
  });
});
