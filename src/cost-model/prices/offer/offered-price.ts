import { convertedPrice, decimalOf } from '../../arithmetic/money.ts';
import { PURCHASES, type Purchase } from '../../types/prices.ts';
import type { OfferMapping, ProductRule } from './mapping.ts';
import type { OfferedProduct, OfferTerm, PriceDimension } from './read-offer.ts';

/** A tier in the book's units; decimal strings. */
export interface OfferedTier {
  readonly upTo: string | null;
  readonly price: string;
}

export interface OfferedPrice {
  readonly key: string;
  readonly unit: string;
  readonly tiers: readonly OfferedTier[];
  readonly options: Readonly<Partial<Record<Purchase, string>>>;
}

/** Thrown for a product whose price cannot be told; what is wrong with it, after its name. */
export class NoOnePrice extends Error {
  override readonly name = 'NoOnePrice';
}

/** @throws NoOnePrice */
export function offeredPrice({ key, rule, onDemand, reserved }: OfferedProduct, mapping: OfferMapping): OfferedPrice {
  const [term, ...others] = onDemand;
  if (term === undefined) throw new NoOnePrice('has no price on demand');
  if (others.length > 0) throw new NoOnePrice(`has ${onDemand.length} prices on demand`);
  const tiers = tiersOf(Object.values(term.priceDimensions), rule);
  return { key, unit: rule.unit, tiers, options: optionsOf(tiers, reserved, rule, mapping) };
}

function optionsOf(
  tiers: readonly OfferedTier[],
  reserved: readonly OfferTerm[],
  rule: ProductRule,
  mapping: OfferMapping,
): OfferedPrice['options'] {
  const [only, ...more] = tiers;
  if (rule.onDemandOnly && only !== undefined && more.length === 0) {
    const others = PURCHASES.filter((purchase) => purchase !== 'on-demand');
    return Object.fromEntries(others.map((purchase) => [purchase, only.price]));
  }
  if (!rule.reserved) return {};
  const bought = Object.entries(mapping.options).flatMap(([name, wanted]) => {
    const price = reservedPrice(reserved, wanted, rule, name);
    return price === null ? [] : [[name, price] as const];
  });
  return Object.fromEntries(bought);
}

function reservedPrice(
  terms: readonly OfferTerm[],
  wanted: Readonly<Record<string, string>>,
  rule: ProductRule,
  name: string,
): string | null {
  const meant = terms.filter(({ termAttributes = {} }) =>
    Object.entries(wanted).every(([attribute, value]) => termAttributes[attribute] === value),
  );
  const [term, ...others] = meant;
  if (term === undefined) return null;
  const dimensions = Object.values(term.priceDimensions);
  const [dimension, ...more] = dimensions;
  if (others.length > 0 || more.length > 0 || dimension === undefined) {
    throw new NoOnePrice(`has ${others.length > 0 ? meant.length : dimensions.length} prices bought ${name}`);
  }
  return inBookUnits(dimension, rule);
}

function tiersOf(dimensions: readonly PriceDimension[], rule: ProductRule): readonly OfferedTier[] {
  const ascending = dimensions.toSorted((a, b) => Number(a.beginRange ?? 0) - Number(b.beginRange ?? 0));
  ascending.forEach((dimension, at) => {
    const begins = at === 0 ? '0' : ascending[at - 1]?.endRange;
    if (Number(dimension.beginRange ?? 0) !== Number(begins)) {
      throw new NoOnePrice(`has a tier from ${dimension.beginRange ?? 0} where the one before ends at ${begins}`);
    }
  });
  const last = ascending.at(-1);
  if (last === undefined) throw new NoOnePrice('has no price');
  if ((last.endRange ?? 'Inf') !== 'Inf') throw new NoOnePrice(`has no price above ${last.endRange}`);
  return ascending.map((dimension) => ({
    upTo:
      dimension === last ? null : convertedPrice(decimalOf(Number(dimension.endRange)), decimalOf(rule.perOfferUnit)),
    price: inBookUnits(dimension, rule),
  }));
}

function inBookUnits({ unit, pricePerUnit }: PriceDimension, rule: ProductRule): string {
  if (unit.toLowerCase() !== rule.offerUnit.toLowerCase()) {
    throw new NoOnePrice(`is priced per ${unit}, and per ${rule.offerUnit} in the mapping`);
  }
  const price = pricePerUnit.USD;
  if (price === undefined) throw new NoOnePrice('has no price in USD');
  if (!/^\d+(\.\d+)?$/.test(price)) throw new NoOnePrice(`costs "${price}"`);
  return convertedPrice(price, decimalOf(1 / rule.perOfferUnit));
}
