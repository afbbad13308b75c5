import { describe, expect, it } from 'vitest';
import { explainAll, explainPlatform } from '../../../src/cost-model/explain/explain.ts';
import { explainItem } from '../../../src/cost-model/explain/find-item.ts';
import { renderExplanation } from '../../../src/cost-model/explain/render.ts';
import type { Explanation } from '../../../src/cost-model/explain/types.ts';
import type { Expression, Figures, PaidTo } from '../../../src/cost-model/types/figures.ts';
import type { LineItem } from '../../../src/cost-model/types/result.ts';
import { WorkbenchError } from '../../../src/errors.ts';
import { plus, times } from '../decimal-strings.ts';
import { everyPlatform } from '../every-platform.ts';
import { price } from '../fixture.ts';

const cost = everyPlatform();
const all = explainAll(cost);

/** A formula in plain numbers, from inputs only: shares nothing with the code that it is held against. */
function inPlainNumbers(expression: Expression, figures: Figures, paid: (paidTo: PaidTo) => number): number {
  if ('figure' in expression) {
    const figure = figures[expression.figure];
    if (figure === undefined) throw new Error(`no figure ${expression.figure}`);
    return figure.expression === undefined ? figure.value : inPlainNumbers(figure.expression, figures, paid);
  }
  if ('constant' in expression) return expression.constant;
  if (expression.op === 'amounts') return paid(expression.paidTo);
  const args = expression.args.map((arg) => inPlainNumbers(arg, figures, paid));
  const [first = 0, second = 0] = args;
  switch (expression.op) {
    case 'add':
      return args.reduce((a, b) => a + b);
    case 'multiply':
      return args.reduce((a, b) => a * b);
    case 'max':
      return Math.max(...args);
    case 'min':
      return Math.min(...args);
    case 'subtract':
      return first - second;
    case 'divide':
      return first / second;
    case 'ceil':
      return Math.ceil(first - 1e-9);
  }
}

const expressionOf = (line: Explanation): Expression => {
  const platform = cost.platforms.find((one) => `${one.platform}/${one.variant}` === line.platform);
  const found = [...(platform?.lineItems ?? []), ...(platform?.unpriced ?? [])].find(
    ({ item, period, category }) => item === line.item && period === line.period && category === line.category,
  );
  if (found === undefined) throw new Error(`no line ${line.item}`);
  return found.expression;
};

const itemsOf = (line: Explanation): readonly LineItem[] =>
  (cost.platforms.find((one) => `${one.platform}/${one.variant}` === line.platform)?.lineItems ?? []).filter(
    ({ item, period, category }) => item === line.item && period === line.period && category === line.category,
  );

describe('the explanation of every line of every platform', () => {
  it('is there, in the order of the bill', () => {
    expect(cost.platforms.length).toBeGreaterThan(15);
    for (const platform of cost.platforms) {
      const id = `${platform.platform}/${platform.variant}`;
      const items = [...platform.lineItems, ...platform.unpriced].map(({ item }) => item);
      expect(all.filter((line) => line.platform === id).map(({ item }) => item)).toEqual([...new Set(items)]);
    }
  });

  it('re-computes to the amount of the line, in decimals', () => {
    let priced = 0;
    for (const line of all) {
      if (line.amount === null) continue;
      priced += 1;
      for (const { quantity, unitPrice, amount } of line.tiers) expect(times(quantity, unitPrice)).toBe(amount);
      expect(plus(line.tiers.map(({ amount }) => amount))).toBe(line.amount);
      expect(plus(itemsOf(line).map(({ amount }) => amount))).toBe(line.amount);
      expect(line.recorded).toBe(line.amount);
      expect(plus(line.tiers.map(({ quantity }) => quantity))).toBe(line.quantity);
    }
    expect(priced).toBeGreaterThan(200);
  });

  it('adds up to the total of its platform', () => {
    for (const platform of cost.platforms) {
      const id = `${platform.platform}/${platform.variant}`;
      const monthly = all.filter((line) => line.platform === id && line.period === 'month' && line.amount !== null);
      expect(plus(monthly.map(({ amount }) => amount ?? ''))).toBe(plus([platform.total]));
    }
  });

  it('has the quantity that its formula gives in plain numbers', () => {
    for (const line of all) {
      const paid = (to: PaidTo) => Number(line.sums.find(({ paidTo }) => paidTo === to)?.amount);
      const expected = inPlainNumbers(expressionOf(line), cost.figures, paid);
      expect(Math.abs(Number(line.quantity) - expected)).toBeLessThanOrEqual(1e-6 + Math.abs(expected) * 1e-9);
    }
  });

  it('goes down to inputs with a source, each figure once and after those that it follows from', () => {
    for (const line of all) {
      const before = new Set<string>();
      for (const { name, uses, formula, source } of line.figures) {
        expect(before.has(name)).toBe(false);
        for (const used of uses) expect(before.has(used)).toBe(true);
        expect(formula === null).toBe(uses.length === 0);
        expect(source).not.toBe('');
        before.add(name);
      }
      for (const used of line.uses) expect(before.has(used)).toBe(true);
    }
  });

  it('has a price with a source that has a date or says that it is an assumption', () => {
    for (const { tiers } of all) {
      for (const { source, date, fromList, unitPrice } of tiers) {
        expect(date !== 'undated' || source.includes('assumption:')).toBe(true);
        if (fromList !== null) expect(fromList).toEqual({ listPrice: unitPrice, discount: null, exchange: null });
      }
    }
  });

  it('sums for what depends on spending the other lines that are paid to the same', () => {
    const sums = all.filter((line) => line.sums.length > 0);
    expect(sums.length).toBeGreaterThan(10);
    for (const { sums: of } of sums) {
      for (const { amount, of: lines } of of) expect(plus(lines.map((line) => line.amount))).toBe(plus([amount]));
    }
  });

  it('says why where there is no price, and gives no amount', () => {
    const unpriced = all.filter(({ amount }) => amount === null);
    expect(unpriced.length).toBe(cost.platforms.flatMap((platform) => platform.unpriced).length);
    for (const { why, tiers, recorded } of unpriced) expect([why === null, tiers, recorded]).toEqual([false, [], null]);
  });

  it('is the same for one platform as among all', () => {
    const [platform] = cost.platforms.slice(3);
    if (platform === undefined) throw new Error('fewer platforms than expected');
    const id = `${platform.platform}/${platform.variant}`;
    expect(explainPlatform(cost, platform)).toEqual(all.filter((line) => line.platform === id));
  });
});

