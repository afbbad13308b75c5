import { Decimal } from 'decimal.js';
import type { Regret } from '../../../cost-model/types/answers.ts';
import type { CostResult } from '../../../cost-model/types/result.ts';
import { figureWords } from '../../cost-words/figure-name.ts';
import { withStop } from '../../cost-words/sentence.ts';
import { readingOf } from '../../cost-words/workload-axis.ts';
import { left, plainRows, right, type Table } from '../../table.ts';
import { money } from './amounts.ts';
import { titleOfId } from './platforms.ts';

/** What a future changes, in words: `averageIngress 524 TB a month`. */
function futureWords({ name, figures }: Regret['futures'][number], cost: CostResult): string {
  const changed = Object.entries(figures).map(([figure, value]) => {
    const unit = cost.figures[figure]?.unit ?? '';
    const { noun, words } = readingOf({ figure, title: figureWords(figure), unit }, cost);
    return `${noun} ${words(value)}`;
  });
  return `${name}: ${changed.join(', ') || 'as today'}.`;
}

/** What each choice costs more than the best one, in every future that the user names. */
export function regretTable(cost: CostResult): Table | null {
  const regret = cost.answers?.regret ?? null;
  if (regret === null || regret.rows.length === 0) return null;
  const { futures, rows, least, leftOut = [] } = regret;
  return {
    id: 'cost-regret',
    title:
      least === null
        ? 'What each choice costs more than the best one, future by future'
        : `Least regretted whatever comes: ${titleOfId(least, cost)}`,
    columns: [left('Platform'), ...futures.map(({ name }) => right(name)), right('At worst')],
    groups: plainRows(
      rows
        .toSorted((a, b) => new Decimal(a.worst).comparedTo(b.worst))
        .map(({ platform, regrets, worst }) => ({
          title: titleOfId(platform, cost),
          unit: null,
          cells: [...regrets, worst].map((amount) => money(amount, cost)),
        })),
      'modelled',
    ),
    notes: [
      'Over the whole horizon, above the cheapest complete platform of the same future.',
      ...futures.map((future) => futureWords(future, cost)),
      ...leftOut.map(({ platform, why }) => `Left out: ${titleOfId(platform, cost)}, because ${withStop(why)}`),
    ],
  };
}
