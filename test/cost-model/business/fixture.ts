import { businessCaseOf } from '../../../src/cost-model/business/business-case.ts';
import { BUSINESS_FIGURES } from '../../../src/cost-model/business/business-figures.ts';
import { modelOf } from '../../../src/cost-model/model/cost-model.ts';
import { LIST_PRICES } from '../../../src/cost-model/prices/net-prices.ts';
import { priceWorkload } from '../../../src/cost-model/pricing/price-workload.ts';
import { usualQuestion } from '../../../src/cost-model/pricing/question.ts';
import type { BusinessCase } from '../../../src/cost-model/types/business.ts';
import type { PaidTo } from '../../../src/cost-model/types/figures.ts';
import type { PriceBook, Terms } from '../../../src/cost-model/types/prices.ts';
import type { Question } from '../../../src/cost-model/types/request.ts';
import type { CarryingLimit, Period, PricedShape, QuantityLine } from '../../../src/cost-model/types/shape.ts';
import { demo } from '../fixture.ts';

const STARTED_AT = '2026-10-21T00:00:00Z';

const book: PriceBook = {
  name: 'by hand',
  vendor: 'aws',
  region: 'us-east-1',
  currency: 'USD',
  date: '2026-10-01',
  prices: [
    {
      key: 'money',
      unit: 'month',
      note: null,
      tiers: [{ upTo: null, unitPrice: '1', provenance: 'list-price', source: 'by hand', date: '2026-10-01' }],
    },
  ],
};

interface Spending {
  readonly paidTo: PaidTo;
  readonly dollars: number;
  readonly period?: Period;
  /** Proportional to ingress, `dollars` as it is today. */
  readonly grows?: boolean;
  readonly key?: string;
}

const TODAY = demo.averageIngress / 1024 ** 2;

function lineOf({ period = 'month', paidTo, grows = false, key = 'money' }: Spending, at: number): QuantityLine {
  return {
    category: period === 'once' ? 'migration' : 'compute',
    item: `Spending ${at}`,
    period,
    paidTo,
    price: { book: key },
    unit: 'month',
    quantity: grows ? `spending${at} * averageIngress / today` : `spending${at}`,
    explanation: 'By hand:',
  };
}

const figure = (value: number, unit: string) =>
  ({ value, unit, provenance: 'assumed', source: 'assumption:by hand', low: null, high: null }) as const;

/** A platform that costs what is said, at one dollar each. */
export function platform(
  name: string,
  spending: readonly Spending[],
  limits: readonly CarryingLimit[] = [],
): PricedShape {
  return {
    platform: name,
    title: name,
    variant: {
      name: 'plain',
      title: 'by hand',
      assumptions: {
        today: figure(TODAY, 'MiB/second'),
        capacity: figure(TODAY * 1.15, 'MiB/second'),
        ...Object.fromEntries(spending.map(({ dollars }, at) => [`spending${at}`, figure(dollars, 'month')])),
      },
      derived: [],
      quantities: spending.map(lineOf),
      limits,
    },
  };
}

interface Asked {
  /** Without `business/`; money in US dollars. */
  readonly business?: Readonly<Record<string, number>>;
  readonly terms?: Partial<Terms>;
  readonly growthPerMonth?: number;
  readonly question?: Partial<Question>;
  readonly withoutFigures?: boolean;
}

/** Of `old` against `new`: no overlap, no discounting and no growth unless asked for. */
export function caseOf(shapes: readonly PricedShape[], asked: Asked = {}): BusinessCase | null {
  const inputs: Readonly<Record<string, number>> = { overlapMonths: 0, discountRatePerYear: 0, ...asked.business };
  const business = Object.fromEntries(
    Object.entries(BUSINESS_FIGURES).map(([name, one]) => [
      name,
      { ...one, value: inputs[name.replace('business/', '')] ?? one.value },
    ]),
  );
  const question = {
    ...usualQuestion('fixture', STARTED_AT),
    baseline: 'old/plain',
    candidate: 'new/plain',
    horizonMonths: 6,
    ...asked.question,
  };
  const priced = priceWorkload({
    workload: { ...demo, growthPerMonth: asked.growthPerMonth ?? 0 },
    shapes,
    books: [book],
    hoursPerMonth: 730,
    startedAt: STARTED_AT,
    terms: { ...LIST_PRICES, ...asked.terms },
    business: asked.withoutFigures === true ? {} : business,
    overrides: {},
    question,
    notPriced: [],
    measured: [],
  });
  return businessCaseOf(priced, modelOf(priced), question);
}
