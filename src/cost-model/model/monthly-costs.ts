import { inputError } from '../../errors.ts';
import { COUNTABLE } from '../arithmetic/money.ts';
import type { CostModel } from './cost-model.ts';
import { type CaseAmounts, evaluateCases, type PlatformAmounts } from './evaluate-cases.ts';

/** What grows with the workload; partitions, retention, clients and everything else stay as they are. */
const GROWING = ['averageIngress', 'peakIngress', 'replayPerDay'] as const;

/**
 * What each month from the first one costs: one case a month, in which ingress, its peak and replay are
 * (1 + growthPerMonth)^(month − 1) times as much.
 * @param given other values of figures, the same in every month but for that growth
 * @throws WorkbenchError where the workload outgrows what can be counted to the cent
 */
export function monthlyCosts(
  model: CostModel,
  months: number,
  given: Readonly<Record<string, number>> = {},
): CaseAmounts {
  const today = (name: string): number => given[name] ?? model.figures.get(name)?.value ?? 0;
  const growth = 1 + today('growthPerMonth');
  const grown = GROWING.filter((name) => model.figures.has(name)).map((name) => [
    name,
    Float64Array.from({ length: months }, (_, month) => today(name) * growth ** month),
  ]);
  const costs = evaluateCases(model, { count: months, given: { ...given, ...Object.fromEntries(grown) } });
  const overflow = costs.platforms.map(firstUncountable).filter((month) => month >= 0);
  if (overflow.length > 0) {
    throw inputError('growth', [
      {
        what: `with ${Number((today('growthPerMonth') * 100).toPrecision(6))}% of growth a month, the costs of month ${Math.min(...overflow) + 1} are beyond counting`,
        todo: 'Give a smaller production.growthPerMonth, or ask about fewer months.',
      },
    ]);
  }
  return costs;
}

const firstUncountable = ({ total }: PlatformAmounts): number => total.findIndex((amount) => !(amount <= COUNTABLE));
