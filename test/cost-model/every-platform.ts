import { shippedPriceBooks } from '../../src/commands/price-books.ts';
import { BUSINESS_FIGURES } from '../../src/cost-model/business/business-figures.ts';
import { LIST_PRICES } from '../../src/cost-model/prices/net-prices.ts';
import { type PricedWorkload, priceWorkload } from '../../src/cost-model/pricing/price-workload.ts';
import { usualQuestion } from '../../src/cost-model/pricing/question.ts';
import { shapesOf } from '../../src/cost-model/pricing/saved-prices.ts';
import { withSurroundings } from '../../src/cost-model/surroundings/with-surroundings.ts';
import type { PriceBook } from '../../src/cost-model/types/prices.ts';
import type { Overrides } from '../../src/cost-model/types/request.ts';
import { platforms } from '../../src/platforms/index.ts';
import type { ProductionWorkload } from '../../src/scenarios/production.ts';
import { demo } from './fixture.ts';

const STARTED_AT = '2026-11-21T00:00:00Z';

const shapes = withSurroundings(
  platforms.flatMap((platform) => shapesOf(platform)),
  { ecosystem: {}, baseline: 'apache-kafka/block-storage', support: 'business' },
);

const regional = (books: readonly PriceBook[]): readonly PriceBook[] =>
  books.filter(({ region }) => region === 'us-east-1');

/** The demo's workload on every platform that has a cost shape, with what surrounds it, at the shipped prices. */
export const everyPlatform = (overrides: Overrides = {}, workload: Partial<ProductionWorkload> = {}): PricedWorkload =>
  priceWorkload({
    workload: { ...demo, ...workload },
    shapes,
    books: regional(shippedPriceBooks()),
    hoursPerMonth: 730,
    startedAt: STARTED_AT,
    terms: LIST_PRICES,
    business: BUSINESS_FIGURES,
    overrides,
    question: usualQuestion('fixture', STARTED_AT),
    notPriced: [],
    measured: [],
  });
