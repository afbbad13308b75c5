import { shippedPriceBooks } from '../../../src/commands/price-books.ts';
import { BUSINESS_FIGURES } from '../../../src/cost-model/business/business-figures.ts';
import { LIST_PRICES } from '../../../src/cost-model/prices/net-prices.ts';
import { costResult } from '../../../src/cost-model/pricing/cost-result.ts';
import { usualQuestion } from '../../../src/cost-model/pricing/question.ts';
import { shapesOf } from '../../../src/cost-model/pricing/saved-prices.ts';
import type { Terms } from '../../../src/cost-model/types/prices.ts';
import type { CostResult } from '../../../src/cost-model/types/result.ts';
import { platforms } from '../../../src/platforms/index.ts';
import type { Target } from '../../../src/scenarios/target-types.ts';
import { demo } from '../../cost-model/fixture.ts';

const STARTED_AT = '2026-11-21T00:00:00Z';
const PLATFORM = 'apache-kafka';

/** One variant, as two targets assume it differently; the second one's variant is told from the first's by `@target`. */
export function twoTargets(terms: Partial<Terms> = {}): CostResult {
  const platform = platforms.find(({ name }) => name === PLATFORM);
  if (platform === undefined) throw new Error(`there is no ${PLATFORM}`);
  const shapes = [0.3, 0.6].map((freeDiskShare, at) => {
    const deployment = { assumptions: { freeDiskShare } } as unknown as Target['deployment'];
    const [shape] = shapesOf(platform, { name: `target-${'ab'[at]}`, platform: PLATFORM, deployment });
    if (shape === undefined) throw new Error(`${PLATFORM} has no cost shape`);
    return shape;
  });
  const cost = costResult({
    workload: demo,
    shapes,
    books: shippedPriceBooks(),
    hoursPerMonth: 730,
    startedAt: STARTED_AT,
    terms: { ...LIST_PRICES, ...terms },
    business: BUSINESS_FIGURES,
    overrides: {},
    question: { ...usualQuestion('two targets', STARTED_AT), samples: 50 },
    notPriced: [],
    measured: [],
  });
  const of = ({ variant }: { readonly variant: string }): readonly string[] => [variant.replace(/^.*@/, '')];
  return { ...cost, platforms: cost.platforms.map((one) => ({ ...one, targets: of(one) })) };
}
