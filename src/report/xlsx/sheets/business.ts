import type { CaseMonth } from '../../../cost-model/types/business.ts';
import type { CostResult } from '../../../cost-model/types/result.ts';
import { titleOfId } from '../../tables/cost/platforms.ts';
import { address, columnRange } from '../file/address.ts';
import { type Cell, formula, headRow, number, type Sheet, text } from '../file/cell.ts';
import { HEAD_ROWS, type Layout, SHEETS } from '../layout.ts';

/** A is 1. */
const COLUMNS = {
  month: 1,
  quarter: 3,
  stay: 4,
  running: 5,
  tax: 9,
  move: 10,
  difference: 11,
  cumulative: 12,
  settled: 13,
} as const;

const DISCOUNT_RATE = 'business/discountRatePerYear';

const NOTE =
  'What each month costs is as it was delivered: growth sizes clusters anew every month. Sums, differences, quarters, payback and present value are live. Send the workbook back to have the months computed again.';

/** Staying against moving, month by month; no sheet where there is nothing to compare. */
export function businessSheets(cost: CostResult, layout: Layout): readonly Sheet[] {
  const businessCase = cost.answers?.businessCase ?? null;
  if (businessCase === null) return [];
  const { months, quarters, stay, move, isLowerBound, why } = businessCase;
  const first = HEAD_ROWS + 1;
  const last = HEAD_ROWS + months.length;
  const column = (name: keyof typeof COLUMNS): string => columnRange(SHEETS.business, COLUMNS[name], first, last);
  const discount = Object.hasOwn(cost.figures, DISCOUNT_RATE) ? layout.cellOf(DISCOUNT_RATE) : null;
  const sums: readonly (readonly Cell[])[] = [
    [],
    ...(['stay', 'move', 'difference'] as const).map((name): readonly Cell[] => [
      text(`Over ${months.length} months: ${name}`, 'label'),
      formula(`SUM(${column(name)})`, Number(businessCase.totals[name]), 'total'),
    ]),
    ...(isLowerBound
      ? [[text(why ?? 'Something has no price: no payback and no present value is said.', 'warning')]]
      : [
          [
            text('Payback in month', 'label'),
            formula(`IFERROR(MATCH(1,${column('settled')},0),"none")`, businessCase.paybackMonth ?? 'none', 'figure'),
          ],
          ...(discount === null || businessCase.netPresentValue === null
            ? []
            : [
                [
                  text('Net present value', 'label'),
                  formula(
                    `SUMPRODUCT(${column('difference')}/(1+${discount})^((${column('month')}-1)/12))`,
                    Number(businessCase.netPresentValue),
                    'total',
                  ),
                ],
              ]),
        ]),
    [],
    headRow('Quarter', 'Stay', 'Move', 'Difference'),
    ...quarters.map((quarter): readonly Cell[] => {
      const row = (key: 'stay' | 'move' | 'difference'): Cell =>
        formula(`SUMIFS(${column(key)},${column('quarter')},"${quarter.quarter}")`, Number(quarter[key]), 'money');
      return [text(quarter.quarter), row('stay'), row('move'), row('difference')];
    }),
  ];
  return [
    {
      name: SHEETS.business,
      hidden: false,
      widths: [26, 14, 14, 16, 16, 16, 16, 16, 16, 16, 16, 16, 10],
      frozenRows: HEAD_ROWS,
      rows: [
        [text(`Stay on ${titleOfId(stay, cost)} or move to ${titleOfId(move, cost)}`, 'title')],
        [text(NOTE, 'small')],
        headRow(
          'Month',
          'Calendar',
          'Quarter',
          'Stay',
          'Move: running',
          'both at once',
          'paid once',
          'commitment unused',
          'tax',
          'Move',
          'Difference',
          'Cumulative',
          'Stays positive',
        ),
        ...months.map((month, at) => monthRow(month, first + at, first, last, months.slice(at))),
        ...sums,
      ],
    },
  ];
}

function monthRow(
  month: CaseMonth,
  row: number,
  first: number,
  last: number,
  rest: readonly CaseMonth[],
): readonly Cell[] {
  const { running, overlap, once, shortfall, tax } = month.moveParts;
  const at = (name: keyof typeof COLUMNS, in_ = row): string => address(COLUMNS[name], in_);
  const staysPositive = rest.every(({ cumulative }) => Number(cumulative) >= 0);
  return [
    number(month.month),
    text(month.calendar),
    text(month.quarter),
    number(Number(month.stay), 'money'),
    ...[running, overlap, once, shortfall, tax].map((part) => number(Number(part), 'money')),
    formula(`SUM(${at('running')}:${at('tax')})`, Number(month.move), 'money'),
    formula(`${at('stay')}-${at('move')}`, Number(month.difference), 'money'),
    formula(`SUM(${columnRange(SHEETS.business, COLUMNS.difference, first, row)})`, Number(month.cumulative), 'money'),
    // Half a cent of noise is no loss.
    formula(`IF(MIN(${at('cumulative')}:${at('cumulative', last)})>-0.005,1,0)`, staysPositive ? 1 : 0, 'figure'),
  ];
}
