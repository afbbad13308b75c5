import { describe, expect, it } from 'vitest';
import { calibrate } from '../../../../src/cost-model/billing/calibrate/calibrate.ts';
import type { Bill } from '../../../../src/cost-model/billing/types/bill.ts';
import type { Calibration } from '../../../../src/cost-model/billing/types/calibration.ts';
import { platformId } from '../../../../src/cost-model/platform-id.ts';
import type { PricedWorkload } from '../../../../src/cost-model/pricing/price-workload.ts';
import type { PlatformCost } from '../../../../src/cost-model/types/result.ts';
import { everyPlatform } from '../../every-platform.ts';
import { price } from '../../fixture.ts';
import { figure, small } from '../../small-platforms.ts';
import { billOf, usage } from '../reconcile/fixture.ts';

const billed = ({ lineItems }: PlatformCost): Bill =>
  billOf({
    usage: lineItems
      .filter(({ period, paidTo }) => period === 'month' && paidTo !== 'team')
      .map(({ category, priceKey, quantity, unit, amount }) => usage({ category, priceKey, quantity, unit, amount })),
  });

const proposed = ({ proposals }: Calibration) =>
  Object.fromEntries(proposals.map(({ figure: name, proposed: value }) => [name.split('/').at(-1), value]));
const left = ({ notProposed }: Calibration, name: string) =>
  notProposed.find(({ figure: of }) => of.split('/').at(-1) === name);

/** 100 MiB/s of 720 hours are 253,125 GiB a month; a week of it is 59,062.5 GiB, three copies 177,187.5. */
const blocks = price('blocks', { hoursPerMonth: 720 });
const disks = (quantity: string) =>
  usage({
    category: 'broker-storage',
    priceKey: 'aws.ebs.gp3.storage',
    unit: 'GiB-month',
    quantity,
    // Whatever it was paid: a price is no assumption.
    amount: '1',
  });
const crossing = (quantity: string) =>
  usage({ category: 'network', priceKey: 'aws.transfer.cross-zone', unit: 'GiB-direction', quantity, amount: '1' });
const asked = (bill: Bill, cost: PricedWorkload = blocks, platform = 'blocks/block-storage') =>
  calibrate({ cost, platform, target: 't', bill });

describe('calibrating by what was billed', () => {
  it('solves compression by what crossed zones, and then the free share of disks by what they hold', () => {
    // As modelled 253,125 × (2/3 + 2 + 3 × 2/3) × 2 = 2,362,500 GiB-directions; half of that: compressed 2 : 1.
    // Then 88,593.75 GiB lie on disks in copies; of 118,125 GiB a quarter is free.
    const result = asked(billOf({ usage: [crossing('1181250'), disks('118125')] }));
    expect(proposed(result)).toEqual({ compressionRatio: 2, freeDiskShare: 0.25 });
    expect(result.proposals.map(({ modelled }) => modelled)).toEqual([1, 0.4]);
    expect(result.proposals[1]?.from).toBe('Broker disks (gp3): 118125 GiB-month billed, 295313 modelled');
  });

  it('reports what would take an impossible value, and does not propose it', () => {
    // Less than the copies themselves: 177,187.5 ÷ 101,250 = 1.75 would be 1 − (−0.75).
    const result = asked(billOf({ usage: [crossing('2362500'), disks('101250')] }));
    expect(result.proposals).toEqual([]);
    expect(result.fit).toBeNull();
    expect(left(result, 'compressionRatio')?.why).toBe('the bill agrees with it');
    expect(left(result, 'freeDiskShare')).toMatchObject({ solved: -0.75, modelled: 0.4 });
    expect(left(result, 'freeDiskShare')?.why).toContain('impossible');
  });

  it('takes no compression below 1: records that grew on their way', () => {
    const result = asked(billOf({ usage: [crossing('2953125')] }));
    expect(left(result, 'compressionRatio')).toMatchObject({ solved: 0.8 });
    expect(proposed(result)).toEqual({});
  });

  it('names a figure that nothing billed depends on', () => {
    expect(left(asked(billOf({ usage: [crossing('1181250')] })), 'computeHeadroom')?.why).toContain('nothing');
  });

  it('leaves room where the model rounds up to whole brokers in every zone', () => {
    // 200 MiB/s in at the peak ÷ 5 ÷ 4 vCPUs are 10 brokers without headroom: 24, eight a zone, are 2.1 to 2.4 times that.
    const brokers = usage({ priceKey: 'aws.ec2.m7g.xlarge', unit: 'instance-hour', quantity: '17280', amount: '1' });
    const result = asked(billOf({ usage: [crossing('2362500'), disks('295312.5'), brokers] }));
    const [headroom] = result.proposals;
    expect(headroom?.figure).toBe('blocks/block-storage/computeHeadroom');
    expect(headroom?.low).toBeCloseTo(2.1, 5);
    expect(headroom?.high).toBeCloseTo(2.4, 5);
    // The closest to the modelled 1.5 that explains it.
    expect(headroom?.proposed).toBeGreaterThan(2.1);
    expect(headroom?.proposed).toBeLessThan(2.11);
  });
});

