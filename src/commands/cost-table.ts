import { sum } from '../cost-model/arithmetic/money.ts';
import { platformId } from '../cost-model/platform-id.ts';
import type { ComparedCost } from '../cost-model/types/answers.ts';
import type { CostResult, PlatformCost } from '../cost-model/types/result.ts';
import { missingConditions } from '../report/cost-words/missing-conditions.ts';
import { costSentence, costStrength, withStop } from '../report/cost-words/sentence.ts';
import { plural } from '../report/format.ts';
import { aboutPrice, cents, change } from '../report/money.ts';
import { SIDE_BY_SIDE } from '../report/tables/cost/by-category.ts';
import { byTotal } from '../report/tables/cost/platforms.ts';
import { wrap } from '../report/terminal-text.ts';
import { costNotes } from './cost-notes.ts';
import { table, widthOf } from './output.ts';

type Rows = readonly (readonly string[])[];

/** What each platform costs: by category while they stand side by side, else one row a platform as wide as the terminal is. */
function costTable(result: CostResult, width: number): string {
  const compared = result.platforms.length > SIDE_BY_SIDE ? platformRows(result, width) : null;
  const rows = compared ?? categoryRows(result);
  return table(rows, { align: ['left', ...(rows[0] ?? []).slice(1).map(() => 'right' as const)] });
}

/** The first sentence and how far it may be believed, the table, and what it depends on. */
export function costText(result: CostResult, width: number): string {
  const lines = (words: readonly string[]): string => words.flatMap((one) => wrap(one, width)).join('\n');
  return [
    lines([
      withStop(costSentence(result)),
      ...costStrength(result),
      ...missingConditions(result).map(({ of, because }) => `Still missing, ${of}: ${because.join('; ')}.`),
    ]),
    costTable(result, width),
    lines(costNotes(result)),
  ].join('\n\n');
}

const boundWords = (isLowerBound: boolean): string => (isLowerBound ? 'at least ' : '');

/** On what the cloud and vendors are paid, and the total with it; none where tax is off. */
function taxRows({ platforms, currency, answers }: CostResult): Rows {
  const taxes = platforms.map(
    (one) => answers?.comparison.rows.find(({ platform }) => platform === platformId(one))?.tax,
  );
  if (taxes.every((tax) => tax === null || tax === undefined)) return [];
  return [
    ['tax', ...taxes.map((tax) => (tax ? cents(tax, currency) : '–'))],
    [
      'total with tax',
      ...platforms.map(
        ({ total, totalIsLowerBound }, at) =>
          `${boundWords(totalIsLowerBound)}${cents(sum([total, taxes[at] ?? '0']), currency)}`,
      ),
    ],
  ];
}

/** The month by category, the names of the platforms first. */
function categoryRows(result: CostResult): Rows {
  const { platforms, currency } = result;
  const categories = [...new Set(platforms.flatMap(({ lineItems }) => lineItems.map(({ category }) => category)))];
  const onceToo = platforms.some(({ oneTime }) => oneTime !== '0');
  const inCategory = ({ lineItems }: PlatformCost, category: string): string => {
    const lines = lineItems.filter((line) => line.category === category && line.period === 'month');
    return lines.length === 0 ? '–' : cents(sum(lines.map(({ amount }) => amount)), currency);
  };
  const monthly = categories.filter((category) =>
    platforms.some(({ lineItems }) => lineItems.some((line) => line.category === category && line.period === 'month')),
  );
  return [
    [`${currency} a month`, ...platforms.map(platformId)],
    ...monthly.map((category) => [category, ...platforms.map((platform) => inCategory(platform, category))]),
    ['total', ...platforms.map((one) => `${boundWords(one.totalIsLowerBound)}${cents(one.total, currency)}`)],
    ...taxRows(result),
    ...(onceToo ? [['once', ...platforms.map(({ oneTime }) => cents(oneTime, currency))]] : []),
  ];
}

interface Shown {
  readonly title: string;
  /** Narrow terminals leave out what counts least: the highest first. */
  readonly leftOut: number;
  readonly cell: (row: ComparedCost) => string;
}

function columnsOf({ answers, currency }: CostResult): readonly Shown[] {
  const { months = [], horizonMonths = 0 } = answers?.comparison ?? {};
  const carried = ({ carriedUntilMonth = null }: ComparedCost, month: number): boolean =>
    carriedUntilMonth === null || month <= carriedUntilMonth;
  const bounded = (row: ComparedCost, amount: string | undefined): string =>
    amount === undefined ? '–' : `${row.isLowerBound ? '≥ ' : ''}${cents(amount, currency)}`;
  const later = months.flatMap((month, at): Shown[] =>
    month === 1
      ? []
      : [
          {
            title: `month ${month}`,
            leftOut: 1,
            cell: (row) => (carried(row, month) ? bounded(row, row.atMonths[at]) : 'outgrown'),
          },
        ],
  );
  return [
    { title: 'a month', leftOut: 0, cell: (row) => bounded(row, row.total) },
    {
      title: 'above cheapest',
      leftOut: 0,
      cell: ({ aboveCheapest }) => (aboveCheapest === null ? '–' : change(aboveCheapest, currency, cents)),
    },
    ...((answers?.comparison.rows ?? []).some(({ tax }) => tax !== null)
      ? [{ title: 'tax', leftOut: 0, cell: ({ tax }: ComparedCost) => (tax === null ? '–' : cents(tax, currency)) }]
      : []),
    { title: 'per GiB', leftOut: 2, cell: ({ perGibIngested }) => aboutPrice(perGibIngested, currency) },
    ...later,
    {
      title: plural(horizonMonths, 'month'),
      leftOut: 0,
      cell: (row) => (carried(row, horizonMonths) ? bounded(row, row.overHorizon) : 'outgrown'),
    },
  ];
}

/** One row a platform, the complete ones first; null where there are no answers. */
function platformRows(result: CostResult, width: number): Rows | null {
  const { answers, platforms } = result;
  if (!answers) return null;
  const ordered = byTotal(platforms).flatMap((platform) => {
    const row = answers.comparison.rows.find((one) => one.platform === platformId(platform));
    return row === undefined ? [] : [row];
  });
  const rowsWith = (most: number): Rows => {
    const columns = columnsOf(result).filter(({ leftOut }) => leftOut <= most);
    return [
      ['', ...columns.map(({ title }) => title)],
      ...ordered.map((row) => [row.platform, ...columns.map(({ cell }) => cell(row))]),
    ];
  };
  const fits = (rows: Rows): boolean => widthOf(table(rows).split('\n').reduce(longer, '')) <= width;
  return [2, 1].map(rowsWith).find(fits) ?? rowsWith(0);
}

const longer = (a: string, b: string): string => (widthOf(b) > widthOf(a) ? b : a);
