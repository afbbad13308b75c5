import { Decimal } from 'decimal.js';
import { platformId } from '../../cost-model/platform-id.ts';
import type { CostResult } from '../../cost-model/types/result.ts';
import { inputError } from '../../errors.ts';
import { isTaxed } from '../../report/cost-words/terms.ts';
import { cents } from '../../report/money.ts';

export interface BudgetVerdict {
  /** False where a platform is above it, or cannot be said to be within it. */
  readonly isHeld: boolean;
  /** A sentence for each platform that is not within it, or one where all are. */
  readonly says: readonly string[];
}

/** @throws WorkbenchError where it is no amount. */
export function parseBudget(text: string): number {
  if (/^\d+(\.\d+)?$/.test(text)) return Number(text);
  throw inputError('budget', [
    {
      what: `--budget: "${text}" is no amount`,
      todo: 'Give what a month may cost, in the currency of the result: 50000.',
    },
  ]);
}

/**
 * Whether a month of every platform is within the budget; a lower bound below it decides nothing. Where tax is asked
 * for, what is paid holds it, and so does what is compared.
 */
export function budgetVerdict(cost: CostResult, budget: number): BudgetVerdict {
  const { platforms, currency, answers } = cost;
  const most = `the budget of ${cents(String(budget), currency)} a month, ${isTaxed(cost) ? 'tax included' : 'before tax'}`;
  const says = platforms.flatMap((platform) => {
    const { title, total, totalIsLowerBound } = platform;
    const taxed = answers?.comparison.rows.find((row) => row.platform === platformId(platform))?.tax ?? '0';
    const paid = new Decimal(total).plus(taxed);
    const amount = cents(paid.toFixed(), currency);
    if (paid.gt(budget)) return [`${title} is above ${most}: ${amount}.`];
    return totalIsLowerBound
      ? [`Whether ${title} is within ${most} cannot be decided: ${amount} and what has no price.`]
      : [];
  });
  return { isHeld: says.length === 0, says: says.length === 0 ? [`Every platform is within ${most}.`] : says };
}