describe('figures that a bill does not tell apart', () => {
  const cost = small(
    [
      {
        name: 'one',
        assumptions: { freeDiskShare: figure(0.5, 'fraction'), kept: figure(100, 'GiB'), sent: figure(10, 'GiB') },
        lines: [
          {
            item: 'Disks',
            unit: 'GiB-month',
            quantity: 'kept / compressionRatio / (1 - freeDiskShare) * month',
            price: 'd',
          },
        ],
      },
    ],
    { prices: { d: { unit: 'GiB-month', tiers: [[null, '1']] } } },
  );
  const bill = (quantity: string) =>
    billOf({ usage: [usage({ priceKey: 'd', unit: 'GiB-month', quantity, amount: quantity })] });

  it('are held as modelled but for the one that explains it', () => {
    // 100 ÷ c ÷ 0.5 = 160 is c = 1.25, and 100 ÷ (1 − f) = 160 is f = 0.375: either does.
    const result = asked(bill('160'), cost, 'one/only');
    expect(result.fit).toBe(1);
    expect(result.proposals).toHaveLength(1);
    expect([{ compressionRatio: 1.25 }, { freeDiskShare: 0.375 }]).toContainEqual(proposed(result));
    expect(result.notProposed.map(({ why }) => why).join(' ')).toContain('does not tell it apart from');
  });

  it('are chosen so that it is possible: only more free space explains 400, and only compression 80', () => {
    // c would have to be 0.5.
    expect(proposed(asked(bill('400'), cost, 'one/only'))).toEqual({ freeDiskShare: 0.75 });
    // 1 − f would have to be 1.25.
    expect(proposed(asked(bill('80'), cost, 'one/only'))).toEqual({ compressionRatio: 2.5 });
  });
});

describe('the fit', () => {
  it('is the share of the differences that the proposals take away; the residual is what stays', () => {
    // Modelled 200; billed 100 GiB for 90, and 30 that the model does not know.
    const cost = small(
      [
        {
          name: 'one',
          assumptions: { kept: figure(200, 'GiB') },
          lines: [{ item: 'Disks', unit: 'GiB-month', quantity: 'kept / compressionRatio * month', price: 'd' }],
        },
      ],
      { prices: { d: { unit: 'GiB-month', tiers: [[null, '1']] } } },
    );
    const bill = billOf({
      usage: [
        usage({ priceKey: 'd', unit: 'GiB-month', quantity: '100', amount: '90' }),
        usage({ category: 'network', amount: '30' }),
      ],
    });
    const result = asked(bill, cost, 'one/only');
    expect(proposed(result)).toEqual({ compressionRatio: 2 });
    // Before: |90 − 200| + 30 = 140. After: |90 − 100| + 30 = 40.
    expect(result.fit).toBeCloseTo(1 - 40 / 140, 6);
    expect(result.proposals[0]?.residual).toBe('-10');
    expect(result.remaining).toEqual([
      { category: 'compute', before: '-110', after: '-10' },
      { category: 'network', before: '30', after: '30' },
    ]);
  });
});

