import { difference, sum } from '../../arithmetic/money.ts';
import type { Bill } from '../types/bill.ts';
import type { ReconciledLine, ReconciledRow } from '../types/reconciliation.ts';
import { rowOf } from './category-rows.ts';
import { isZero } from './exact.ts';
import type { WindowMonth } from './window-month.ts';

const ROWS = [
  ['tax', 'Tax', 'prices are compared before tax: the model has none'],
  ['credit', 'Credits', 'a credit is no price: it ends'],
  ['refund', 'Refunds', 'money that came back, of whatever it was paid for'],
  ['commitments', 'Commitments', 'savings plans and reservations, beside what they cover'],
] as const;

/** What no rule knew, and what is no consumption: rows of their own, with nothing modelled but tax. */
export function rowsApart(bill: Bill, window: WindowMonth, modelledTax: string): readonly ReconciledRow[] {
  return [
    unclassifiedRow(bill, window),
    ...ROWS.map(([part, item, why]) => {
      const modelled = part === 'tax' ? modelledTax : '0';
      const billed = bill.apart[part];
      const lines = isZero(billed) && isZero(modelled) ? [] : [line(item, billed, window, why, modelled)];
      return rowOf(part, lines);
    }),
  ];
}

function unclassifiedRow({ unclassified: { amount, top } }: Bill, window: WindowMonth): ReconciledRow {
  const why = 'no rule says what it is';
  const rest = difference(amount, sum(top.map((one) => one.amount)));
  const lines = [
    ...top.map((one) => line([one.service, one.usageType].filter(Boolean).join(' '), one.amount, window, why)),
    ...(isZero(rest) ? [] : [line('Smaller lines', rest, window, why)]),
  ];
  return rowOf('unclassified', lines);
}

function line(item: string, inWindow: string, window: WindowMonth, why: string, modelled = '0'): ReconciledLine {
  const billed = window.monthly(inWindow, null);
  return {
    item,
    priceKey: null,
    unit: null,
    modelledQuantity: null,
    billedQuantity: null,
    modelled,
    measured: null,
    measuredNotUsed: null,
    billed,
    billedInWindow: inWindow,
    price: '0',
    quantity: '0',
    mix: difference(billed, modelled),
    why: isZero(modelled) ? why : 'the bill says no rate: what it is on cannot be told',
  };
}
