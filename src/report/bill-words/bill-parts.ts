import { sum } from '../../cost-model/arithmetic/money.ts';
import type { Bill } from '../../cost-model/billing/types/bill.ts';
import { exact } from '../format.ts';
import { CATEGORY_TITLES } from '../words.ts';
import type { DayPartName } from './day-parts.ts';
import { APART_TITLES, APARTS, UNCLASSIFIED_TITLE } from './parts.ts';

/** One part of a bill in both views. */
export interface BillPart {
  readonly name: DayPartName;
  readonly title: string;
  readonly amount: string;
  /** With commitments spread over what they cover; null where a source does not say it. */
  readonly amortized: string | null;
  /** Lines of the sources in it; null where they are counted by rules only. */
  readonly lines: number | null;
}

/** Every part, in the order of every table: in either view they add up to its total. */
export const partsOf = ({ categories, unclassified, apart, apartAmortized }: Bill): readonly BillPart[] => [
  ...categories.map((one) => ({
    name: one.category,
    title: CATEGORY_TITLES[one.category],
    amount: one.amount,
    amortized: one.amortized,
    lines: one.lines,
  })),
  {
    name: 'unclassified',
    title: UNCLASSIFIED_TITLE,
    amount: unclassified.amount,
    amortized: unclassified.amortized ?? null,
    lines: null,
  },
  ...APARTS.map(
    (part): BillPart => ({
      name: `apart-${part}`,
      title: APART_TITLES[part],
      amount: apart[part],
      amortized: apartAmortized?.[part] ?? null,
      lines: null,
    }),
  ),
];

/** Whether the second view says another amount than the first: a column of it would else be noise. */
export const isSpreadShown = (bill: Bill): boolean =>
  partsOf(bill).some(({ amount, amortized }) => amortized !== null && amortized !== amount);

/** That the parts add up, in each view that is known. */
export function partsSentences(bill: Bill): readonly string[] {
  const { currency, total } = bill;
  const parts = partsOf(bill);
  const money = (amount: string): string => `${exact(amount)} ${currency}`;
  const unblended = `The parts add up to ${money(sum(parts.map(({ amount }) => amount)))}; the bill's total is ${money(total)}.`;
  return [unblended, isSpreadShown(bill) ? spreadSum(bill) : sameOrUnknown(parts)];
}

function spreadSum(bill: Bill): string {
  const { currency, amortizedTotal } = bill;
  if (amortizedTotal === null) return 'With commitments spread there is no total: of some parts that is not known.';
  const spread = sum(partsOf(bill).map(({ amortized }) => amortized ?? '0'));
  return `With commitments spread they add up to ${exact(spread)} ${currency}; the total is then ${exact(amortizedTotal)} ${currency}. Each part has its share of what savings plans and reservations cost, and under commitments stands what covered nothing.`;
}

const SPREAD = 'savings plans and reservations spread over what they cover';

function sameOrUnknown(parts: readonly BillPart[]): string {
  const unknown = parts.filter(({ amortized }) => amortized === null);
  if (unknown.length === 0) return `With ${SPREAD}, every part is the same.`;
  const isSomething = parts.some(({ amount, amortized }) => amortized !== null && amount !== '0');
  return isSomething
    ? `With ${SPREAD}, every part is the same but ${unknown.map(({ title }) => title).join(', ')}: of this that is not known.`
    : `What it is with ${SPREAD} is not known.`;
}
