import { difference, sum } from '../../cost-model/arithmetic/money.ts';
import type { Bill } from '../../cost-model/billing/types/bill.ts';

export interface PaidByOthers {
  readonly title: string;
  /** Below zero: the sources' totals and these add up to the bill's. */
  readonly amount: string;
}

/** What other targets pay of costs that the sources have whole, one a key. */
export const paidByOthers = ({ shared }: Bill): readonly PaidByOthers[] =>
  [...Map.groupBy(shared, ({ by }) => by)].map(([by, parts]) => ({
    title: `Others’ part, by ${by}`,
    amount: difference('0', sum(parts.map(({ others }) => others))),
  }));
