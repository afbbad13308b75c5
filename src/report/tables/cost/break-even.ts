import type { BreakEven } from '../../../cost-model/types/answers.ts';
import type { CostResult } from '../../../cost-model/types/result.ts';
import { readingOf } from '../../cost-words/workload-axis.ts';
import { rounded } from '../../money.ts';
import { type Cell, left, missing, plainRows, right, type Table, text } from '../../table.ts';
import { money } from './amounts.ts';
import { comparedPlatforms, titleOf, titleOfId } from './platforms.ts';

/** Steps of both curves may let them cross often; only as many crossings have a row each. */
const FEW = 3;

const figureCell = (curve: BreakEven, value: number, cost: CostResult): Cell => ({
  kind: 'figure',
  value,
  text: readingOf(curve, cost).words(value),
  unit: curve.unit,
});

/** Each change of the cheaper one with its range; figures that never change it, and those nothing is known of, too. */
export function breakEvenTable(cost: CostResult): Table | null {
  const curves = cost.answers?.breakEven ?? [];
  if (curves.length === 0) return null;
  const rows = curves.flatMap((curve) => {
    const { crossings, cheaperBelow, searched, today, why } = curve;
    const { axis, words } = readingOf(curve, cost);
    const row = (changes: readonly Cell[]) => ({
      title: axis,
      unit: null,
      cells: [figureCell(curve, today, cost), ...changes, text(`${words(searched[0])} to ${words(searched[1])}`)],
    });
    if (crossings.length === 0) {
      const never = missing(why ?? 'the cheaper one does not change over what was searched');
      return [row([never, never, cheaperBelow === null ? never : text(titleOfId(cheaperBelow, cost)), never])];
    }
    const last = crossings.at(-1);
    if (crossings.length > FEW && last !== undefined) {
      const often = `${crossings.length} times, ${words(crossings[0]?.at ?? last.at)} to ${words(last.at)}`;
      return [
        row([
          text(often),
          missing('it changes with every step of a whole instance or unit'),
          cheaperBelow === null ? missing('it is not known') : text(titleOfId(cheaperBelow, cost)),
          text(titleOfId(last.cheaperAbove, cost)),
        ]),
      ];
    }
    return crossings.map(({ at, low, high, cheaperAbove }, index) => {
      const below = crossings[index - 1]?.cheaperAbove ?? cheaperBelow;
      return row([
        figureCell(curve, at, cost),
        low === null || high === null
          ? missing('in fewer than half of the samples it changes')
          : text(`${words(low)} to ${words(high)}`),
        below === null ? missing('it is not known') : text(titleOfId(below, cost)),
        text(titleOfId(cheaperAbove, cost)),
      ]);
    });
  });
  return {
    id: 'cost-break-evens',
    title: 'Where the cheaper one changes',
    columns: [
      left('Figure'),
      right('Today'),
      right('Changes at'),
      right('In eight of ten samples'),
      left('Cheaper below'),
      left('Cheaper above'),
      right('Searched'),
    ],
    groups: plainRows(rows, 'modelled'),
    notes: [],
  };
}

/** The points of the curves, one table a figure. */
export function breakEvenTables(curves: readonly BreakEven[], cost: CostResult): readonly Table[] {
  return curves.map((curve) => ({
    id: `cost-break-even-${curve.figure}-points`,
    title: `A month against ${readingOf(curve, cost).axis}`,
    columns: [
      left(readingOf(curve, cost).axis),
      ...comparedPlatforms(cost).map((platform) => right(titleOf(platform, cost))),
    ],
    groups: plainRows(
      curve.points.map(({ at, baseline, candidate }) => ({
        title: readingOf(curve, cost).words(at),
        unit: null,
        cells: [baseline, candidate].map((amount) => money(String(amount), cost, rounded(amount, cost.currency))),
      })),
      'modelled',
    ),
    notes: [],
  }));
}