describe('a price on other terms', () => {
  const terms = {
    discounts: [{ of: { key: 'aws.s3' }, share: 0.25, source: 'contract' }],
    purchase: 'on-demand',
    currency: { currency: 'EUR', perUsd: '0.5', date: '2026-11-01', source: 'bank' },
    tax: null,
  } as const;
  const [line] = explainItem(everyPlatform({ terms }), 'Old segments (S3 Standard)');

  it('is explained from the list price over the discount and the rate', () => {
    expect(line?.currency).toBe('EUR');
    expect(line?.tiers[0]).toMatchObject({
      // 0.023 USD less a quarter is 0.01725, at a half a euro each.
      unitPrice: '0.008625',
      fromList: { listPrice: '0.023', discount: { share: 0.25, source: 'contract' }, exchange: { perUsd: '0.5' } },
    });
    if (line === undefined) throw new Error('no such line');
    expect(renderExplanation(line)).toContain('list price USD 0.023, less 25%, at 0.5 EUR a US dollar');
  });

  it('is nobody’s list price where somebody gave another one', () => {
    const overrides = { 'price/aws.s3.standard.storage/0': { value: 0.02, source: 'offer' } };
    const [given] = explainItem(everyPlatform({ overrides }), 'Old segments (S3 Standard)');
    expect(given?.tiers[0]).toMatchObject({ unitPrice: '0.02', source: 'offer', fromList: null });
  });
});

describe('an explanation', () => {
  it('is found by the name of the line, by part of it, and not by anything else', () => {
    expect(new Set(explainItem(cost, 'old segments (s3 standard)').map(({ item }) => item)).size).toBe(1);
    expect(explainItem(cost, 'segments').length).toBeGreaterThan(0);
    try {
      explainItem(cost, 'Old segmets');
      expect.unreachable();
    } catch (error) {
      if (!(error instanceof WorkbenchError)) throw error;
      expect(error.problems[0]?.what).toBe('no platform priced here has a line "Old segmets"');
      expect(error.problems[0]?.todo).toMatch(/^Lines that are named alike: "Old segments/);
    }
    expect(() => explainItem(cost, ' ')).toThrow('no platform priced here has a line');
  });

  it('says where a file was changed after it was written', () => {
    const whole = price('blocks');
    const changed = structuredClone(whole) as { platforms: { lineItems: { amount: string }[] }[] } & typeof whole;
    const [first] = changed.platforms[0]?.lineItems ?? [];
    if (first === undefined) throw new Error('no line');
    first.amount = '1';
    const [line] = explainAll(changed);
    if (line === undefined) throw new Error('no line');
    expect([line.recorded, line.amount]).toEqual(['1', whole.platforms[0]?.lineItems[0]?.amount]);
    expect(renderExplanation(line)).toContain('The file says USD 1.00: it was changed after it was written.');
  });

  it('shows the formula, the steps, what they rest on, the tiers and the amount', () => {
    // 14 days at 100 MiB/s: 118,125 GiB, 51,200 of them in the first tier.
    const [line] = explainItem(
      price('tiered', { workload: { retentionMs: (14 * 86_400_000) as never } }),
      'Old segments (S3 Standard)',
    );
    if (line === undefined) throw new Error('no such line');
    const text = renderExplanation(line);
    expect(text).toContain('retained GiB × month');
    expect(text).toContain('average write (100 MiB/second) × retention (1209600 second)');
    expect(text).toContain('retention = 1209600 second: assumed, scenario:production.retentionMs');
    expect(text).toMatch(/up to 51200: 0\.023 \(list-price: infracost s3_bucket_test\.golden, 2024-07-01\)/);
    expect(text).toContain('51200 × USD 0.023 = USD 1177.6');
    expect(text).toContain('66925 × USD 0.022 = USD 1472.35');
    expect(text).toContain('Amount: USD 2649.95 a month');
  });
});
