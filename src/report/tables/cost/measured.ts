import type { CostResult, MeasuredFigure } from '../../../cost-model/types/result.ts';
import { type Cell, left, list, missing, plainRows, right, type Table, text } from '../../table.ts';
import { quantityWords } from './figure-words.ts';

function useOf({ value, used, because }: MeasuredFigure): Cell {
  if (used) return text('measured and used');
  return list(because, value === null ? 'not measured, because' : 'measured, not used, because');
}

/** What the run measured, and whether it may price production. */
export function measuredTable(cost: CostResult): Table | null {
  if (cost.measured.length === 0) return null;
  return {
    id: 'cost-measured',
    title: 'What was measured, and whether the cost uses it',
    columns: [left('Figure'), left('Target'), right('Value'), left('Use')],
    groups: plainRows(
      cost.measured.map((figure) => ({
        title: figure.name,
        unit: null,
        cells: [
          text(figure.target),
          figure.value === null
            ? missing('not measured in this run')
            : {
                kind: 'figure',
                value: figure.value,
                text: quantityWords(figure.value, figure.unit),
                unit: figure.unit,
              },
          useOf(figure),
        ],
      })),
      'measured',
    ),
    notes: [],
  };
}
