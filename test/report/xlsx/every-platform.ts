import { shippedPriceBooks } from '../../../src/commands/price-books.ts';
import { BUSINESS_FIGURES } from '../../../src/cost-model/business/business-figures.ts';
import { LIST_PRICES } from '../../../src/cost-model/prices/net-prices.ts';
import { costResult } from '../../../src/cost-model/pricing/cost-result.ts';
import { usualQuestion } from '../../../src/cost-model/pricing/question.ts';
import { shapesOf } from '../../../src/cost-model/pricing/saved-prices.ts';
import { withSurroundings } from '../../../src/cost-model/surroundings/with-surroundings.ts';
import type { Figure } from '../../../src/cost-model/types/figures.ts';
import type { Overrides } from '../../../src/cost-model/types/request.ts';
import type { CostResult } from '../../../src/cost-model/types/result.ts';
import type { PricedShape, QuantityLine } from '../../../src/cost-model/types/shape.ts';
import { platforms } from '../../../src/platforms/index.ts';
import { bytesPerSecond, MIB } from '../../../src/units.ts';
import { demo } from '../../cost-model/fixture.ts';

const STARTED_AT = '2026-11-21T00:00:00Z';
const STAYS = 'apache-kafka/block-storage';
const MOVES_TO = 'apache-kafka-tiered/s3-tier';

/** Enough to be sampled, and no more. */
const SAMPLES = 200;

const capacity = (item: string, assumption: string): QuantityLine => ({
  category: 'object-capacity',
  item,
  period: 'month',
  paidTo: 'cloud',
  price: { book: 'aws.s3.standard.storage' },
  unit: 'GiB-month',
  quantity: assumption,
  explanation: `${item}:`,
});

const gibMonths = (value: number): Figure => ({
  value,
  unit: 'GiB-month',
  provenance: 'assumed',
  source: 'assumption:the test',
  low: null,
  high: null,
});

/** Two lines with one price: the second begins in its first tier, at 51,200 GiB, where the first left it, and ends in the next. */
const sharedTiers: PricedShape = {
  platform: 'two-buckets',
  title: 'Two buckets',
  variant: {
    name: 'one-price',
    title: 'with one price',
    assumptions: { first: gibMonths(40_000), second: gibMonths(30_000) },
    derived: [],
    quantities: [capacity('First bucket', 'first'), capacity('Second bucket', 'second')],
  },
};

/** Every platform with what surrounds it, large enough that prices with tiers fill more than the first of them. */
export function everyPlatform(overrides: Overrides = {}): CostResult {
  return costResult({
    workload: { ...demo, averageIngress: bytesPerSecond(150 * MIB), inZoneReadShare: 0.5 },
    shapes: [
      ...withSurroundings(
        platforms.flatMap((platform) => shapesOf(platform)),
        { ecosystem: { connectors: 'replace' }, baseline: STAYS, support: 'business' },
      ),
      sharedTiers,
    ],
    books: shippedPriceBooks(),
    hoursPerMonth: 730,
    startedAt: STARTED_AT,
    terms: { ...LIST_PRICES, tax: { share: 0.19, source: 'the test' } },
    business: BUSINESS_FIGURES,
    overrides,
    question: {
      ...usualQuestion('every platform', STARTED_AT),
      baseline: STAYS,
      candidate: MOVES_TO,
      samples: SAMPLES,
    },
    notPriced: [],
    measured: [],
  });
}
