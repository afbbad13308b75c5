import { inputError } from '../../errors.ts';
import { COUNTABLE, centsOf, sum, toCents } from '../arithmetic/money.ts';
import type { PlatformAmounts } from '../model/evaluate-cases.ts';
import { PAYEES, type PaidTo } from '../types/figures.ts';
import type { PlatformCost } from '../types/result.ts';

/** What each is paid, to the cent: sums of these are exact, as sums of invoices are. */
export type Invoices = Readonly<Record<PaidTo, string>>;

export const NO_INVOICES: Invoices = { cloud: '0.00', vendor: '0.00', team: '0.00' };

/**
 * An amount computed in doubles, to the cent.
 * @throws WorkbenchError where it is beyond what can be counted.
 */
export function cents(amount: number, month: number): string {
  if (Number.isFinite(amount) && Math.abs(amount) <= COUNTABLE) return centsOf(amount);
  throw inputError('business-case', [
    {
      what: `in month ${month} an amount is beyond what can be counted to the cent`,
      todo: 'Give a lower growth, renewal uplift or commitment, or a shorter horizon.',
    },
  ]);
}

export const perPayee = (amountOf: (paidTo: PaidTo) => string): Invoices =>
  Object.fromEntries(PAYEES.map((paidTo) => [paidTo, amountOf(paidTo)])) as unknown as Invoices;

export const together = (invoices: readonly Invoices[]): Invoices =>
  perPayee((paidTo) => sumToCents(invoices.map((one) => one[paidTo])));

export const totalOf = (invoices: Invoices): string => sumToCents(PAYEES.map((paidTo) => invoices[paidTo]));

export const sumToCents = (amounts: readonly string[]): string => toCents(sum(amounts));

/** What each is paid in one month as it runs: a total is the sum of these, wherever it is shown. */
export const monthInvoices = ({ byPayee }: Pick<PlatformAmounts, 'byPayee'>, month: number): Invoices =>
  perPayee((paidTo) => cents(byPayee[paidTo][month - 1] ?? Number.NaN, month));

/** What each is paid once. */
export const onceInvoices = ({ lineItems }: Pick<PlatformCost, 'lineItems'>): Invoices =>
  perPayee((paidTo) =>
    sumToCents(
      lineItems.filter((line) => line.period === 'once' && line.paidTo === paidTo).map(({ amount }) => amount),
    ),
  );
