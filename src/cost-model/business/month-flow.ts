import { scaled, toCents } from '../arithmetic/money.ts';
import type { PlatformAmounts } from '../model/evaluate-cases.ts';
import type { PaidTo } from '../types/figures.ts';
import type { CaseInputs } from './case-inputs.ts';
import { cents, type Invoices, monthInvoices, NO_INVOICES, perPayee, together } from './invoices.ts';

/** What a platform's month costs as it runs, one number a month of the horizon. */
export type RunningCosts = PlatformAmounts['byPayee'];

/** Both ways for one month; tax stands with whom it is paid to. */
export interface MonthFlow {
  readonly stay: Invoices;
  readonly move: Readonly<Record<'running' | 'overlap' | 'once' | 'shortfall' | 'tax', Invoices>>;
}

export interface CaseSides {
  readonly stay: RunningCosts;
  readonly move: RunningCosts;
  /** What the move costs once. */
  readonly once: Invoices;
}

const MONTHS_PER_YEAR = 12;

/** @param month from 1 */
export function monthFlow(month: number, { stay, move, once }: CaseSides, inputs: CaseInputs): MonthFlow {
  const old = renewed(stay, month, inputs);
  const isOverlap = month <= overlapOf(inputs);
  const untaxed = {
    running: monthInvoices({ byPayee: move }, month),
    overlap: isOverlap ? old : NO_INVOICES,
    once: month === 1 ? once : NO_INVOICES,
    shortfall: isOverlap ? NO_INVOICES : shortfall(month, stay, inputs),
  };
  return {
    stay: together([old, taxOn(old, inputs)]),
    move: { ...untaxed, tax: taxOn(together(Object.values(untaxed)), inputs) },
  };
}

/** Both run for whole months: an invoice is not halved because a cluster goes in the middle of it. */
const overlapOf = ({ overlapMonths }: CaseInputs): number => Math.ceil(overlapMonths);

/** Prices rise for whoever stays at the end of each year; a team's hours do not. */
function renewed(stay: RunningCosts, month: number, { renewalUpliftPerYear }: CaseInputs): Invoices {
  const uplift = (1 + renewalUpliftPerYear) ** Math.floor((month - 1) / MONTHS_PER_YEAR);
  return perPayee((paidTo) => cents((stay[paidTo][month - 1] ?? Number.NaN) * (paidTo === 'team' ? 1 : uplift), month));
}

/** What is committed to the old platform and not used any more; part of a month counts as that part. */
function shortfall(
  month: number,
  stay: RunningCosts,
  { commitmentPerMonth, commitmentMonthsLeft }: CaseInputs,
): Invoices {
  const share = Math.min(1, Math.max(0, commitmentMonthsLeft - (month - 1)));
  return { ...NO_INVOICES, [committedTo(stay)]: cents(commitmentPerMonth * share, month) };
}

/** Commitments are made with whom the larger bill is from. */
const committedTo = (stay: RunningCosts): PaidTo => ((stay.vendor[0] ?? 0) > (stay.cloud[0] ?? 0) ? 'vendor' : 'cloud');

const taxOn = (invoices: Invoices, { taxShare }: CaseInputs): Invoices =>
  perPayee((paidTo) => (paidTo === 'team' ? '0.00' : toCents(scaled(invoices[paidTo], taxShare))));
