import { describe, expect, it } from 'vitest';
import { reconcile } from '../../../../src/cost-model/billing/reconcile/reconcile.ts';
import type { BilledUsage } from '../../../../src/cost-model/billing/types/bill.ts';
import type { ReconciledLine } from '../../../../src/cost-model/billing/types/reconciliation.ts';
import { platformId } from '../../../../src/cost-model/platform-id.ts';
import { CATEGORIES } from '../../../../src/cost-model/types/shape.ts';
import { randomFrom } from '../../../../src/random.ts';
import { plus, times } from '../../decimal-strings.ts';
import { everyPlatform } from '../../every-platform.ts';
import { billOf, modelled, usage } from './fixture.ts';

const random = randomFrom('bills at random');
const below = (count: number): number => Math.floor(random() * count);
const oneOf = <T>(choices: readonly T[]): T => choices[below(choices.length)] as T;
const negative = (amount: string): string => times(amount, '-1');

/** As bills have them: up to ten digits behind the point, now and then negative. */
const amount = (): string =>
  times(`${below(2_000_000)}.${String(below(1e10)).padStart(10, '0')}`, oneOf(['1', '1', '1', '-1', '0.001']));

const UNITS: Readonly<Record<string, string>> = {
  machine: 'instance-hour',
  disk: 'GiB-month',
  meter: 'GiB',
  secret: 'GiB',
};

function someUsage(): BilledUsage {
  const priceKey = oneOf(['machine', 'disk', 'meter', 'secret', 'unheard', null]);
  const isCounted = random() < 0.8;
  return usage({
    rule: `rule-${below(3)}`,
    category: oneOf(CATEGORIES),
    usageType: `type-${below(4)}`,
    priceKey,
    quantity: isCounted ? amount() : null,
    unit: isCounted ? oneOf([UNITS[priceKey ?? ''] ?? 'GiB', 'GiB', null]) : null,
    amount: amount(),
  });
}

const WINDOWS = [
  { start: '2026-11-01', end: '2026-12-01' },
  { start: '2026-11-02', end: '2026-11-09' },
  { start: '2026-01-17', end: '2026-03-03' },
  { start: '2026-11-02T06:00:00Z', end: '2026-11-02T11:00:00Z' },
];

const someBill = () => {
  const lines = Array.from({ length: below(25) }, someUsage);
  const top = Array.from({ length: below(3) }, () => ({
    provider: 'p',
    service: 's',
    usageType: 'u',
    operation: null,
    amount: amount(),
    lines: 1,
  }));
  return billOf({
    usage: lines,
    apart: { tax: amount(), credit: amount(), refund: amount(), support: amount(), commitments: amount() },
    unclassified: { amount: plus([amount(), ...top.map((line) => line.amount)]), top },
    period: oneOf(WINDOWS),
  });
};

type Effects = Pick<ReconciledLine, 'price' | 'quantity' | 'mix' | 'billed' | 'modelled'>;
const unexplained = ({ price, quantity, mix, billed, modelled: model }: Effects): string =>
  plus([billed, negative(model), ...[price, quantity, mix].map(negative)]);

describe('every bill', () => {
  const cost = modelled();
  const results = Array.from({ length: 300 }, () => {
    const bill = someBill();
    return { bill, result: reconcile({ cost, platform: 'one/only', target: 't', bill, measured: [] }) };
  });

  it('is reconciled without a remainder: billed − modelled = price + quantity + mix in every line, row and total', () => {
    for (const { result } of results) {
      for (const part of [...result.rows.flatMap(({ lines }) => lines), ...result.rows, result.total]) {
        expect(unexplained(part)).toBe('0');
      }
      for (const part of [...result.rows, result.total]) {
        expect(part.difference).toBe(plus([part.billed, negative(part.modelled)]));
      }
    }
  });

  it('has rows that are the sums of their lines, and a total that is the sum of its rows', () => {
    const keys = ['modelled', 'billed', 'billedInWindow', 'price', 'quantity', 'mix'] as const;
    for (const { result } of results) {
      for (const key of keys) {
        for (const row of result.rows) expect(row[key]).toBe(plus(row.lines.map((line) => line[key])));
        expect(result.total[key]).toBe(plus(result.rows.map((row) => row[key])));
      }
    }
  });

  it('is whole: what the rows hold of the window is the bill’s total, and the model is all of it but the team’s', () => {
    for (const { bill, result } of results) {
      expect(result.total.billedInWindow).toBe(bill.total);
      expect(plus(result.rows.map((row) => row.billedInWindow))).toBe(bill.total);
      expect(result.total.modelled).toBe('815');
    }
  });
});

