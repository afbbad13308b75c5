import { describe, expect, it } from 'vitest';
import { LIST_PRICES } from '../../../src/cost-model/prices/net-prices.ts';
import { ageInDays } from '../../../src/cost-model/prices/price-age.ts';
import { costResult } from '../../../src/cost-model/pricing/cost-result.ts';
import { usualQuestion } from '../../../src/cost-model/pricing/question.ts';
import type { PriceRequest } from '../../../src/cost-model/types/request.ts';
import type { CostResult } from '../../../src/cost-model/types/result.ts';
import type { WorkbenchError } from '../../../src/errors.ts';
import { cost as blockStorage } from '../../../src/platforms/apache-kafka/cost.ts';
import { cost as tiered } from '../../../src/platforms/apache-kafka-tiered/cost.ts';
import { plus, times } from '../decimal-strings.ts';
import { book, demo, linesOf, price } from '../fixture.ts';

const asked: PriceRequest = {
  workload: demo,
  shapes: [],
  books: [book],
  hoursPerMonth: 730,
  startedAt: '2026-11-21T00:00:00Z',
  terms: LIST_PRICES,
  business: {},
  overrides: {},
  question: usualQuestion('test', '2026-11-21T00:00:00Z'),
  notPriced: [],
  measured: [],
};

const bill = (name: string) => price(name).platforms[0];

/** Lines of traffic between zones. */
const crossing = (result: CostResult) =>
  linesOf(result, 'network').filter(({ priceKey }) => priceKey === 'aws.transfer.cross-zone');

/** 10^-8 dollars, so that every amount below is a whole number. */
const DOLLAR = 100_000_000n;
const asText = (amount: bigint): string => {
  const fraction = (amount % DOLLAR).toString().padStart(8, '0').replace(/0+$/, '');
  return fraction === '' ? `${amount / DOLLAR}` : `${amount / DOLLAR}.${fraction}`;
};

/*
 * The demo's production workload by hand: 100 MiB/s on average and 200 at the peak, read 3 times, kept
 * 7 days, 3 copies, 3 zones, 300 partitions, uncompressed; a month of 730 hours. docs/cost-model.md has
 * the formulas; the prices are the book's, in 10^-8 dollars.
 */
const HOURS = 730n;
const WRITTEN_MIB = 100n * HOURS * 3600n; // 262,800,000
const RETAINED_MIB = 100n * 7n * 86_400n; // 60,480,000
// A MiB that crosses zones is 1/1024 GiB in 2 directions at $0.01. Its price × 3 stays whole: 3 zones.
const crossZone = (mib: bigint): bigint => (mib * 2n * 1_000_000n) / 1024n;
const NETWORK = {
  producers: crossZone((WRITTEN_MIB * 2n) / 3n),
  replication: crossZone(WRITTEN_MIB * 2n),
  consumers: crossZone((WRITTEN_MIB * 3n * 2n) / 3n),
};
const network = NETWORK.producers + NETWORK.replication + NETWORK.consumers;
const controllers = 3n * HOURS * 8_160_000n;
/** 40 hours and half an hour a broker, at $100. */
const operations = (brokers: bigint): bigint => (80n + brokers) * 50n * DOLLAR;
// A load balancer by the hour, and one hundredth of an LCU for 1,000 of 100,000 connections.
const bootstrap = HOURS * 2_250_000n + (HOURS * 600_000n) / 100n;
const gp3 = (gibTimes1024: bigint): bigint => (gibTimes1024 * 8_000_000n) / 1024n;

