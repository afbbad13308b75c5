import { wordsOf } from '../../../cost-model/arithmetic/expression.ts';
import type { CostResult } from '../../../cost-model/types/result.ts';
import { type Cell, formula, headRow, number, type Sheet, text } from '../file/cell.ts';
import { formulaText } from '../formula-text.ts';
import { type DerivedRow, HEAD_ROWS, type Layout, ownerTitle, SHEETS } from '../layout.ts';

/** Figures that follow from the inputs, each by its own formula. */
export function derivedSheet(cost: CostResult, layout: Layout): Sheet {
  return {
    name: SHEETS.derived,
    hidden: false,
    widths: [44, 34, 34, 18, 22, 90, 18],
    frozenRows: HEAD_ROWS,
    rows: [
      [text('Derived', 'title')],
      [text('What follows from the inputs. Every value is a formula over the cells that it names.', 'small')],
      headRow('Name', 'Of', 'What it is', 'Value', 'Unit', 'In words', 'As delivered'),
      ...layout.derived.map((row) => derivedRow(row, cost, layout)),
    ],
  };
}

function derivedRow({ name, figure, expression }: DerivedRow, cost: CostResult, layout: Layout): readonly Cell[] {
  const written = formulaText(expression, {
    figure: layout.cellOf,
    amounts: () => {
      throw new ReferenceError(`"${name}" sums amounts, which only a line may`);
    },
  });
  return [
    text(name),
    text(ownerTitle(name, cost) ?? 'Workload'),
    text(wordsOf(name)),
    formula(written, figure.value, 'figure'),
    text(figure.unit),
    text(figure.source.replace(/^formula: /, '')),
    number(figure.value),
  ];
}
