import { sum } from '../../arithmetic/money.ts';
import type { PricedWorkload } from '../../pricing/price-workload.ts';
import { reprice } from '../../pricing/reprice.ts';
import type { PlatformId } from '../../types/result.ts';
import { Exact } from '../reconcile/exact.ts';
import { reconcile } from '../reconcile/reconcile.ts';
import { costThrough, modelPrice } from '../reconcile/tier-cost.ts';
import type { Bill } from '../types/bill.ts';
import type { Calibration, Remaining } from '../types/calibration.ts';
import type { Reconciliation } from '../types/reconciliation.ts';
import { calibratedFigures } from './calibrated-figures.ts';
import { askedModel } from './price-amounts.ts';
import type { BilledPrice } from './settle.ts';
import { type Proposed, type Settlement, settleAll } from './settle-all.ts';

export interface ToCalibrate {
  readonly cost: PricedWorkload;
  readonly platform: PlatformId;
  readonly target: string;
  readonly bill: Bill;
}

/**
 * Values of assumptions that explain what was consumed according to a bill. Prices are left alone: what was paid for
 * a unit is no assumption. Pure.
 * @throws WorkbenchError as `reconcile` does
 */
export function calibrate({ cost, platform, target, bill }: ToCalibrate): Calibration {
  // What a proposal makes of a limit is for the next pricing to say.
  const asked = { ...cost, platforms: cost.platforms.map((one) => ({ ...one, limits: [] })) };
  const against = (proposed: readonly Proposed[]): Reconciliation =>
    reconcile({ cost: reprice(asked, overridesOf(proposed)), platform, target, bill, measured: [] });
  const before = against([]);
  const model = askedModel(asked, platform);
  const unexplained = (settlement: Settlement): Exact => apartIn(against(settlement.proposed));
  const { proposed, notProposed } = settleAll(
    calibratedFigures(cost, platform),
    billedPrices(before, asked),
    model,
    (a, b) => unexplained(a).lessThan(unexplained(b)),
  );
  const after = against(proposed);
  const given = Object.fromEntries(proposed.map(({ figure, proposed: value }) => [figure, value]));
  const residual = ({ figure, modelled, proposed: value }: Proposed): string => {
    const moved: readonly string[] = model.moved(figure, Float64Array.of(modelled, value), given);
    return sum(after.rows.filter(({ category }) => moved.includes(category)).map(({ difference }) => difference));
  };
  return {
    target,
    platform,
    proposals: proposed.map((one) => ({ ...one, residual: residual(one) })),
    fit: proposed.length === 0 || apartIn(before).isZero() ? null : shareOf(apartIn(after), apartIn(before)),
    notProposed,
    remaining: remainingOf(before, after),
  };
}

/** Each category once, of either side, but for those without a difference. */
function remainingOf(before: Reconciliation, after: Reconciliation): readonly Remaining[] {
  const categories = new Set([...before.rows, ...after.rows].map(({ category }) => category));
  const differenceIn = ({ rows }: Reconciliation, of: Remaining['category']): string =>
    rows.find(({ category }) => category === of)?.difference ?? '0';
  return [...categories]
    .map((category) => ({
      category,
      before: differenceIn(before, category),
      after: differenceIn(after, category),
    }))
    .filter((one) => one.before !== '0' || one.after !== '0');
}

const overridesOf = (proposed: readonly Proposed[]) =>
  Object.fromEntries(proposed.map(({ figure, proposed: value }) => [figure, { value, source: 'bill' }]));

/** Differences of all rows, whichever way they go. */
const apartIn = ({ rows }: Reconciliation): Exact =>
  rows.reduce((total, { difference }) => total.plus(new Exact(difference).abs()), new Exact(0));

const shareOf = (left: Exact, before: Exact): number =>
  new Exact(1).minus(left.div(before)).toSignificantDigits(6).toNumber();

/** Prices that both sides have a quantity for; a share of what is spent is none that a figure could explain. */
function billedPrices({ rows }: Reconciliation, cost: PricedWorkload): readonly BilledPrice[] {
  const lines = rows.flatMap((row) => row.lines).filter((line) => line.modelledQuantity !== null);
  return [...Map.groupBy(lines, ({ priceKey }) => priceKey)].flatMap(([key, own]): readonly BilledPrice[] => {
    const price = key === null ? null : modelPrice(key, cost);
    const billed = own.flatMap(({ billedQuantity }) => billedQuantity ?? []);
    const unit = own[0]?.unit;
    if (key === null || price === null || billed.length === 0 || unit === cost.currency) return [];
    const amount = Number(costThrough(price, sum(billed)));
    if (amount < 0) return [];
    const modelled = sum(own.map(({ modelledQuantity }) => modelledQuantity ?? '0'));
    const items = own.map(({ item }) => item).join(', ');
    return [{ key, amount, what: `${items}: ${short(sum(billed))} ${unit} billed, ${short(modelled)} modelled` }];
  });
}

const short = (quantity: string): string => new Exact(quantity).toSignificantDigits(6).toFixed();
