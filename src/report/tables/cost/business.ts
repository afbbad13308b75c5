import type { BusinessCase } from '../../../cost-model/types/business.ts';
import type { CostResult } from '../../../cost-model/types/result.ts';
import { isTaxed } from '../../cost-words/terms.ts';
import { plural } from '../../format.ts';
import { cents, change } from '../../money.ts';
import { type Cell, left, missing, plainRows, type Row, right, type Table, text } from '../../table.ts';
import { atLeast, LOWER_BOUND_NOTE, money } from './amounts.ts';
import { titleOfId } from './platforms.ts';

const differenceCell = (amount: string, { isLowerBound }: BusinessCase, cost: CostResult): Cell =>
  isLowerBound
    ? missing('something has no price, so there is no difference')
    : money(amount, cost, change(amount, cost.currency, cents));

const sides = ({ stay, move }: BusinessCase, cost: CostResult) => [
  right(`Stay: ${titleOfId(stay, cost)}`),
  right(`Move: ${titleOfId(move, cost)}`),
];

const allMonths = ({ months }: BusinessCase): string =>
  months.length === 1 ? 'The one month' : `All ${plural(months.length, 'month')}`;

const LESS_SPENT = 'A difference above zero is less spent by moving.';

/** Unlike the totals of a month, which tax stands beside. */
const taxNote = (cost: CostResult): string =>
  isTaxed(cost) ? 'Tax is in these amounts.' : 'Tax is not in these amounts.';

/** Both sides quarter by quarter of the fiscal year. */
function quarterTable(business: BusinessCase, cost: CostResult): Table {
  const row = (title: string, amounts: BusinessCase['totals'], total = false): Row => ({
    title,
    unit: null,
    total,
    cells: [
      atLeast(amounts.stay, business.isLowerBound, cost),
      atLeast(amounts.move, business.isLowerBound, cost),
      differenceCell(amounts.difference, business, cost),
    ],
  });
  return {
    id: 'cost-quarters',
    title: 'Staying and moving, by fiscal quarter',
    columns: [left('Quarter'), ...sides(business, cost), right('Difference')],
    groups: plainRows(
      [
        ...business.quarters.map((quarter) => row(quarter.quarter, quarter)),
        row(allMonths(business), business.totals, true),
      ],
      'modelled',
    ),
    notes: [...(business.isLowerBound ? [LOWER_BOUND_NOTE] : []), LESS_SPENT, taxNote(cost)],
  };
}

/** Whether the case pays, in the figures that a board asks for. */
function outcomeTable(business: BusinessCase, cost: CostResult): Table {
  const { paybackMonth, netPresentValue, totals, months, why } = business;
  const unknown = missing(why ?? 'it is not known');
  const payback = months.find(({ month }) => month === paybackMonth);
  const rows: readonly Row[] = [
    {
      title: 'Less spent over all months',
      unit: null,
      cells: [differenceCell(totals.difference, business, cost)],
    },
    {
      title: 'Net present value of that',
      unit: null,
      cells: [
        netPresentValue === null
          ? unknown
          : money(netPresentValue, cost, change(netPresentValue, cost.currency, cents)),
      ],
    },
    {
      title: 'Paid back',
      unit: null,
      cells: [
        payback === undefined
          ? missing(why ?? `not within ${plural(months.length, 'month')}`)
          : text(`in month ${payback.month}, ${payback.calendar}`),
      ],
    },
  ];
  return {
    id: 'cost-business-case',
    title: 'Does it pay?',
    columns: [left('Figure'), right('Moving instead of staying')],
    groups: plainRows(rows, 'modelled'),
    notes: [],
  };
}

const PAYEES = { cloud: 'The cloud', vendor: 'Vendors', team: 'The team' } as const;

/** Who is paid over all months: shows when spend only moves between invoices. */
function casePayeeTable(business: BusinessCase, cost: CostResult): Table {
  return {
    id: 'cost-case-payees',
    title: `Who is paid over ${plural(business.months.length, 'month')}`,
    columns: [left('Paid'), ...sides(business, cost)],
    groups: plainRows(
      business.byPayee.map(({ paidTo, stay, move }) => ({
        title: PAYEES[paidTo],
        unit: null,
        cells: [atLeast(stay, business.isLowerBound, cost), atLeast(move, business.isLowerBound, cost)],
      })),
      'modelled',
    ),
    notes: [],
  };
}

/** What moving is made of, month by month. */
export function monthTable(business: BusinessCase, cost: CostResult): Table {
  return {
    id: 'cost-months',
    title: 'Month by month',
    columns: [
      left('Month'),
      right('Stay'),
      right('Move'),
      right('of it: running'),
      right('both running'),
      right('once'),
      right('unused commitment'),
      right('tax'),
      right('Difference'),
      right('Added up'),
    ],
    groups: plainRows(
      business.months.map(({ month, calendar, stay, move, moveParts, difference, cumulative }) => ({
        title: `${month}, ${calendar}`,
        unit: null,
        cells: [
          ...[stay, move, moveParts.running, moveParts.overlap, moveParts.once, moveParts.shortfall, moveParts.tax].map(
            (amount) => money(amount, cost),
          ),
          differenceCell(difference, business, cost),
          differenceCell(cumulative, business, cost),
        ],
      })),
      'modelled',
    ),
    notes: [],
  };
}

/** The business case as tables, without its months; none where there is no case. */
export function businessTables(cost: CostResult): readonly Table[] {
  const business = cost.answers?.businessCase ?? null;
  if (business === null) return [];
  return [outcomeTable(business, cost), quarterTable(business, cost), casePayeeTable(business, cost)];
}
