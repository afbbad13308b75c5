import { expect, it } from 'vitest';
import { netPresentValue, paybackMonth } from '../../../src/cost-model/business/worth.ts';

it('a payback that is undone later is none: it counts from the month after the last loss', () => {
  expect(paybackMonth(['-5', '-1', '2', '-3', '0', '4'])).toBe(5);
  expect(paybackMonth(['-5', '1', '2', '-0.01'])).toBeNull();
});

it('a move that is never at a loss has paid back in the first month', () => {
  expect(paybackMonth(['0', '1', '2'])).toBe(1);
});

it('the first month counts in full, and the thirteenth less by one year’s rate', () => {
  const month13 = ['100', ...Array<string>(11).fill('0'), '110'];
  expect(netPresentValue(month13, 0.1)).toBeCloseTo(200, 9);
});
