import { overridden } from '../../../cost-model/pricing/figure-overrides.ts';
import { hoursRefusal } from '../../../cost-model/pricing/month-hours.ts';
import { workloadOf } from '../../../cost-model/pricing/workload-figures.ts';
import { WORKLOAD_WORDS } from '../../../cost-model/sheet/workload-words.ts';
import type { Figures } from '../../../cost-model/types/figures.ts';
import type { Overrides } from '../../../cost-model/types/request.ts';
import type { CostResult } from '../../../cost-model/types/result.ts';
import type { Problem } from '../../../errors.ts';
import type { Mistake } from '../../../scenarios/mistake.ts';
import { checkProduction, productionInput } from '../../../scenarios/production-input.ts';
import type { CellChange } from './edited-figures.ts';
import { AVERAGE, PEAK } from './moved-peak.ts';

/** Which figure a key of a `production:` block says. */
const FIGURE_OF: ReadonlyMap<string, string> = new Map([
  ...Object.values(WORKLOAD_WORDS).map(({ key, figures }) => [key, figures[0] ?? ''] as const),
  ['ingress.average', AVERAGE],
  ['ingress.peak', PEAK],
]);

/** What the rules of scenarios and flags refuse of an edited workload: each mistake at the cell that made it. */
export function workloadProblems(
  cost: CostResult,
  overrides: Overrides,
  changes: readonly CellChange[],
): readonly Problem[] {
  const figures = overridden(cost.figures, overrides);
  const values = changes.filter(({ part }) => part === 'value');
  const wrong = mistakesIn(figures, cost).flatMap((mistake) => {
    const name = nameOf(mistake);
    const cell = changeOf(name, values) ?? (name === PEAK ? changeOf(AVERAGE, values) : undefined);
    return cell === undefined ? [] : [problemAt(cell, mistake, figures)];
  });
  const isWrong = (name: string): boolean => wrong.some(({ what }) => what.includes(`(${name})`));
  const bounds = changes.filter(({ part, name }) => part !== 'value' && !isWrong(name));
  return [
    ...wrong,
    ...bounds.flatMap((bound) => boundProblems(bound, figures, cost)),
    ...changes.flatMap(hoursProblem),
  ];
}

/** The workload as it would be at one end of a range; the peak moves with the average. */
function boundProblems(bound: CellChange, figures: Figures, cost: CostResult): readonly Problem[] {
  const { name, to } = bound;
  const figure = figures[name];
  if (to === null || figure === undefined) return [];
  const { [AVERAGE]: average, [PEAK]: peak } = figures;
  const moved =
    name === AVERAGE && average !== undefined && peak !== undefined
      ? { [PEAK]: { ...peak, value: peak.value * (to / average.value) } }
      : {};
  return mistakesIn({ ...figures, [name]: { ...figure, value: to }, ...moved }, cost)
    .filter((mistake) => nameOf(mistake) === name)
    .map((mistake) => problemAt(bound, mistake, figures));
}

function mistakesIn(figures: Figures, { workload }: CostResult): readonly Mistake[] {
  return checkProduction(productionInput(workloadOf(figures, workload)), workload.recordBytes).mistakes;
}

const nameOf = ({ path }: Mistake): string => FIGURE_OF.get(path.slice(1).join('.')) ?? '';

const changeOf = (name: string, changes: readonly CellChange[]): CellChange | undefined =>
  changes.find((change) => change.name === name);

/** A rule's words are about the key of a scenario, `is "0ms", which …`: here the cell's own number and unit stand. */
function problemAt({ cell, name, to }: CellChange, { what, todo }: Mistake, figures: Figures): Problem {
  const unit = figures[name]?.unit ?? '';
  const counted = unit === 'count' || unit === 'fraction' ? '' : `, in ${unit}`;
  return {
    what: `${cell} (${name}) ${what.replace(/^is ("[^"]*"|-?\d[^\s,]*)/, `is ${to}`)}`,
    todo: `${capital(todo.replace(/; for example .*$/, ''))}${counted}.`,
  };
}

const capital = (words: string): string => `${words.charAt(0).toUpperCase()}${words.slice(1)}`;

function hoursProblem({ name, cell, to }: CellChange): readonly Problem[] {
  const refusal = name === 'hours' && to !== null ? hoursRefusal(to) : null;
  return refusal === null ? [] : [{ what: `${cell} (hours) is ${to}, ${refusal.what}`, todo: refusal.todo }];
}
