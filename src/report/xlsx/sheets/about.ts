import type { CostResult } from '../../../cost-model/types/result.ts';
import { type Cell, type Sheet, text } from '../file/cell.ts';
import { SHEETS } from '../layout.ts';

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
    [
      'Money',
      terms.currency === null
        ? cost.currency
        : `${cost.currency}, at ${terms.currency.perUsd} a US dollar (${terms.currency.source}, ${terms.currency.date})`,
    ],
    ['Instances', `bought ${terms.purchase}`],
    ...terms.discounts.map(({ of, share, source }): [string, string] => [
      'Discount',
      `${share * 100}% off ${'vendor' in of ? `everything of ${of.vendor}` : of.key} (${source}); already in the prices paid`,
    ]),
    ['Month', `${cost.hoursPerMonth} hours; the first month, before growth`],
    ...cost.platforms.flatMap(({ title, targets }): [string, string][] =>
      targets.length === 0 ? [] : [['Targets of the run', `${targets.join(', ')}: ${title}`]],
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
  const { name, owner, approver, date } = cost.sheet ?? { name: '', owner: '', approver: '', date: '' };
  const signed = [
    ['Assumptions sheet', name],
    ['Owner', owner],
    ['Approved by', approver],
    ['Date', date],
    ['Remarks', ''],
  ] as const;
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
