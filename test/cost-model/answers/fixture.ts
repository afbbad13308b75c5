import { answersOf } from '../../../src/cost-model/answers/answers-of.ts';
import type { CostAnswers } from '../../../src/cost-model/types/answers.ts';
import type { ProductionWorkload } from '../../../src/scenarios/production.ts';
import { bytesPerSecond, MIB } from '../../../src/units.ts';
import { type SmallPlatform, small } from '../small-platforms.ts';

/** A unit of each is a dollar, so that a quantity is its amount. */
const prices = {
  dollar: { unit: 'count', tiers: [[null, '1']] },
  rate: { unit: 'MiB/second-month', tiers: [[null, '1']] },
  rateOfB: { unit: 'MiB/second-month', tiers: [[null, '3']] },
} as const;

type Setting = Omit<Parameters<typeof small>[1], 'prices'> & {
  readonly prices?: Parameters<typeof small>[1]['prices'];
};

export const ingress = (mib: number): Partial<ProductionWorkload> => ({
  averageIngress: bytesPerSecond(mib * MIB),
  peakIngress: bytesPerSecond(2 * mib * MIB),
});

export const dollars = (quantity: string): SmallPlatform['lines'][number] => ({
  item: quantity,
  unit: 'count',
  quantity,
  price: 'dollar',
});

/** At $1 for a MiB/s all month, or another key's price. */
export const perRate = (price = 'rate'): SmallPlatform['lines'][number] => ({
  item: price,
  unit: 'MiB/second-month',
  quantity: 'averageIngress * month',
  price,
});

export const priced = (platforms: readonly SmallPlatform[], setting: Setting = {}) =>
  small(platforms, { ...setting, prices: { ...prices, ...setting.prices } });

export function answered(platforms: readonly SmallPlatform[], setting: Setting = {}): CostAnswers {
  const answers = answersOf(priced(platforms, setting));
  if (answers === null) throw new Error('nothing is priced');
  return answers;
}
