import { difference, sum } from '../../arithmetic/money.ts';
import { sameUnit } from '../../arithmetic/units.ts';
import type { ReconciledLine } from '../types/reconciliation.ts';
import type { BilledPart } from './billed-side.ts';
import { Exact, isZero } from './exact.ts';
import type { ModelledGroup } from './modelled-side.ts';
import { costThrough, type PriceStep } from './tier-cost.ts';

/** Both sides of one price in one category, and how they are set beside each other. */
export interface Pairing {
  readonly modelled: ModelledGroup | null;
  readonly billed: readonly BilledPart[];
  /** What the model pays; null where no price is known. */
  readonly price: readonly PriceStep[] | null;
  /** Units of the price that other categories have been billed before. */
  readonly from: string;
  /** Measured quantities at list price. */
  readonly measured: Pick<ReconciledLine, 'measured' | 'measuredNotUsed'>;
}

/** What of the billed parts has a quantity that the model's can be set against, and what has none. */
export function comparable(billed: readonly BilledPart[], unit: string) {
  const counted = billed.filter((part) => part.quantity !== null && isIn(part.unit, unit));
  // A discount has no quantity of its own: it is off what the others consumed.
  const isDiscount = ({ quantity, amount }: BilledPart): boolean => quantity === null && amount.startsWith('-');
  const set = counted.length === 0 ? [] : billed.filter((part) => counted.includes(part) || isDiscount(part));
  return {
    quantity: counted.length === 0 ? null : sum(counted.map(({ quantity }) => quantity ?? '0')),
    amount: sum(set.map(({ amount }) => amount)),
    others: billed.filter((part) => !set.includes(part)),
  };
}

const isIn = (unit: string | null, wanted: string): boolean => unit !== null && sameUnit(unit, wanted);

/**
 * billed − modelled of one price, split: what the billed quantity costs more than at the model's price (price), what
 * it is more than the model's quantity at that price (quantity), and what one of the sides lacks (mix).
 */
export function lineDifference(pairing: Pairing): ReconciledLine {
  const { modelled, billed, price, from, measured } = pairing;
  const amount = sum(billed.map((part) => part.amount));
  const named = {
    item: modelled?.items.join(', ') ?? [...new Set(billed.map(({ usageType, rule }) => usageType || rule))].join(', '),
    priceKey: modelled?.priceKey ?? billed[0]?.priceKey ?? null,
    unit: modelled?.unit ?? billed[0]?.unit ?? null,
    modelledQuantity: modelled?.quantity ?? null,
    modelled: modelled?.amount ?? '0',
    ...measured,
    billed: amount,
    billedInWindow: sum(billed.map((part) => part.amountInWindow)),
  };
  const moved = [...new Set(billed.flatMap(({ movedFrom }) => movedFrom ?? []))];
  const because = (why: string): string =>
    moved.length === 0 ? why : `${why}; the bill’s rule has it under ${moved.join(', ')}, the model here`;
  const side = modelled === null ? null : comparable(billed, modelled.unit);
  if (modelled === null || modelled.amount === null || price === null || side === null || side.quantity === null) {
    return {
      ...named,
      billedQuantity: modelled === null ? soleQuantity(billed) : (side?.quantity ?? null),
      price: '0',
      quantity: '0',
      mix: difference(amount, named.modelled),
      why: because(whyNotSplit(pairing, side?.quantity ?? null)),
    };
  }
  const atModelPrice = costThrough(price, side.quantity, from);
  return {
    ...named,
    billedQuantity: side.quantity,
    price: difference(side.amount, atModelPrice),
    quantity: difference(atModelPrice, modelled.amount),
    mix: sum(side.others.map((part) => part.amount)),
    why: because(
      [
        unitPrices(side.quantity, side.amount, modelled),
        ...(side.others.length === 0 ? [] : ['mix: lines of it without a quantity in this unit']),
      ].join('; '),
    ),
  };
}

function whyNotSplit({ modelled, billed, price }: Pairing, quantity: string | null): string {
  if (modelled === null) {
    return billed.some(({ priceKey }) => priceKey !== null)
      ? 'billed, and no line of the model is paid by this price'
      : 'billed, and the model has no price for it';
  }
  if (billed.length === 0) return 'modelled, and the bill has no line of it: that alone shows no saving';
  if (modelled.amount === null || price === null) {
    return 'the model knows its quantity and no price for it: the modelled amount is a lower bound';
  }
  return quantity === null
    ? 'the bill says no quantity in the model’s unit: price and quantity cannot be told apart'
    : '';
}

/** Of lines in one unit. */
function soleQuantity(billed: readonly BilledPart[]): string | null {
  const units = new Set(billed.map(({ unit, quantity }) => (quantity === null ? null : unit)));
  return units.size === 1 && !units.has(null) ? sum(billed.map(({ quantity }) => quantity ?? '0')) : null;
}

function unitPrices(quantity: string, amount: string, modelled: ModelledGroup): string {
  const average = (paid: string, units: string): string | null =>
    isZero(units) ? null : new Exact(paid).div(units).toSignificantDigits(6).toFixed();
  const [billed, ours] = [average(amount, quantity), average(modelled.amount ?? '0', modelled.quantity)];
  const each = `for one ${modelled.unit}`;
  if (billed === null) return 'billed without a quantity left';
  return ours === null ? `billed at ${billed} ${each}` : `billed at ${billed} ${each}, modelled at ${ours}`;
}
