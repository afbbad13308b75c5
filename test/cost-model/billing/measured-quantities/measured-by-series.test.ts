import { describe, expect, it } from 'vitest';
import { METRIC_METERS } from '../../../../src/cost-model/billing/cloudwatch/metric-queries.ts';
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
  it('are counted over their own window and scaled to the month: 5 days of 730 hours', () => {
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

  it('are not used where the source stopped before the end, or tells too little of it', () => {
    const cut = measured([series(puts, [1, 2, 3, 4, 5], { complete: false })])[0];
    expect([cut?.used, cut?.because]).toEqual([false, ['the source did not send all of it']]);
    for (const meter of [puts, stored]) {
      const sparse = measured([series(meter, [1, 2])])[0];
      expect([sparse?.used, sparse?.because]).toEqual([false, ['it is told for 40% of the window only']]);
    }
  });

  it('that were asked for and have no point are not nothing: what others count is shown, and not used', () => {
    const silent = series(puts, [], { dimensions: { BucketName: 'new' } });
    const [some] = measured([series(puts, [1000, 1000, 1000, 1000, 1000]), silent]);
    // 5 thousand × 730 ÷ 120 h
    expect(some?.monthly?.quantity).toBe('30.416667');
    expect([some?.used, some?.because]).toEqual([false, ['nothing is published for new']]);
    expect(measured([silent])[0]).toMatchObject({ counted: null, monthly: null, used: false });
  });

  it('that are no accounting are never used, and say why', () => {
    const requests = METRIC_METERS.find(({ metric }) => metric === 'S3 tier-1 requests');
    if (requests === undefined) throw new Error('no such meter');
    const [found] = measured([series(requests, [1, 1, 1, 1, 1])], [requests]);
    expect(found).toMatchObject({ used: false, period, because: [expect.stringContaining('no accounting')] });
  });

  it('are no quantity without a series, and none that is used without a price of the model', () => {
    expect(measured([])).toEqual([]);
    const unpriced = { ...puts, price: { key: 'unheard', perUnit: '1' } };
    expect(measured([series(puts, [1, 1, 1, 1, 1])], [unpriced])[0]).toMatchObject({
      monthly: null,
      used: false,
      because: ['the model pays nothing by this price'],
    });
  });
});