/** Fractions of whole numbers: nothing in common with the library that reconciles. */
interface Fraction {
  readonly over: bigint;
  readonly under: bigint;
}
const fraction = (text: string): Fraction => {
  const [whole = '', places = ''] = text.split('.');
  return { over: BigInt(whole + places), under: 10n ** BigInt(places.length) };
};
const multiplied = (a: Fraction, b: Fraction): Fraction => ({ over: a.over * b.over, under: a.under * b.under });
const minus = (a: Fraction, b: Fraction): Fraction => ({
  over: a.over * b.under - b.over * a.under,
  under: a.under * b.under,
});
const isSame = (a: Fraction, b: Fraction): boolean => a.over * b.under === b.over * a.under;
const isAbove = (a: Fraction, b: Fraction): boolean => a.over * b.under > b.over * a.under;

/** Half up, away from 0, at ten places. */
function atTenPlaces({ over, under }: Fraction): Fraction {
  const [size, unit] = [(over < 0n ? -over : over) * 10n ** 10n, under];
  const rounded = (2n * size + unit) / (2n * unit);
  return { over: over < 0n ? -rounded : rounded, under: 10n ** 10n };
}

describe('the split', () => {
  const cost = modelled();
  // 168 h of 720; a week of November is 7/30 of a month.
  const hourly = { over: 720n, under: 168n };
  const byMonths = { over: 30n, under: 7n };

  it.each([
    ['machine', 'compute', hourly, '720', [[null, '0.1']]],
    [
      'disk',
      'broker-storage',
      byMonths,
      '75',
      [
        ['100', '0.5'],
        [null, '0.25'],
      ],
    ],
  ] as const)('of %s is what whole numbers give', (priceKey, category, scale, ours, tiers) => {
    for (let round = 0; round < 200; round += 1) {
      const quantity = `${below(1000)}.${String(below(1e6)).padStart(6, '0')}`;
      const paid = `${below(1000)}.${String(below(1e10)).padStart(10, '0')}`;
      const unit = UNITS[priceKey] ?? '';
      const bill = billOf({
        usage: [usage({ category, priceKey, unit, quantity, amount: paid })],
        period: { start: '2026-11-02', end: '2026-11-09' },
      });
      const { rows } = reconcile({ cost, platform: 'one/only', target: 't', bill, measured: [] });
      const [line] = rows.find((row) => row.category === category)?.lines ?? [];

      const units = atTenPlaces(multiplied(fraction(quantity), scale));
      let [left, atModelPrice]: [Fraction, Fraction] = [units, fraction('0')];
      for (const [upTo, price] of tiers) {
        const share = upTo !== null && isAbove(left, fraction(upTo)) ? fraction(upTo) : left;
        atModelPrice = minus(atModelPrice, multiplied(share, fraction(`-${price}`)));
        left = minus(left, share);
      }
      const billed = atTenPlaces(multiplied(fraction(paid), scale));
      expect(isSame(fraction(line?.price ?? ''), minus(billed, atModelPrice))).toBe(true);
      expect(isSame(fraction(line?.quantity ?? ''), minus(atModelPrice, fraction(ours)))).toBe(true);
      expect(line?.mix).toBe('0');
    }
  });
});

describe('a bill that is the model itself', () => {
  const cost = everyPlatform({ hoursPerMonth: 720 });

  it.each(cost.platforms.map((platform) => [platformId(platform), platform] as const))(
    'leaves no difference on %s',
    (id, { lineItems }) => {
      const own = lineItems.filter(({ period, paidTo }) => period === 'month' && paidTo !== 'team');
      const bill = billOf({
        usage: own.map(({ category, priceKey, quantity, unit, amount: paid }) =>
          usage({ category, priceKey, quantity, unit, amount: paid }),
        ),
      });
      const { rows, total } = reconcile({ cost, platform: id, target: 't', bill, measured: [] });
      expect(total).toMatchObject({ difference: '0', price: '0', quantity: '0', mix: '0' });
      expect(total.billed).toBe(plus(own.map((line) => line.amount)));
      const lines = rows.flatMap((row) => row.lines);
      expect(lines.filter(({ price, quantity, mix }) => [price, quantity, mix].some((part) => part !== '0'))).toEqual(
        [],
      );
    },
  );
});
