import { wordsOf } from '../../../cost-model/arithmetic/expression.ts';
import type { CostResult } from '../../../cost-model/types/result.ts';
import { PROVENANCE_TITLES } from '../../words.ts';
import { address } from '../file/address.ts';
import { type Cell, formula, headRow, number, optional, type Sheet, text } from '../file/cell.ts';
import {
  DELIVERED_COLUMN,
  HEAD_ROWS,
  INPUT_COLUMNS,
  type InputRow,
  isDefinition,
  type Layout,
  ownerTitle,
  SHEETS,
} from '../layout.ts';
import { averageRowFor, peakFormula } from '../returned/moved-peak.ts';

const NOTE =
  'Yellow cells may be changed: the workbook follows, and it can be sent back. An assumption that several platforms share is changed in its first row; the others follow it unless they are overwritten. So does the peak follow the average.';

/** Workload, assumptions and the business case: one row a figure. */
export function inputsSheet(cost: CostResult, layout: Layout): Sheet {
  return {
    name: SHEETS.inputs,
    hidden: false,
    widths: [44, 34, 30, 14, 26, 12, 12, 14, 60, 14, 10],
    frozenRows: HEAD_ROWS,
    rows: [
      [text('Inputs', 'title')],
      [text(NOTE, 'small')],
      headRow('Name', 'Of', 'What it is', 'Value', 'Unit', 'Low', 'High', 'Provenance', 'Source', 'As delivered', ''),
      ...layout.inputs.map((input) => inputRow(input, cost, averageRowFor(input.name, layout))),
    ],
  };
}

function inputRow(input: InputRow, cost: CostResult, averageRow: number | null): readonly Cell[] {
  const { name, figure, row, follows } = input;
  const own = follows === null && !isDefinition(figure);
  return [
    text(name),
    text(ownerTitle(name, cost) ?? groupOf(input)),
    text(wordsOf(name)),
    averageRow === null ? valueCell(input) : formula(peakFormula(averageRow, row), figure.value, 'input'),
    text(figure.unit),
    optional(figure.low, own ? 'input' : 'figure'),
    optional(figure.high, own ? 'input' : 'figure'),
    text(PROVENANCE_TITLES[figure.provenance]),
    text(figure.source),
    number(figure.value),
    changedCell(address(INPUT_COLUMNS.value, row), address(DELIVERED_COLUMN, row)),
  ];
}

function groupOf({ name, figure }: InputRow): string {
  if (name.startsWith('business/')) return 'Business case';
  return isDefinition(figure) ? 'Units' : 'Workload';
}

function valueCell({ figure, follows }: InputRow): Cell {
  if (isDefinition(figure)) return number(figure.value);
  if (follows === null) return number(figure.value, 'input');
  return formula(address(INPUT_COLUMNS.value, follows.row), figure.value, 'input');
}

export const changedCell = (now: string, delivered: string): Cell =>
  formula(`IF(${now}=${delivered},"","changed")`, '', 'warning');
