import { LIST_PRICES } from '../../src/cost-model/prices/net-prices.ts';
import { type PricedWorkload, priceWorkload } from '../../src/cost-model/pricing/price-workload.ts';
import { usualQuestion } from '../../src/cost-model/pricing/question.ts';
import type { Figure } from '../../src/cost-model/types/figures.ts';
import type { Price, Terms } from '../../src/cost-model/types/prices.ts';
import type { Overrides, Question } from '../../src/cost-model/types/request.ts';
import type { CostVariant, QuantityLine } from '../../src/cost-model/types/shape.ts';
import type { ProductionWorkload } from '../../src/scenarios/production.ts';
import { demo } from './fixture.ts';

/** A platform small enough to be computed by hand; its variant is called `only`. */
export interface SmallPlatform {
  readonly name: string;
  readonly lines: readonly (Pick<QuantityLine, 'item' | 'unit' | 'quantity'> & {
    /** Key of the price. */
    readonly price: string;
    readonly paidTo?: QuantityLine['paidTo'];
    readonly period?: QuantityLine['period'];
    readonly category?: QuantityLine['category'];
  })[];
  readonly assumptions?: Readonly<Record<string, Figure>>;
  readonly derived?: CostVariant['derived'];
  readonly limits?: CostVariant['limits'];
}

/** USD per unit by key; with tiers: `[[upTo, price], …, [null, price]]`. */
type SmallPrices = Readonly<
  Record<string, { readonly unit: string; readonly tiers: readonly (readonly [upTo: number | null, price: string])[] }>
>;

interface Setting {
  readonly prices: SmallPrices;
  /** By key: of its only tier. */
  readonly ranges?: Readonly<Record<string, { readonly low: string; readonly high: string }>>;
  readonly workload?: Partial<ProductionWorkload>;
  readonly overrides?: Overrides;
  readonly question?: Partial<Question>;
  readonly terms?: Partial<Terms>;
}

export const figure = (value: number, unit: string, low: number | null = null, high: number | null = null): Figure => ({
  value,
  unit,
  provenance: 'assumed',
  source: 'assumption:small',
  low,
  high,
});

/** A month of 720 hours and no growth, otherwise the demo’s workload unless another is given. */
export function small(platforms: readonly SmallPlatform[], setting: Setting): PricedWorkload {
  return priceWorkload({
    workload: { ...demo, growthPerMonth: 0, ...setting.workload },
    shapes: platforms.map(({ name, lines, assumptions = {}, derived = [], limits = [] }) => ({
      platform: name,
      title: name,
      variant: {
        name: 'only',
        title: '(small)',
        assumptions,
        derived,
        limits,
        quantities: lines.map((line) => ({
          category: 'compute',
          period: 'month',
          paidTo: 'cloud',
          explanation: '',
          ...line,
          price: { book: line.price },
        })),
      },
    })),
    books: [
      {
        name: 'small',
        vendor: 'small',
        region: 'nowhere',
        currency: 'USD',
        date: '2026-11-01',
        prices: Object.entries(setting.prices).map(
          ([key, { unit, tiers }]): Price => ({
            key,
            unit,
            note: null,
            tiers: tiers.map(([upTo, unitPrice]) => ({
              upTo,
              unitPrice,
              provenance: 'assumed',
              source: `assumption:${key}`,
              date: 'undated',
              ...setting.ranges?.[key],
            })),
          }),
        ),
      },
    ],
    hoursPerMonth: 720,
    startedAt: '2026-11-21T00:00:00Z',
    terms: { ...LIST_PRICES, ...setting.terms },
    business: {},
    overrides: setting.overrides ?? {},
    question: { ...usualQuestion('small', '2026-11-21T00:00:00Z'), samples: 2000, ...setting.question },
    notPriced: [],
    measured: [],
  });
}
