import type { WalkAway } from '../../../cost-model/types/answers.ts';
import type { CostResult } from '../../../cost-model/types/result.ts';
import { aboutPrice, unitPrice } from '../../money.ts';
import { type Cell, left, missing, right, type Table, text } from '../../table.ts';
import { money } from './amounts.ts';
import { titleOfId } from './platforms.ts';

const NO_PRICE = 'no price of zero or more makes both cost the same';

/** Digits of a unit price beyond which it is an average, and is rounded. */
const PRICE_DIGITS = 8;

const priceWords = (price: string, { currency }: CostResult): string =>
  price.length > PRICE_DIGITS ? aboutPrice(Number(price), currency) : unitPrice(price, currency);

function rangeWords({ low, high }: WalkAway, cost: CostResult): Cell {
  if (low === null || high === null) return missing('too few samples have such a price');
  return text(`${aboutPrice(low, cost.currency)} to ${aboutPrice(high, cost.currency)}`);
}

/** What a price book would have to list, where that is another number than what is paid. */
function listCell({ price, listPrice = null }: WalkAway): Cell {
  if (price === null) return missing(NO_PRICE);
  if (listPrice === null) return missing('no list price comes to it under these terms, as far as they are known');
  return { kind: 'figure', value: listPrice, text: unitPrice(listPrice, 'USD'), unit: 'USD' };
}

const PUT_BACK = 'in place of all its tiers and with all else as it stands, both platforms cost the same to the cent.';

/** The price at which the answer flips, for every price that is unknown or can be negotiated. */
export function walkAwayTable(cost: CostResult): Table | null {
  const walkAway = cost.answers?.walkAway ?? [];
  if (walkAway.length === 0) return null;
  const { discounts = [], currency = null } = cost.terms ?? {};
  const isListed = discounts.length === 0 && currency === null;
  return {
    id: 'cost-walk-away',
    title: 'Prices at which the answer flips',
    columns: [
      left('Price of'),
      left('Per'),
      right('Today'),
      right('Flips at'),
      ...(isListed ? [] : [right('Listed at, US dollars')]),
      right('In eight of ten samples'),
    ],
    groups: [...Map.groupBy(walkAway, ({ platform }) => platform)].map(([platform, prices]) => ({
      title: `Prices of ${titleOfId(platform, cost)}, against ${titleOfId(prices[0]?.against ?? '', cost)}`,
      provenance: 'modelled' as const,
      rows: prices.map((one) => ({
        title: one.item,
        unit: null,
        cells: [
          text(one.unit),
          one.today === null ? missing('no price is known') : money(one.today, cost, priceWords(one.today, cost)),
          one.price === null
            ? missing(one.why ?? NO_PRICE)
            : money(one.price, cost, unitPrice(one.price, cost.currency)),
          ...(isListed ? [] : [listCell(one)]),
          rangeWords(one, cost),
        ],
      })),
    })),
    notes: isListed
      ? [`Put into the price book ${PUT_BACK}`]
      : [
          'Today and where it flips are what is paid: after discounts, in the money of this page.',
          `Put into the price book as listed, in US dollars, ${PUT_BACK}`,
        ],
  };
}
