import { Decimal } from 'decimal.js';
import type { Uncertainty } from '../../cost-model/types/answers.ts';
import type { CostResult } from '../../cost-model/types/result.ts';
import { rounded } from '../money.ts';
import { platformOf } from '../tables/cost/platforms.ts';

type Range = Uncertainty['platforms'][number];

/**
 * Where the total lies outside the range of eight of ten samples, which it may: ranges reach further to one side of
 * what is stated than to the other. Null where it lies within, as it should.
 */
export function outsideWords({ platform, p10, p90 }: Range, cost: CostResult): string | null {
  const total = platformOf(platform, cost)?.total;
  if (total === undefined) return null;
  const stated = `${rounded(total, cost.currency)} at the stated values`;
  if (new Decimal(total).lt(p10)) return `${stated}, and more in most samples`;
  return new Decimal(total).gt(p90) ? `${stated}, and less in most samples` : null;
}
