import { answersOf } from '../../src/cost-model/answers/answers-of.ts';
import { BUSINESS_FIGURES } from '../../src/cost-model/business/business-figures.ts';
import { LIST_PRICES } from '../../src/cost-model/prices/net-prices.ts';
import type { PricedWorkload } from '../../src/cost-model/pricing/price-workload.ts';
import type { Question } from '../../src/cost-model/types/request.ts';
import type { CostResult, PlatformId } from '../../src/cost-model/types/result.ts';
import { everyPlatform } from '../cost-model/every-platform.ts';

/** Complete and incomplete ones, on instances and by meters, two variants of one platform among them. */
const SIX: readonly PlatformId[] = [
  'apache-kafka/block-storage',
  'apache-kafka/fetch-from-follower',
  'automq/open-source-s3-wal',
  'warpstream/s3',
  'amazon-msk/express',
  'aiven/classic',
];

const FUTURES: Question['futures'] = [
  { name: 'As today', figures: {} },
  { name: 'Twice as much', figures: { averageIngress: 200, peakIngress: 400 } },
];

function answered(priced: PricedWorkload, asked: Partial<Question>): CostResult {
  const question = { ...priced.question, samples: 400, futures: FUTURES, ...asked };
  return { ...priced, question, answers: answersOf(priced, question) };
}

const only = (priced: PricedWorkload, ids: readonly PlatformId[]): PricedWorkload => ({
  ...priced,
  platforms: priced.platforms.filter(({ platform, variant }) => ids.includes(`${platform}/${variant}`)),
});

const asked = { business: BUSINESS_FIGURES };
const everything = everyPlatform(asked);
const six = only(everything, SIX);

/** Six platforms with everything that follows from them: real shapes, shipped prices, the demo's workload. */
export const answeredSix = answered(six, { baseline: 'apache-kafka/block-storage', candidate: 'warpstream/s3' });

/** Two so close that what is uncertain does not tell them apart, and that their curves cross. */
export const answeredClose = answered(six, { baseline: 'warpstream/s3', candidate: 'automq/open-source-s3-wal' });

/** The candidate misses a price. */
export const answeredIncomplete = answered(six, { baseline: 'apache-kafka/block-storage', candidate: 'aiven/classic' });

export const answeredAll = answered(everything, {});

/** In another currency, with a discount, instances on demand, and tax on top. */
export const answeredInEuros = answered(
  only(
    everyPlatform({
      ...asked,
      terms: {
        ...LIST_PRICES,
        discounts: [{ of: { key: 'aws.ebs' }, share: 0.2, source: 'our contract' }],
        currency: { currency: 'EUR', perUsd: '0.92', date: '2026-11-01', source: 'the bank' },
        tax: { share: 0.19, source: 'the law' },
      },
    }),
    SIX,
  ),
  { baseline: 'apache-kafka/block-storage', candidate: 'warpstream/s3' },
);
