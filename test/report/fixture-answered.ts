import { answersOf } from '../../src/cost-model/answers/answers-of.ts';
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

const everything = everyPlatform();
const six = only(everything, SIX);

/** Six platforms with everything that follows from them: real shapes, shipped prices, the demo's workload. */
export const answeredSix = answered(six, { baseline: 'apache-kafka/block-storage', candidate: 'warpstream/s3' });

/** Two so close that what is uncertain does not tell them apart, and that their curves cross. */
export const answeredClose = answered(six, { baseline: 'warpstream/s3', candidate: 'automq/open-source-s3-wal' });

/** The candidate misses a price. */
export const answeredIncomplete = answered(six, { baseline: 'apache-kafka/block-storage', candidate: 'aiven/classic' });

export const answeredAll = answered(everything, {});
