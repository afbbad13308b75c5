import { inputError } from '../../../errors.ts';
import { decimalOf, sum, times } from '../../arithmetic/money.ts';
import { platformId } from '../../platform-id.ts';
import type { PricedWorkload } from '../../pricing/price-workload.ts';
import type { PlatformCost, PlatformId } from '../../types/result.ts';
import { daysOfSource, sourceName } from '../bill/source-name.ts';
import type { Bill } from '../types/bill.ts';
import type { MeasuredQuantity } from '../types/measured-quantity.ts';
import type { ReconciledRow, Reconciliation } from '../types/reconciliation.ts';
import { billView } from './bill-view.ts';
import { type BilledPart, billedParts } from './billed-side.ts';
import { categoryRows, sumOfSome } from './category-rows.ts';
import { isZero } from './exact.ts';
import { type ModelledGroup, modelledGroups, notBilled } from './modelled-side.ts';
import { rowsApart } from './rows-apart.ts';
import { windowMonth } from './window-month.ts';

export interface ToReconcile {
  readonly cost: PricedWorkload;
  readonly platform: PlatformId;
  readonly target: string;
  readonly bill: Bill;
  readonly measured: readonly MeasuredQuantity[];
}

/**
 * Modelled, measured and billed, a month each. In every line, row and in the total, billed − modelled = price +
 * quantity + mix to the last digit, and what the rows hold of the window adds up to the bill's total. Pure.
 * @throws WorkbenchError where the platform is not priced, bill and model are in different money, or the bill's sources
 * are of different days: no factor makes a month of their sum.
 */
export function reconcile({ cost, platform, target, bill: whole, measured }: ToReconcile): Reconciliation {
  const priced = platformOf(cost, platform);
  assertSameMoney(cost, whole);
  assertOneWindow(whole);
  const { view, bill, notes } = billView(whole);
  const window = windowMonth(bill, cost.hoursPerMonth);
  const modelled = modelledGroups(priced);
  const billed = billedParts(bill, modelled, window);
  const rows = [
    ...categoryRows({ modelled, billed, measured }, cost),
    ...rowsApart(bill, window, modelledTax(cost, modelled)),
  ];
  const beside = notBilled(priced);
  return {
    target,
    platform,
    currency: cost.currency,
    view,
    scaling: window.scaling,
    rows,
    total: totalOf(rows),
    notBilled: beside,
    measured,
    notes: [...notes, ...notesOf(priced, modelled, billed, beside.length > 0), ...otherDays(measured, bill)],
  };
}

function platformOf(cost: PricedWorkload, platform: PlatformId): PlatformCost {
  const priced = cost.platforms.find((one) => platformId(one) === platform);
  if (priced !== undefined) return priced;
  throw inputError('platform', [
    {
      what: `${platform} is not priced`,
      todo: `Reconcile with one that is: ${cost.platforms.map(platformId).join(', ') || 'price one first'}.`,
    },
  ]);
}

function assertSameMoney(cost: PricedWorkload, bill: Bill): void {
  if (cost.currency === bill.currency) return;
  throw inputError('currency', [
    {
      what: `the bill is in ${bill.currency} and the model in ${cost.currency}`,
      todo: `Price in ${bill.currency}: terms.currency of an assumptions sheet says at which rate.`,
    },
  ]);
}

function assertOneWindow({ sources }: Bill): void {
  const windows = new Set(sources.map(({ period }) => JSON.stringify(period)));
  if (windows.size < 2) return;
  const each = sources.map((one) => `${sourceName(one)}: ${daysOfSource(one)}`).join('; ');
  throw inputError('bill-window', [
    {
      what: `what was billed is of different days (${each}), so that no month can be made of its sum`,
      todo: 'Import all of it for days that each of them has, with one --start and --end; parts of one export together.',
    },
  ]);
}

/** On what somebody sends a bill for; nothing where prices are compared without it. */
const modelledTax = ({ terms }: PricedWorkload, modelled: readonly ModelledGroup[]): string =>
  terms.tax === null ? '0' : times(sum(modelled.map(({ amount }) => amount ?? '0')), decimalOf(terms.tax.share));

function totalOf(rows: readonly ReconciledRow[]): Reconciliation['total'] {
  const sumOf = (part: (row: ReconciledRow) => string): string => sum(rows.map(part));
  const isMeasured = ({ measured, measuredIsPartial, modelled }: ReconciledRow): boolean =>
    measured === null ? isZero(modelled) : !measuredIsPartial;
  const measured = sumOfSome(rows.map((row) => row.measured));
  const whole = measured !== null && rows.every(isMeasured);
  return {
    modelled: sumOf((row) => row.modelled),
    modelledIsLowerBound: rows.some((row) => row.modelledIsLowerBound),
    measured: whole ? measured : null,
    measuredIsPartial: measured !== null && !whole,
    measuredNotUsed: sumOfSome(rows.map((row) => row.measuredNotUsed)),
    billed: sumOf((row) => row.billed),
    billedInWindow: sumOf((row) => row.billedInWindow),
    difference: sumOf((row) => row.difference),
    price: sumOf((row) => row.price),
    quantity: sumOf((row) => row.quantity),
    mix: sumOf((row) => row.mix),
  };
}

/** What is measured in other days stands for a month all the same, and that is said. */
function otherDays(measured: readonly MeasuredQuantity[], { period: { start, end } }: Bill): readonly string[] {
  const others = measured.flatMap(({ priceKey, source, period }) =>
    priceKey === null || period === undefined || (period.start === start && period.end === end)
      ? []
      : [`What ${source} measured is of ${period.start} until before ${period.end}, and not of the bill’s days.`],
  );
  return [...new Set(others)];
}

function notesOf(
  { lineItems }: PlatformCost,
  modelled: readonly ModelledGroup[],
  billed: readonly BilledPart[],
  somethingIsBeside: boolean,
): readonly string[] {
  const keys = new Set(billed.map(({ priceKey }) => priceKey));
  const vendors = lineItems.filter(({ paidTo, period }) => paidTo === 'vendor' && period === 'month');
  const isSilent = vendors.length > 0 && vendors.every(({ priceKey }) => !keys.has(priceKey));
  return [
    ...(somethingIsBeside
      ? ['What the team is paid, and what is paid once, is modelled and on no bill: it is in no row and no difference.']
      : []),
    ...(isSilent
      ? ['Nothing in this bill is paid to the vendor: what the model pays one is missing here, which is no saving.']
      : []),
    ...(modelled.some(({ amount }) => amount === null)
      ? ['A price is not known: the modelled column is a lower bound, and what is billed for it stands under mix.']
      : []),
  ];
}