describe('the bill of the demo’s production workload, re-added by hand', () => {
  it('is the same for brokers that keep everything on their disks', () => {
    // 3 copies with 40% free: 5 times what is retained, 295,312.5 GiB.
    // Compute: max(200/5, 600/15) × 1.5 / 4 = 15. Network: max(600, 600 + 400) × 1.4 / 223 = 6.3.
    // Storage: 295,312.5 / 16,384 = 18.02. So 19, and 21 for the same number in 3 zones.
    const brokers = 21n;
    const total =
      brokers * HOURS * 16_320_000n + controllers + gp3(RETAINED_MIB * 5n) + network + bootstrap + operations(brokers);
    expect(bill('blocks')?.total).toBe(asText(total));
    expect(asText(total)).toBe('55325.1538');
  });

  it('is the same for brokers that keep old segments on S3', () => {
    // An hour of writes and one open segment of 1 GiB a partition, 3 copies, 40% free: 3,257.8125 GiB.
    const local = (100n * 3600n + 300n * 1024n) * 5n;
    // Compute decides: 15 brokers, 5 in each zone.
    const brokers = 15n;
    const capacity = 51_200n * 2_300_000n + ((RETAINED_MIB - 51_200n * 1024n) * 2_200_000n) / 1024n;
    // A PUT for every 15 MiB, and four for every segment of 1 GiB; $0.000005 each.
    const puts = (WRITTEN_MIB / 15n) * 500n + (WRITTEN_MIB * 4n * 500n) / 1024n;
    // A quarter of three readings, 4 MiB a GET; $0.0000004 each.
    const gets = ((WRITTEN_MIB * 3n) / 4n / 4n) * 40n;
    const total =
      brokers * HOURS * 16_320_000n +
      controllers +
      gp3(local) +
      network +
      bootstrap +
      operations(brokers) +
      capacity +
      puts +
      gets;
    expect(bill('tiered')?.total).toBe(asText(total));
    expect(asText(total)).toBe('32408.9806125');
  });

  it('has each term of the network as its formula says', () => {
    const amounts = crossing(price('blocks')).map(({ item, amount }) => [item.split(' ')[0], amount]);
    expect(amounts).toEqual([
      ['Producers', asText(NETWORK.producers)],
      ['Replication', asText(NETWORK.replication)],
      ['Consumers', asText(NETWORK.consumers)],
    ]);
  });
});

describe('every line', () => {
  it.each(['blocks', 'tiered'])('of %s has quantity × unit price = amount, and they add up to the total', (name) => {
    const lines = bill(name)?.lineItems ?? [];
    expect(lines.length).toBeGreaterThan(8);
    for (const line of lines) expect(times(line.quantity, line.unitPrice)).toBe(line.amount);
    expect(plus(lines.map((line) => line.amount))).toBe(bill(name)?.total);
  });

  it('says where its price is from', () => {
    for (const line of [...(bill('blocks')?.lineItems ?? []), ...(bill('tiered')?.lineItems ?? [])]) {
      expect(line.priceSource).not.toBe('');
      if (line.provenance === 'list-price') expect(line.priceDate).toMatch(/^20\d\d-\d\d/);
      else expect(line.priceSource).toMatch(/^assumption:\w/);
    }
  });

  it('names only figures that stand in the result, so that a sheet can compute it again', () => {
    const result = price('tiered');
    const named = JSON.stringify(result.platforms).matchAll(/"figure":"([^"]+)"/g);
    const names = [...named].map(([, name]) => name ?? '');
    expect(names.length).toBeGreaterThan(10);
    for (const name of names) expect(result.figures).toHaveProperty([name]);
  });

  it('splits at the price’s break, each tier with its own provenance', () => {
    const capacity = linesOf(price('tiered'), 'object-capacity');
    expect(capacity.map(({ quantity, provenance }) => [quantity, provenance])).toEqual([
      ['51200', 'list-price'],
      ['7862.5', 'assumed'],
    ]);
  });
});

