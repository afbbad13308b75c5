import type { Bill } from '../types/bill.ts';
import { APART } from '../types/rule.ts';

/** A bill in the amounts that are set beside a model. */
export interface BillView {
  readonly view: 'amortized' | 'unblended';
  readonly bill: Bill;
  /** What is to be known of these amounts. */
  readonly notes: readonly string[];
}

const SPREAD =
  'Billed is what usage costs with savings plans and reservations spread over what they cover (amortized), which is not what the days were invoiced.';
const NOT_SPREAD =
  'Some of the usage is covered by savings plans or reservations, and the bill does not say what it costs with these spread: it stands at prices on demand, or at nothing. The effects of price are therefore none that anybody pays; fees that carry no tag may be missing.';

/**
 * What is covered by a commitment is billed at nothing or at its price on demand, and paid elsewhere: where every line
 * says its amortized cost, that is compared; where not, and something is covered, it is said.
 */
export function billView(bill: Bill): BillView {
  const spread = amortized(bill);
  const isCovered = bill.usage.some(({ covered }) => covered === true);
  if (spread === null) return { view: 'unblended', bill, notes: isCovered ? [NOT_SPREAD] : [] };
  const differs = bill.usage.some(({ amount }, at) => amount !== spread.usage[at]?.amount);
  return { view: 'amortized', bill: spread, notes: differs || bill.total !== spread.total ? [SPREAD] : [] };
}

/** The bill with every amount in that view; null where one of them is not known. */
function amortized(bill: Bill): Bill | null {
  const { amortizedTotal, unclassified, apartAmortized, categories, usage } = bill;
  const unknown: unknown[] = [null, undefined];
  const amounts = [
    ...[amortizedTotal, unclassified.amortized, ...APART.map((part) => apartAmortized?.[part])],
    ...[...categories, ...usage, ...unclassified.top].map((one) => one.amortized),
  ];
  if (amounts.some((amount) => unknown.includes(amount))) return null;
  const inView = <T extends { readonly amount: string; readonly amortized?: string | null }>(one: T): T => ({
    ...one,
    amount: one.amortized ?? one.amount,
  });
  return {
    ...bill,
    total: amortizedTotal ?? bill.total,
    categories: categories.map(inView),
    unclassified: { ...inView(unclassified), top: unclassified.top.map(inView) },
    apart: Object.fromEntries(APART.map((part) => [part, apartAmortized?.[part] ?? '0'])) as Bill['apart'],
    usage: usage.map(inView),
  };
}