describe('a bill of the same platforms with other assumptions', () => {
  const cost = everyPlatform({ hoursPerMonth: 720 });
  const values = { compressionRatio: 2.5, freeDiskShare: 0.3, inZoneReadShare: 0.6, putsPerGib: 250, getsPerGib: 77 };
  const truth = everyPlatform({
    hoursPerMonth: 720,
    overrides: Object.fromEntries(Object.entries(values).map(([name, value]) => [name, { value, source: 'test' }])),
  });
  /**
   * Four unknowns (compression, free space, reads in their own zone, headroom) against three billed prices (brokers,
   * disks, what crosses zones). Elsewhere readers go to leaders, or a price such as what lies on S3 tells compression.
   */
  const untold = ['apache-kafka/fetch-from-follower', 'amazon-msk/standard'];
  const settled = truth.platforms.filter((one) => !untold.includes(platformId(one)));

  it.each(settled.map((one) => [platformId(one), one] as const))(
    'gives back those that %s is priced by',
    (platform, own) => {
      const result = asked(billed(own), cost, platform);
      expect(values).toMatchObject(proposed(result));
      expect(proposed(result)).toHaveProperty('compressionRatio');
      expect(result.fit).toBe(1);
      for (const { residual } of result.proposals) expect(Math.abs(Number(residual))).toBeLessThan(0.01);
    },
  );

  describe.each([
    // What crosses zones, in bytes written after compression: producers 2/3, two copies, three readers 2/3 where not in
    // their own zone.
    { name: 'apache-kafka/fetch-from-follower', others: 2 / 3 + 2 },
    // Copies are not charged.
    { name: 'amazon-msk/standard', others: 2 / 3 },
  ])('of $name, which has more unknowns than billed prices', ({ name, others }) => {
    const own = truth.platforms.find((one) => platformId(one) === name);
    if (own === undefined) throw new Error(`no platform ${name}`);
    const { compressionRatio: ratio, freeDiskShare: free, inZoneReadShare: near } = values;

    it('gives assumptions that explain it as well with the free share of disks as it was modelled, and says so', () => {
      const result = asked(billed(own), cost, name);
      // Disks hold 1 ÷ ratio ÷ (1 − free): with 0.4 free instead of 0.3, compressed 2.5 × 0.7 ÷ 0.6 = 2.91667 to 1.
      const held = (ratio * (1 - free)) / (1 - 0.4);
      // Then the same crosses zones where fewer read in their own: (others + 2 × (1 − near)) ÷ ratio is what it was.
      const crossing = (others + 2 * (1 - near)) / ratio;
      const nearest = 1 - (crossing * held - others) / 2;
      expect(Object.keys(proposed(result))).toEqual(['compressionRatio', 'inZoneReadShare']);
      expect(proposed(result).compressionRatio).toBeCloseTo(held, 5);
      expect(proposed(result).inZoneReadShare).toBeCloseTo(nearest, 5);
      // Values have six digits.
      expect(result.fit).toBeCloseTo(1, 5);
      expect(left(result, 'freeDiskShare')?.why).toMatch(
        /does not tell it apart from compressionRatio, inZoneReadShare/,
      );
    });

    it('gives back those that it was priced by once the free share of disks is known', () => {
      const known = everyPlatform({
        hoursPerMonth: 720,
        overrides: { freeDiskShare: { value: free, source: 'test' } },
      });
      const result = asked(billed(own), known, name);
      expect(proposed(result)).toEqual({ compressionRatio: ratio, inZoneReadShare: near });
      expect(result.fit).toBe(1);
    });
  });

  it('is not led astray by what is a share of all that is spent', () => {
    const [own] = settled;
    if (own === undefined) throw new Error('no platform');
    const bill = billed(own);
    const isShare = ({ unit }: { readonly unit: string | null }): boolean => unit === 'USD';
    expect(bill.usage.some(isShare)).toBe(true);
    const spentElsewhere = bill.usage.map((line) =>
      isShare(line) ? { ...line, quantity: String(1.2 * Number(line.quantity)) } : line,
    );
    const result = asked({ ...bill, usage: spentElsewhere }, cost, platformId(own));
    expect(values).toMatchObject(proposed(result));
    expect(result.proposals.map(({ low, high }) => [low, high])).toEqual(result.proposals.map(() => [null, null]));
  });
});
