import { fileURLToPath } from 'node:url';
import { shippedPriceBooks } from '../../src/commands/price-books.ts';
import { LIST_PRICES } from '../../src/cost-model/prices/net-prices.ts';
import { type PricedWorkload, priceWorkload } from '../../src/cost-model/pricing/price-workload.ts';
import { usualQuestion } from '../../src/cost-model/pricing/question.ts';
import { shapesOf } from '../../src/cost-model/pricing/saved-prices.ts';
import { withSurroundings } from '../../src/cost-model/surroundings/with-surroundings.ts';
import type { PriceRequest } from '../../src/cost-model/types/request.ts';
import { platforms } from '../../src/platforms/index.ts';
import { readScenario } from '../../src/scenarios/read.ts';

const STARTED_AT = '2026-11-21T00:00:00Z';
const { plan } = readScenario(fileURLToPath(new URL('../../scenarios/demo.yaml', import.meta.url)), { set: [] });

/** `workbench cost scenarios/demo.yaml --all`, without answers, with what surrounds the brokers. */
export function everyPlatform(change: Partial<PriceRequest> = {}): PricedWorkload {
  return priceWorkload({
    workload: plan.production,
    shapes: withSurroundings(
      platforms.flatMap((platform) => shapesOf(platform)),
      { ecosystem: {}, baseline: 'apache-kafka/block-storage', support: 'enterprise' },
    ),
    books: shippedPriceBooks(),
    hoursPerMonth: 730,
    startedAt: STARTED_AT,
    terms: LIST_PRICES,
    business: {},
    overrides: {},
    question: usualQuestion('every platform', STARTED_AT),
    notPriced: [],
    measured: [],
    ...change,
  });
}
