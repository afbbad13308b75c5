import { decimalOf, difference, sum, toCents } from '../arithmetic/money.ts';
import type { CostModel } from '../model/cost-model.ts';
import { platformId } from '../platform-id.ts';
import type { PricedWorkload } from '../pricing/price-workload.ts';
import { reprice } from '../pricing/reprice.ts';
import type { WalkAway } from '../types/answers.ts';
import type { PlatformCost } from '../types/result.ts';
import { flipPrices, tierFigures } from './flip-prices.ts';
import { listPriceOf } from './list-price.ts';
import { type NegotiablePrice, negotiablePrices } from './negotiable-prices.ts';
import { eightOfTen } from './quantiles.ts';
import type { Samples } from './samples.ts';

/**
 * The price at which both cost the same, for each price of the two that is unknown or stands on a price list. While
 * another price is missing too there is none.
 */
export function walkAwaysOf(search: WalkAwaySearch): readonly WalkAway[] {
  const { priced } = search;
  const [baseline, candidate] = priced.platforms as readonly [PlatformCost, PlatformCost];
  return negotiablePrices(priced).map((price) => {
    const against = platformId(price.platform) === platformId(candidate) ? baseline : candidate;
    return {
      platform: platformId(price.platform),
      priceKey: price.priceKey,
      item: price.item,
      unit: price.unit,
      today: price.today,
      ...solved(search, price),
      against: platformId(against),
    };
  });
}

export interface WalkAwaySearch {
  /** Baseline and candidate alone. */
  readonly priced: PricedWorkload;
  /** The same two. */
  readonly pair: CostModel;
  readonly samples: Samples;
  /** How many of the samples are looked at. */
  readonly count: number;
}

type Solved = Pick<WalkAway, 'price' | 'listPrice' | 'low' | 'high' | 'why'>;

const none = (why: string): Solved => ({ price: null, listPrice: null, low: null, high: null, why });

function solved(search: WalkAwaySearch, { priceKey, unit }: NegotiablePrice): Solved {
  const { priced, pair, samples, count } = search;
  const others = priced.platforms.flatMap(({ unpriced }) => unpriced.filter((one) => one.priceKey !== priceKey));
  if (others.length > 0) {
    return none(`${[...new Set(others.map(({ item }) => item))].join(', ')}: no price is known for it either`);
  }
  const { prices, atZero, slope } = flipPrices(pair, priceKey, samples, count);
  const [flip = Number.NaN, ...sampled] = prices;
  if (slope === 0) return none('what both cost in a month does not differ with it');
  const [baseline, candidate] = priced.platforms;
  const cheaper = atZero < 0 ? candidate : baseline;
  const price = flip >= 0 ? toTheCent(search, priceKey, flip, slope) : null;
  if (price === null) return none(`${cheaper?.title} is the cheaper one at every price of 0 or more`);
  const serves = (paid: string): boolean => isSame(totalsWith(search, priceKey, Number(paid)));
  return {
    price,
    listPrice: listPriceOf({ key: priceKey, unit, price }, priced, serves),
    ...eightOfTen(
      sampled.filter((one) => one >= 0),
      count,
    ),
    why: null,
  };
}

/** Digits that a double keeps as they are written. */
const MOST_DIGITS = 15;
const FEWEST_DIGITS = 3;

/** Dollars that rounding the price may move a total by: far below the cent that both are to meet at. */
const NEAR = 1e-4;

/** The shortest price near a solution in doubles with which pricing itself gives both totals the same cents. */
function toTheCent(search: WalkAwaySearch, priceKey: string, flip: number, slope: number): string | null {
  let exact = flip;
  for (let digits = FEWEST_DIGITS; digits <= MOST_DIGITS; digits++) {
    const price = Number(exact.toPrecision(digits));
    if (digits < MOST_DIGITS && Math.abs(price - exact) * Math.abs(slope) > NEAR) continue;
    const totals = totalsWith(search, priceKey, price);
    const [baseline, candidate] = totals;
    if (isSame(totals)) return decimalOf(price);
    // Quantities are billed in 6 decimal places: what that leaves is taken off the price.
    exact = Math.max(0, price - Number(difference(candidate, baseline)) / slope);
  }
  return null;
}

const isSame = ([baseline, candidate]: readonly [string, string]): boolean => toCents(baseline) === toCents(candidate);

function totalsWith({ priced, pair }: WalkAwaySearch, priceKey: string, value: number): readonly [string, string] {
  const source = `walk-away:${priceKey}`;
  const overrides = tierFigures(pair, priceKey).map((name) => [name, { value, source }] as const);
  const [baseline, candidate] = reprice(priced, Object.fromEntries(overrides)).platforms.map(({ total }) => total);
  return [baseline ?? sum([]), candidate ?? sum([])];
}