describe('a total', () => {
  it('leaves out what no book prices, says so, and becomes a lower bound', () => {
    const withoutS3 = { ...book, prices: book.prices.filter(({ key }) => key !== 'aws.s3.standard.storage') };
    const cost = price('tiered', { books: [withoutS3] }).platforms[0];
    expect(cost?.totalIsLowerBound).toBe(true);
    expect(cost?.unpriced).toEqual([
      {
        category: 'object-capacity',
        item: 'Old segments (S3 Standard)',
        period: 'month',
        paidTo: 'cloud',
        quantity: '59062.5',
        unit: 'GiB-month',
        basis: 'One copy of everything retained:',
        why: 'no price book has "aws.s3.standard.storage"',
        priceKey: 'aws.s3.standard.storage',
        expression: { op: 'multiply', args: [{ figure: 'tiered/s3-tier/retainedGib' }, { figure: 'month' }] },
      },
    ]);
    expect(plus([cost?.total ?? '', '1177.6', '172.975'])).toBe(bill('tiered')?.total);
    expect(bill('tiered')?.totalIsLowerBound).toBe(false);
  });

  it('keeps what is paid once apart', () => {
    const [variant] = blockStorage.variants;
    if (variant === undefined) throw new Error('no variant');
    const quantities = variant.quantities.map((line) =>
      line.category === 'labor' ? { ...line, period: 'once' as const } : line,
    );
    const cost = price('blocks', { cost: { variants: [{ ...variant, quantities }] } }).platforms[0];
    expect(cost?.oneTime).toBe('5050');
    expect(cost?.total).toBe('50275.1538');
    expect(bill('blocks')?.oneTime).toBe('0');
  });

  it('takes a price from the later book where two have it', () => {
    const mine = {
      ...book,
      name: 'Mine',
      prices: book.prices
        .filter(({ key }) => key === 'aws.ec2.m7g.xlarge')
        .map((entry) => ({
          ...entry,
          tiers: entry.tiers.map((tier) => ({ ...tier, unitPrice: '0.1' })),
        })),
    };
    const result = price('blocks', { books: [book, mine] });
    expect(linesOf(result, 'compute')[0]?.unitPrice).toBe('0.1');
    expect(result.priceBook.name).toBe('AWS us-east-1 + Mine');
  });
});

