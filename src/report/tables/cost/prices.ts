import { ageInDays, isOld } from '../../../cost-model/prices/price-age.ts';
import type { Figure } from '../../../cost-model/types/figures.ts';
import type { CostResult, PriceTierUsed } from '../../../cost-model/types/result.ts';
import { whole } from '../../../judge/format.ts';
import { pricedItems } from '../../cost-words/priced-items.ts';
import { sourceWords } from '../../cost-words/source.ts';
import { exact } from '../../format.ts';
import { unitPrice } from '../../money.ts';
import { type Cell, left, missing, type Row, type RowGroup, right, type Table, text } from '../../table.ts';
import { PROVENANCE_TITLES } from '../../words.ts';
import { money } from './amounts.ts';
import { rangeCell } from './figure-words.ts';

const DAY_MS = 86_400_000;

/** The day that ages are counted to, as the result tells it: the book's date and its age then. */
const asOf = ({ priceBook: { date, ageDays } }: CostResult): string =>
  new Date(Date.parse(date) + ageDays * DAY_MS).toISOString();

function ageCell(date: string | undefined, cost: CostResult): Cell {
  if (date === undefined) return missing('an assumption has no date');
  const days = ageInDays(date, asOf(cost));
  return {
    kind: 'figure',
    value: days,
    text: `${whole(days)} days${isOld(date, asOf(cost)) ? ', over a year' : ''}`,
    unit: 'days',
  };
}

/** `first 51 200`, `above 51 200`; nothing where the price has one tier. */
function tierWords(tiers: readonly PriceTierUsed[], at: number): string {
  if (tiers.length === 1) return '';
  const { upTo = null } = tiers[at] ?? {};
  const from = tiers[at - 1]?.upTo ?? '0';
  return upTo === null ? `, above ${exact(from)}` : `, ${exact(from)} to ${exact(upTo)}`;
}

interface TierPriced {
  readonly title: string;
  readonly item: string;
  readonly unit: string;
  readonly listPrice: string;
  readonly figure: Figure;
}

function priceRow({ title, item, unit, listPrice, figure }: TierPriced, cost: CostResult): Row {
  const { value, low, high, provenance, source, date } = figure;
  return {
    title,
    unit: null,
    cells: [
      text(item),
      money(String(value), cost, `${unitPrice(String(value), cost.currency)} per ${unit}`),
      { kind: 'figure', value: listPrice, text: unitPrice(listPrice, 'USD'), unit: 'USD' },
      rangeCell(low, high, ''),
      text(`${PROVENANCE_TITLES[provenance]}: ${sourceWords(source)}${date === undefined ? '' : `, ${date}`}`),
      ageCell(date, cost),
    ],
  };
}

/** Every price of the books that a line uses, tier by tier, with its source, date and age; null where there is none. */
export function priceTable(cost: CostResult): Table | null {
  const items = pricedItems(cost);
  const rows = Object.entries(cost.prices ?? {}).flatMap(([key, { unit, vendor, tiers }]) => {
    const item = items.get(key);
    return item === undefined
      ? []
      : tiers.flatMap(({ figure: name, listPrice }, at) => {
          const figure = cost.figures[name];
          if (figure === undefined || !name.startsWith('price/')) return [];
          const title = `${key}${tierWords(tiers, at)}`;
          return [{ vendor, row: priceRow({ title, item, unit, listPrice, figure }, cost) }];
        });
  });
  if (rows.length === 0) return null;
  const groups = [...Map.groupBy(rows, ({ vendor }) => vendor ?? 'without a price book')].map(
    ([title, priced]): RowGroup => ({ title, provenance: null, rows: priced.map(({ row }) => row) }),
  );
  return {
    id: 'cost-prices',
    title: 'Every price that is used',
    columns: [
      left('Price'),
      left('For'),
      right('Paid'),
      right('List, US dollars'),
      right('Low to high'),
      left('From'),
      right('Age'),
    ],
    groups,
    notes: ['Ages are counted to the day on which the prices were taken.'],
  };
}
