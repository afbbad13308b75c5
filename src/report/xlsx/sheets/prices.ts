import type { CostResult } from '../../../cost-model/types/result.ts';
import { pricedItems } from '../../cost-words/priced-items.ts';
import { PROVENANCE_TITLES } from '../../words.ts';
import { address } from '../file/address.ts';
import { type Cell, EMPTY, headRow, number, optional, type Sheet, text } from '../file/cell.ts';
import { HEAD_ROWS, type Layout, PRICE_COLUMNS, type PriceRow, SHEETS } from '../layout.ts';
import { changedCell } from './inputs.ts';

const DELIVERED = 14;

const NOTE =
  'Yellow cells may be changed. An empty price is one that nobody knows: it is no zero, and totals with it are lower bounds until it is filled in.';

/** Every price that is used, tier by tier. */
export function pricesSheet(cost: CostResult, { prices }: Layout): Sheet {
  const items = pricedItems(cost);
  return {
    name: SHEETS.prices,
    hidden: false,
    widths: [38, 6, 44, 12, 12, 14, 14, 20, 12, 12, 14, 60, 12, 14, 10],
    frozenRows: HEAD_ROWS,
    rows: [
      [text('Prices', 'title')],
      [text(NOTE, 'small')],
      headRow(
        'Key',
        'Tier',
        'For',
        'Above, units a month',
        'Up to',
        'List price, USD',
        `Price paid, ${cost.currency}`,
        'For one',
        'Low',
        'High',
        'Provenance',
        'Source',
        'Source is of',
        'As delivered',
        '',
      ),
      ...prices.map((price) => priceRow(price, items.get(price.key) ?? '')),
    ],
  };
}

function priceRow({ key, tier, unit, above, upTo, listPrice, figure, row }: PriceRow, items: string): readonly Cell[] {
  return [
    text(key),
    number(tier + 1),
    text(items),
    number(Number(above)),
    optional(upTo === null ? null : Number(upTo), 'figure'),
    optional(listPrice === null ? null : Number(listPrice), 'price'),
    optional(figure?.value ?? null, 'inputPrice'),
    text(unit),
    optional(figure?.low ?? null, 'inputPrice'),
    optional(figure?.high ?? null, 'inputPrice'),
    figure === null ? text('not known', 'warning') : text(PROVENANCE_TITLES[figure.provenance]),
    text(figure?.source ?? ''),
    text(figure?.date ?? ''),
    figure === null ? EMPTY : number(figure.value, 'price'),
    changedCell(address(PRICE_COLUMNS.price, row), address(DELIVERED, row)),
  ];
}
