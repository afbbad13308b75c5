import type {
  ReconciledLine,
  ReconciledRow,
  Reconciliation,
} from '../../../../cost-model/billing/types/reconciliation.ts';
import { rowTitle } from '../../../bill-words/parts.ts';
import { monthWords, windowWords } from '../../../bill-words/period.ts';
import { address, columnRange } from '../../file/address.ts';
import { type Cell, formula, headRow, number, optional, type Sheet, text } from '../../file/cell.ts';
import { HEAD_ROWS } from '../../layout.ts';
import { BILL_SHEETS } from './names.ts';

/** Of the sheet of lines; A is 1. */
const LINE = {
  target: 1,
  category: 2,
  modelled: 7,
  measured: 8,
  billedInWindow: 9,
  billed: 10,
  price: 12,
  quantity: 13,
  mix: 14,
} as const;

type Summed = keyof Omit<typeof LINE, 'target' | 'category'>;

interface PlacedLine {
  readonly target: string;
  readonly category: ReconciledRow['category'];
  readonly line: ReconciledLine;
}

const linesOf = (beside: readonly Reconciliation[]): readonly PlacedLine[] =>
  beside.flatMap(({ target, rows }) =>
    rows.flatMap(({ category, lines }) => lines.map((line) => ({ target, category, line }))),
  );

const IN_WINDOW = 'Billed, in the bill’s days';

const monthOf = ([first]: readonly Reconciliation[]): string =>
  first === undefined ? 'Billed, a month' : `Billed, ${monthWords(first.scaling)}`;

const orEmpty = (value: string | null | undefined, style: 'money' | 'quantity'): Cell =>
  optional(value == null ? null : Number(value), style);

/** Every line of every target, with what its difference is made of; the difference is live. */
export function reconciledLinesSheet(beside: readonly Reconciliation[]): Sheet {
  return {
    name: BILL_SHEETS.lines,
    hidden: false,
    widths: [20, 26, 44, 18, 18, 18, 16, 16, 18, 18, 16, 14, 14, 14, 80],
    frozenRows: HEAD_ROWS,
    rows: [
      [text('The lines behind the reconciliation, a month', 'title')],
      [text('Difference = billed − modelled = by price + by quantity + on one side only, in every line.', 'small')],
      headRow(
        'Target',
        'Category',
        'Line',
        'Unit',
        'Quantity modelled',
        'Quantity billed',
        'Modelled',
        'Measured, at list prices',
        IN_WINDOW,
        monthOf(beside),
        'Difference',
        'by price',
        'by quantity',
        'on one side only',
        'Why',
      ),
      ...linesOf(beside).map(({ target, category, line }, at) => {
        const row = HEAD_ROWS + 1 + at;
        return [
          text(target),
          text(rowTitle(category)),
          text(line.item),
          text(line.unit ?? ''),
          orEmpty(line.modelledQuantity, 'quantity'),
          orEmpty(line.billedQuantity, 'quantity'),
          number(Number(line.modelled), 'money'),
          orEmpty(line.measured, 'money'),
          number(Number(line.billedInWindow), 'money'),
          number(Number(line.billed), 'money'),
          formula(
            `${address(LINE.billed, row)}-${address(LINE.modelled, row)}`,
            Number(line.billed) - Number(line.modelled),
            'money',
          ),
          number(Number(line.price), 'money'),
          number(Number(line.quantity), 'money'),
          number(Number(line.mix), 'money'),
          text(line.why),
        ];
      }),
    ],
  };
}

/** Modelled, measured and billed by category: sums over the lines of the other sheet. */
export function reconciliationSheet(beside: readonly Reconciliation[]): Sheet {
  const lines = linesOf(beside);
  const range = (column: keyof typeof LINE): string =>
    columnRange(BILL_SHEETS.lines, LINE[column], HEAD_ROWS + 1, HEAD_ROWS + Math.max(1, lines.length));
  let row = HEAD_ROWS;
  const rows = beside.flatMap(({ target, rows: own, total, scaling }): readonly (readonly Cell[])[] => {
    const shown = own.filter(({ lines: behind }) => behind.length > 0);
    const first = row + 1;
    const sumOf = (column: Summed, at: number, value: string | null): Cell =>
      formula(
        `SUMIFS(${range(column)},${range('target')},$A${at},${range('category')},$B${at})`,
        Number(value ?? 0),
        'money',
      );
    const cells = shown.map((one): readonly Cell[] => {
      row += 1;
      return [
        text(target),
        text(rowTitle(one.category), 'label'),
        sumOf('modelled', row, one.modelled),
        one.measured === null ? orEmpty(null, 'money') : sumOf('measured', row, one.measured),
        sumOf('billedInWindow', row, one.billedInWindow),
        sumOf('billed', row, one.billed),
        formula(`F${row}-C${row}`, Number(one.difference), 'money'),
        sumOf('price', row, one.price),
        sumOf('quantity', row, one.quantity),
        sumOf('mix', row, one.mix),
        text(notUsed(one)),
      ];
    });
    row += 3;
    const sum = (column: string, value: string): Cell =>
      formula(shown.length === 0 ? '0' : `SUM(${column}${first}:${column}${row - 3})`, Number(value), 'total');
    return [
      ...cells,
      [
        text(target),
        text('Total', 'label'),
        sum('C', total.modelled),
        total.measured === null ? orEmpty(null, 'money') : sum('D', total.measured),
        sum('E', total.billedInWindow),
        sum('F', total.billed),
        sum('G', total.difference),
        sum('H', total.price),
        sum('I', total.quantity),
        sum('J', total.mix),
        text(total.modelledIsLowerBound ? 'the model misses a price: a lower bound' : ''),
      ],
      [text(`Billed for ${windowWords(scaling)}. ${scaling.method}`, 'small')],
      [],
    ];
  });
  return {
    name: BILL_SHEETS.reconciliation,
    hidden: false,
    widths: [20, 30, 16, 18, 18, 18, 16, 14, 14, 16, 44],
    frozenRows: HEAD_ROWS,
    rows: [
      [text('Modelled, measured, billed: a month', 'title')],
      [
        text(
          'Sums over the sheet of lines. An empty measured cell is no zero: nothing of it was measured for production.',
          'small',
        ),
      ],
      headRow(
        'Target',
        'Category',
        'Modelled',
        'Measured, at list prices',
        IN_WINDOW,
        monthOf(beside),
        'Difference',
        'by price',
        'by quantity',
        'on one side only',
        '',
      ),
      ...rows,
    ],
  };
}

const notUsed = ({ measuredNotUsed, modelledIsLowerBound }: ReconciledRow): string =>
  [
    ...(measuredNotUsed == null || Number(measuredNotUsed) === 0
      ? []
      : [`measured and not used: ${Number(measuredNotUsed).toFixed(2)}`]),
    ...(modelledIsLowerBound ? ['a price is missing: a lower bound'] : []),
  ].join('; ');
