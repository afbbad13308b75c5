import type { CostResult } from '../../../cost-model/types/result.ts';
import { currencyWords, discountWords } from '../../cost-words/terms.ts';
import { titleOf } from '../../tables/cost/platforms.ts';
import { type Cell, type Sheet, text } from '../file/cell.ts';
import { SHEETS } from '../layout.ts';

/** The yellow cells, which are read back, by what stands before them. */
export const SIGNED = {
  name: 'Assumptions sheet',
  owner: 'Owner',
  approver: 'Approved by',
  date: 'Date',
  remarks: 'Remarks',
} as const;

/** What the workbook is of, who answers for it, and how it comes back. */
export function aboutSheet(cost: CostResult): Sheet {
  const { pricesUsed, priceBook, terms, notPriced } = cost;
  const facts: readonly (readonly [string, string])[] = [
    [
      'What it is',
      'A model, not a bill and not a quote. What it says follows from the sheets Inputs and Prices; every formula is in its cell.',
    ],
    ['Cloud', `AWS ${cost.region}; other clouds are not priced.`],
    [
      'Price books',
      `${priceBook.name}; the oldest is of ${priceBook.date}, ${priceBook.ageDays} days old when this was priced.`,
    ],
    [
      'Sources of prices',
      pricesUsed === null
        ? 'No price has a dated source.'
        : `From ${pricesUsed.oldest} to ${pricesUsed.newest}; the oldest was ${pricesUsed.oldestAgeDays} days old.`,
    ],
    ['Money', currencyWords(cost)],
    ['Instances', `bought ${terms.purchase}`],
    ...terms.discounts.map((discount): [string, string] => [
      'Discount',
      `${discountWords(discount)}; already in the prices paid`,
    ]),
    ['Month', `${cost.hoursPerMonth} hours; the first month, before growth`],
    ...cost.platforms.flatMap((platform): [string, string][] =>
      platform.targets.length === 0
        ? []
        : [['Targets of the run', `${platform.targets.join(', ')}: ${titleOf(platform, cost)}`]],
    ),
    ...notPriced.map(({ platform, variant, why }): [string, string] => [
      'Not priced',
      `${platform}${variant === undefined ? '' : ` ${variant}`}: ${why}`,
    ]),
    [
      'To send it back',
      'Change yellow cells, save as .xlsx, and hand the file to the workbench: workbench cost --assumptions FILE.xlsx. It lists the cells that were changed and prices again; broken cells are named, all at once.',
    ],
    ['Answers', `Break-even, ranges and walk-away prices are not computed here: send the workbook back for them.`],
  ];
  const signed = Object.entries(SIGNED).map(
    ([key, label]) => [label, cost.sheet?.[key as keyof typeof SIGNED]] as const,
  );
  return {
    name: SHEETS.about,
    hidden: false,
    widths: [24, 120],
    frozenRows: 0,
    rows: [
      [text('About', 'title')],
      ...facts.map(([name, fact]): readonly Cell[] => [text(name, 'label'), text(fact, 'prose')]),
      ...signed.map(([label, said]): readonly Cell[] => [
        text(label, 'label'),
        said ? text(said, 'inputText') : { kind: 'empty', style: 'inputText' },
      ]),
    ],
  };
}
