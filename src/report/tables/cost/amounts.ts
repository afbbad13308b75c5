import type { CostResult, PlatformCost } from '../../../cost-model/types/result.ts';
import { THIN_SPACE } from '../../../judge/format.ts';
import { cents } from '../../money.ts';
import type { Cell } from '../../table.ts';

/** An amount of the result, to the cent; `text` where it is to be read otherwise. */
export const money = (amount: string, { currency }: Pick<CostResult, 'currency'>, text?: string): Cell => ({
  kind: 'figure',
  value: amount,
  text: text ?? cents(amount, currency),
  unit: currency,
});

export const LOWER_BOUND_NOTE = '≥: something in it has no price yet, so the total is a lower bound.';

/** An amount that misses a price says so. */
export const atLeast = (amount: string, isLowerBound: boolean, cost: Pick<CostResult, 'currency'>): Cell =>
  money(amount, cost, `${isLowerBound ? `≥${THIN_SPACE}` : ''}${cents(amount, cost.currency)}`);

export const totalCell = ({ total, totalIsLowerBound }: PlatformCost, cost: CostResult): Cell =>
  atLeast(total, totalIsLowerBound, cost);
