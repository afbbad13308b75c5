import { describe, expect, it } from 'vitest';
import { throughTiers } from '../../src/cost-model/arithmetic/money.ts';
import { divide, measure, multiply, UnitMismatch } from '../../src/cost-model/arithmetic/units.ts';
import type { CostShape, CostVariant } from '../../src/cost-model/types/shape.ts';
import { cost as kafka } from '../../src/platforms/apache-kafka/cost.ts';
import { cost as automq } from '../../src/platforms/automq/cost.ts';
import { cost as warpstream } from '../../src/platforms/warpstream/cost.ts';
import { bytesPerSecond } from '../../src/units.ts';
import { book, price } from './fixture.ts';

const priceOf = (key: string) => {
  const entry = book.prices.find((candidate) => candidate.key === key);
  if (entry === undefined) throw new Error(`the book has no ${key}`);
  return entry;
};

const variantOf = ({ variants }: CostShape, name: string): CostVariant => {
  const variant = variants.find((candidate) => candidate.name === name);
  if (variant === undefined) throw new Error(`no variant ${name}`);
  return variant;
};

/** The shape with every line's quantity written as somebody else wrote it. */
const rewritten = (shape: CostShape, name: string, from: string, to: string): CostShape => {
  const variant = variantOf(shape, name);
  const quantities = variant.quantities.map((line) => ({ ...line, quantity: line.quantity.replace(from, to) }));
  expect(quantities).not.toEqual(variant.quantities);
  return { variants: [{ ...variant, quantities }] };
};

describe('a published error', () => {
  it('of a thousand times, 788.4 M requests × $5/M = $3.94, is refused by units and comes to $3,942', () => {
    const put = priceOf('aws.s3.standard.put');
    expect(put.unit).toBe('thousand requests');
    const millions: { readonly value: number; readonly unit: string } = measure(788.4, 'million requests');
    expect(() => throughTiers(millions, put)).toThrow(UnitMismatch);
    const thousands = multiply(millions, measure(1000, 'thousand requests/million requests'));
    expect(throughTiers(thousands, put).map(({ amount }) => amount)).toEqual(['3942']);
  });

  it('of requests that are priced singly by the price of a thousand is refused by units', () => {
    const singly = rewritten(automq, 'open-source-s3-wal', ' / requestsPerThousand', '');
    expect(() => price('blocks', { cost: singly })).toThrow(UnitMismatch);
  });

  it('of PUT and GET exchanged, 147.3 and 63.6 a second at 500 MB/s, is told by the formula of the write path', () => {
    // AutoMQ/kafka-provider-comparison cost-explanation/automq.md: a volume written ahead, 12 brokers. Its own table
    // has 12.72 PUTs and 29.46 GETs a second for 100 MB/s, five times which is 63.6 and 147.3.
    const result = price('blocks', {
      cost: { variants: [variantOf(automq, 'open-source-ebs-wal')] },
      workload: { averageIngress: bytesPerSecond(500e6), peakIngress: bytesPerSecond(500e6), fanOut: 1 },
      assumptions: { compactionPasses: 1 },
    });
    const count = (name: string): number => result.figures[`blocks/open-source-ebs-wal@t/${name}`]?.value ?? Number.NaN;
    const putsPerSecond = (count('uploadPuts') + count('compactionPuts')) / (730 * 3600);
    // Every MiB once up and once more compacted, 16 MiB a PUT.
    expect(putsPerSecond).toBeCloseTo((500e6 / 1024 ** 2 / 16) * 2, 9);
    expect(Math.abs(putsPerSecond / 63.6 - 1)).toBeLessThan(0.1);
    expect(147.3 / putsPerSecond).toBeGreaterThan(2);
    expect([12.72 * 5, 29.46 * 5].map((rate) => Number(rate.toFixed(1)))).toEqual([63.6, 147.3]);
  });

  it('of r6i.large at $0.133 an hour is 5.6% above the list, which says $0.126', () => {
    const [tier] = priceOf('aws.ec2.r6i.large').tiers;
    expect(tier?.unitPrice).toBe('0.126');
    expect(tier?.provenance).toBe('list-price');
    expect(0.133 / Number(tier?.unitPrice)).toBeCloseTo(1.0556, 4);
  });

  it('of traffic between zones charged in one direction is refused by units', () => {
    const oneWay = rewritten(kafka, 'block-storage', ' * chargedDirections', '');
    expect(() => price('blocks', { cost: oneWay })).toThrow(UnitMismatch);
  });

  it('of a month of 720 hours in one line and 730 in another cannot be written: there is one figure of hours', () => {
    const formulas = [kafka, automq, warpstream].flatMap(({ variants }) =>
      variants.flatMap(({ derived, quantities }) => [
        ...derived.map(({ formula }) => formula),
        ...quantities.map(({ quantity }) => quantity),
      ]),
    );
    expect(formulas.some((formula) => /\bhours\b/.test(formula))).toBe(true);
    for (const formula of formulas) expect(formula).not.toMatch(/\d{2,}/);
    // A rate by the hour takes no quantity of months, nor one by the month a quantity of hours.
    const monthly = rewritten(kafka, 'block-storage', 'brokers * hours', 'brokers * month');
    expect(() => price('blocks', { cost: monthly })).toThrow(UnitMismatch);
    expect(divide(measure(720, 'hour'), measure(730, 'hour/month'))).toEqual({ value: 720 / 730, unit: 'month' });
  });

  it('of GB taken for GiB is refused by units', () => {
    const storage = priceOf('aws.ebs.gp3.storage');
    const decimal: { readonly value: number; readonly unit: string } = measure(1, 'GB-month');
    expect(() => throughTiers(decimal, storage)).toThrow(UnitMismatch);
  });

  it('of compressed bytes on a meter that counts them before compression is refused by units', () => {
    const compressed = rewritten(warpstream, 's3', 'meteredGib', 'writtenGib');
    const meter = {
      ...book,
      name: 'meter',
      prices: [
        {
          key: 'warpstream.written',
          unit: 'uncompressed GiB',
          note: null,
          tiers: [
            {
              upTo: null,
              unitPrice: '0.01',
              provenance: 'assumed',
              source: 'assumption:meter',
              date: 'undated',
            } as const,
          ],
        },
      ],
    };
    expect(() => price('blocks', { cost: compressed, books: [book, meter] })).toThrow(UnitMismatch);
  });
});