describe('pricing', () => {
  it('counts the age of prices from the start of the run', () => {
    expect(price('blocks').priceBook).toEqual({ name: 'AWS us-east-1', date: '2026-11-21', ageDays: 0 });
    // From 2024-07-01 to 2026-11-21: 365 + 365 days, then July to October (123) and 20 of November.
    expect(price('blocks').pricesUsed).toMatchObject({
      oldest: '2024-07-01',
      newest: '2026-07-20',
      oldestAgeDays: 873,
    });
    expect(ageInDays('2026-06', '2026-06-30T23:59:59Z')).toBe(29);
  });

  it('names every item whose price is older than a year, once, and no other', () => {
    const { platforms, pricesUsed } = price('blocks');
    const old = pricesUsed?.olderThanAYear ?? [];
    const datesOf = (it: string) =>
      new Set(platforms[0]?.lineItems.filter(({ item }) => item === it).map((l) => l.priceDate));
    const items = new Set(platforms[0]?.lineItems.map(({ item }) => item));
    expect(old.length).toBeGreaterThan(0);
    expect(new Set(old).size).toBe(old.length);
    for (const item of items) {
      expect(old.includes(item), item).toBe([...datesOf(item)].some((date) => date < '2025-11-21'));
    }
  });

  it('shrinks with compression what is moved and stored', () => {
    const compressed = price('blocks', { workload: { compressionRatio: 4 } });
    const storage = linesOf(compressed, 'broker-storage')[0];
    expect(storage?.quantity).toBe('73828.125');
    expect(plus(crossing(compressed).map(({ amount }) => amount))).toBe('5988.28125');
  });

  it('moves each copy between zones at most once', () => {
    const replicated = (replication: number, zones: number): number => {
      const lines = crossing(price('blocks', { workload: { replication, zones } }));
      // Times the 256,640.625 GiB that are written in a month, both ways.
      return Number(lines[1]?.quantity) / 256_640.625 / 2;
    };
    expect(replicated(3, 3)).toBe(2);
    expect(replicated(2, 3)).toBe(1);
    expect(replicated(1, 3)).toBe(0);
    expect(replicated(4, 2)).toBe(2);
  });

  it('fills a tiered price once for all lines that share it', () => {
    const [variant] = tiered.variants;
    if (variant === undefined) throw new Error('no variant');
    const twice = variant.quantities.flatMap((line) =>
      line.category === 'object-capacity' ? [line, { ...line, item: 'Again' }] : [line],
    );
    const lines = linesOf(
      price('tiered', { cost: { variants: [{ ...variant, quantities: twice }] } }),
      'object-capacity',
    );
    expect(lines.map(({ quantity, unitPrice }) => [quantity, unitPrice])).toEqual([
      ['51200', '0.023'],
      ['7862.5', '0.022'],
      ['59062.5', '0.022'],
    ]);
  });

  it('moves nothing between zones where there is one', () => {
    const network = crossing(price('blocks', { workload: { zones: 1 } }));
    expect(network.map(({ amount }) => amount)).toEqual(['0', '0', '0']);
  });

  it('refuses books of different regions and prices per another unit', () => {
    expect(() => price('blocks', { books: [] })).toThrow('no price book');
    expect(() => price('blocks', { books: [book, { ...book, region: 'eu-west-1' }] })).toThrow(
      'us-east-1 and eu-west-1',
    );
    const perHour = {
      ...book,
      prices: book.prices.map((entry) => ({ ...entry, unit: entry.unit.replace('GiB-month', 'GB-month') })),
    };
    expect(() => price('blocks', { books: [perHour] })).toThrow('per GB-month');
  });

  it('refuses assumptions that leave no quantity', () => {
    expect(() => price('blocks', { assumptions: { freeDiskShare: 1 } })).toThrow('Infinity');
    expect(() => price('blocks', { assumptions: { freeDiskShare: 1.5 } })).toThrow('Broker disks');
  });

  it('says of which platform a quantity is none, and what it is computed from', () => {
    try {
      price('blocks', { assumptions: { freeDiskShare: 1.5 } });
      expect.unreachable();
    } catch (error) {
      const [{ what, todo } = { what: '', todo: '' }] = (error as WorkbenchError).problems;
      expect(what).toMatch(/^Blocks on EC2 with gp3 volumes: the quantity of "Broker disks/);
      expect(todo).toMatch(/retention = 604800 second.*replication = 3.*freeDiskShare = 1.5/);
    }
  });

  it('refuses two lines that nothing tells apart', () => {
    const [variant] = blockStorage.variants;
    if (variant === undefined) throw new Error('no variant');
    const quantities = [...variant.quantities, ...variant.quantities.slice(0, 1)];
    expect(() => price('blocks', { cost: { variants: [{ ...variant, quantities }] } })).toThrow(
      'two lines "Brokers (m7g.xlarge)"',
    );
  });

  it('takes a share of what is spent that no book has, in whatever money', () => {
    const [variant] = blockStorage.variants;
    if (variant === undefined) throw new Error('no variant');
    const share = {
      category: 'support',
      period: 'month',
      paidTo: 'vendor',
      item: 'Somebody’s support',
      price: { book: 'somebody.support' },
      unit: 'USD',
      quantity: 'amounts(team)',
      explanation: 'A share of the team:',
    } as const;
    const result = costResult({
      ...asked,
      shapes: [
        { platform: 'blocks', title: 'Blocks', variant: { ...variant, quantities: [...variant.quantities, share] } },
      ],
      overrides: {
        'price/somebody.support/0': { value: 0.5, source: 'test' },
        operationsHours: { value: 10, source: 'test' },
        hoursPerBroker: { value: 0, source: 'test' },
      },
      terms: { ...LIST_PRICES, currency: { currency: 'EUR', perUsd: '0.5', date: '2026-11-01', source: 'test' } },
    });
    // Ten hours at 50 EUR are 500, and half of them.
    const line = result.platforms[0]?.lineItems.find(({ item }) => item === share.item);
    expect(line).toMatchObject({ quantity: '500', unit: 'EUR', unitPrice: '0.5', amount: '250' });
  });
});
