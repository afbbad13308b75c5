import { describe, expect, it } from 'vitest';
import { modelOf } from '../../../src/cost-model/model/cost-model.ts';
import { monthlyCosts } from '../../../src/cost-model/model/monthly-costs.ts';
import { bytes, bytesPerSecond, GIB, MIB } from '../../../src/units.ts';
import { small } from '../small-platforms.ts';

const prices = {
  rate: { unit: 'MiB/second-month', tiers: [[null, '2']] },
  partition: { unit: 'count', tiers: [[null, '0.5']] },
  replay: { unit: 'GiB/day-month', tiers: [[null, '7']] },
} as const;

const model = (growthPerMonth: number) =>
  modelOf(
    small(
      [
        {
          name: 'p',
          lines: [
            { item: 'average', unit: 'MiB/second-month', quantity: 'averageIngress * month', price: 'rate' },
            { item: 'peak', unit: 'MiB/second-month', quantity: 'peakIngress * month', price: 'rate' },
            { item: 'replay', unit: 'GiB/day-month', quantity: 'replayPerDay * month', price: 'replay' },
            { item: 'partitions', unit: 'count', quantity: 'partitions', price: 'partition' },
          ],
        },
      ],
      {
        prices,
        workload: {
          averageIngress: bytesPerSecond(8 * MIB),
          peakIngress: bytesPerSecond(16 * MIB),
          replayBytesPerDay: bytes(4 * GIB),
          partitions: 100,
          growthPerMonth,
        },
      },
    ),
  );

describe('months with growth', () => {
  it('cost more by as much as ingress, its peak and replay are more, and nothing else', () => {
    const [platform] = monthlyCosts(model(0.5), 3).platforms;
    // 8 and 16 MiB/s at $2, 4 GiB a day at $7: $76, times 1, 1.5 and 2.25. 100 partitions at $0.50: always $50.
    expect([...(platform?.total ?? [])]).toEqual([126, 164, 221]);
  });

  it('begin with the month that is priced', () => {
    const [platform] = monthlyCosts(model(0.5), 1).platforms;
    expect([...(platform?.total ?? [])]).toEqual([126]);
  });

  it('grow from what is given, at the rate that is given', () => {
    const given = { averageIngress: 100, peakIngress: 0, replayPerDay: 0, partitions: 0, growthPerMonth: 1 };
    const [platform] = monthlyCosts(model(0.5), 3, given).platforms;
    expect([...(platform?.total ?? [])]).toEqual([200, 400, 800]);
  });

  it('say from which month on nothing can be counted to the cent', () => {
    // $76 × 1,000^(m − 1) passes 2^53 cents, $90,071,992,547,409.91, in month 6: 7.6e16; month 5 is 7.6e13.
    expect(() => monthlyCosts(model(999), 5)).not.toThrow();
    expect(() => monthlyCosts(model(999), 36)).toThrow(/99900% of growth a month, the costs of month 6 /);
  });
});
