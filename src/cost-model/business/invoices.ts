import { inputError } from '../../errors.ts';
import { decimalOf, scaled, sum, toCents } from '../arithmetic/money.ts';
import { PAYEES, type PaidTo } from '../types/figures.ts';

/** What each is paid, to the cent: sums of these are exact, as sums of invoices are. */
export type Invoices = Readonly<Record<PaidTo, string>>;

export const NO_INVOICES: Invoices = { cloud: '0.00', vendor: '0.00', team: '0.00' };

/** Above this a double does not count cents any more. */
const COUNTABLE = Number.MAX_SAFE_INTEGER / 100;

/**
 * An amount computed in doubles, to the cent.
 * @throws WorkbenchError where it is beyond what can be counted.
 */
export function cents(amount: number, month: number): string {
  if (Number.isFinite(amount) && Math.abs(amount) <= COUNTABLE) return toCents(decimalOf(amount));
  throw inputError('business-case', [
    {
      what: `in month ${month} of the business case an amount is beyond what can be counted to the cent`,
      todo: 'Give a lower growth, renewal uplift or commitment, or a shorter horizon.',
    },
  ]);
}

export const perPayee = (amountOf: (paidTo: PaidTo) => string): Invoices =>
  Object.fromEntries(PAYEES.map((paidTo) => [paidTo, amountOf(paidTo)])) as unknown as Invoices;

export const together = (invoices: readonly Invoices[]): Invoices =>
  perPayee((paidTo) => centsOf(invoices.map((one) => one[paidTo])));

export const totalOf = (invoices: Invoices): string => centsOf(PAYEES.map((paidTo) => invoices[paidTo]));

export const centsOf = (amounts: readonly string[]): string => toCents(sum(amounts));

export const difference = (from: string, less: string): string => centsOf([from, scaled(less, -1)]);
