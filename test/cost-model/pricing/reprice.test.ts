import { describe, expect, it } from 'vitest';
import { withAnswers } from '../../../src/cost-model/pricing/cost-result.ts';
import { reprice } from '../../../src/cost-model/pricing/reprice.ts';
import type { Figure } from '../../../src/cost-model/types/figures.ts';
import { book, price } from '../fixture.ts';

const given = (value: number) => ({ value, source: 'test' });

describe('pricing a result again', () => {
  it.each(['blocks', 'tiered'])('gives %s as it is where nothing is given another value', (name) => {
    const cost = price(name);
    expect(withAnswers(reprice(cost, {}))).toEqual(cost);
  });

  it.each([
    ['a figure of the workload', { fanOut: given(5) }],
    ['the length of the month', { hours: given(720) }],
    ['an assumption of every shape', { freeDiskShare: given(0.2) }],
    ['an assumption of one', { 'tiered/s3-tier/partMib': given(8) }],
    ['a price', { 'price/aws.s3.standard.put/0': given(0.004) }],
    ['one tier of a price', { 'price/aws.s3.standard.storage/1': given(0.02) }],
    ['a range alone', { fanOut: { low: 1, high: 9, source: 'test' } }],
  ])('with %s changed gives what pricing the request so gives', (_, overrides) => {
    expect(withAnswers(reprice(price('tiered'), overrides))).toEqual(price('tiered', { overrides }));
  });

  it('does not depend on the order of the keys in a file', () => {
    const cost = price('tiered');
    const names = Object.keys(cost.figures);
    const shuffled = [names.toSorted(), names.toSorted().reverse(), names.toReversed()];
    for (const order of shuffled) {
      const figures = Object.fromEntries(order.map((name) => [name, cost.figures[name] as Figure]));
      const { platforms } = reprice({ ...cost, figures }, { fanOut: given(5) });
      expect(platforms).toEqual(price('tiered', { overrides: { fanOut: given(5) } }).platforms);
    }
  });

  it('takes a price that was unknown, and is a lower bound no more', () => {
    const books = [{ ...book, prices: book.prices.filter(({ key }) => key !== 'aws.s3.standard.put') }];
    const [before] = price('tiered', { books }).platforms;
    expect(before?.totalIsLowerBound).toBe(true);
    const overrides = { 'price/aws.s3.standard.put/0': given(0.005) };
    const [after] = reprice(price('tiered', { books }), overrides).platforms;
    expect(after?.totalIsLowerBound).toBe(false);
    expect(after?.total).toBe(price('tiered').platforms[0]?.total);
  });

  it('says of the workload what its figures say', () => {
    const { workload } = reprice(price('blocks'), { averageIngress: given(50), retention: given(86_400) });
    expect(workload).toMatchObject({ averageIngress: 50 * 1024 ** 2, retentionMs: 86_400_000, support: 'business' });
  });

  it('refuses names that are no inputs, and values that are no quantities, all at once', () => {
    const overrides = { fanOutt: given(1), 'blocks/block-storage/brokers': given(3), hours: given(-1) };
    expect(() => reprice(price('blocks'), overrides)).toThrow(
      /no figure "fanOutt".*no figure "blocks\/block-storage\/brokers".*"hours" is -1/,
    );
  });
});
