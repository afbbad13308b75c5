import { platformId } from '../../cost-model/platform-id.ts';
import type { Expression, Figure } from '../../cost-model/types/figures.ts';
import type { CostResult } from '../../cost-model/types/result.ts';
import { titleOf } from '../tables/cost/platforms.ts';
import { reference } from './file/address.ts';

export const SHEETS = {
  summary: 'Summary',
  inputs: 'Inputs',
  prices: 'Prices',
  derived: 'Derived',
  lines: 'Lines',
  business: 'Business',
  about: 'About',
  record: 'cost.json',
} as const;

/** Titles and the head stand above the first row of every table. */
export const HEAD_ROWS = 3;

/** Columns that other sheets and the way back refer to; A is 1. */
export const INPUT_COLUMNS = { name: 1, value: 4, low: 6, high: 7 } as const;
/** Of the inputs: what stood there when the workbook was written. */
export const DELIVERED_COLUMN = 10;
export const PRICE_COLUMNS = { key: 1, tier: 2, above: 4, upTo: 5, price: 7, low: 9, high: 10 } as const;
const DERIVED_VALUE_COLUMN = 4;

export interface InputRow {
  readonly name: string;
  readonly figure: Figure;
  readonly row: number;
  /** The first of the same uncertain thing on several platforms, which this one follows; null where it is that. */
  readonly follows: InputRow | null;
}

export interface PriceRow {
  readonly key: string;
  /** From 0. */
  readonly tier: number;
  /** Name of the figure; of an unknown price, the one that it would have. */
  readonly name: string;
  readonly unit: string;
  readonly above: string;
  readonly upTo: string | null;
  readonly listPrice: string | null;
  /** null where nobody knows it. */
  readonly figure: Figure | null;
  readonly row: number;
}

export interface DerivedRow {
  readonly name: string;
  readonly figure: Figure;
  readonly expression: Expression;
  readonly row: number;
}

/** Which figure stands in which cell: everything that formulas and the way back need to know. */
export interface Layout {
  readonly inputs: readonly InputRow[];
  readonly prices: readonly PriceRow[];
  readonly derived: readonly DerivedRow[];
  /** The cell that holds a figure's value. */
  readonly cellOf: (figure: string) => string;
  readonly valueOf: (figure: string) => number | null;
  readonly priceRows: (key: string) => readonly PriceRow[];
}

export function layoutOf(cost: CostResult): Layout {
  const all = Object.entries(cost.figures);
  const inputs = inputRows(all.filter(([name, { expression }]) => expression === undefined && !isPrice(name)));
  const derived = all
    .flatMap(([name, figure]) =>
      figure.expression === undefined ? [] : [{ name, figure, expression: figure.expression }],
    )
    .map((entry, at): DerivedRow => ({ ...entry, row: HEAD_ROWS + 1 + at }));
  const prices = priceRowsOf(cost);
  const byKey = Map.groupBy(prices, ({ key }) => key);
  const cells = new Map([
    ...inputs.map(({ name, row }) => [name, reference(SHEETS.inputs, INPUT_COLUMNS.value, row)] as const),
    ...prices.map(({ name, row }) => [name, reference(SHEETS.prices, PRICE_COLUMNS.price, row)] as const),
    ...derived.map(({ name, row }) => [name, reference(SHEETS.derived, DERIVED_VALUE_COLUMN, row)] as const),
  ]);
  return {
    inputs,
    prices,
    derived,
    cellOf: (figure) => {
      const cell = cells.get(figure);
      if (cell === undefined) throw new ReferenceError(`a formula names "${figure}", which is no figure`);
      return cell;
    },
    valueOf: (figure) => cost.figures[figure]?.value ?? null,
    priceRows: (key) => byKey.get(key) ?? [],
  };
}

const isPrice = (name: string): boolean => name.startsWith('price/');

/** What a unit means is not a matter of opinion: it is shown, and cannot be edited. */
export const isDefinition = ({ source }: Figure): boolean => source === 'definition of the unit';

/** The title of whatever platform the figure belongs to; null for the workload, units and the business case. */
export function ownerTitle(name: string, cost: CostResult): string | null {
  const owner = cost.platforms.find((platform) => name.startsWith(`${platformId(platform)}/`));
  return owner === undefined ? null : titleOf(owner, cost);
}

/** Figures that are one uncertain thing on several platforms: they vary together, and so they are edited together. */
function sameThing(name: string, { value, unit, low, high, source }: Figure): string | null {
  const last = name.slice(name.lastIndexOf('/') + 1);
  return name.includes('/') ? JSON.stringify([last, value, unit, low, high, source]) : null;
}

function inputRows(figures: readonly (readonly [string, Figure])[]): readonly InputRow[] {
  const first = new Map<string, InputRow>();
  return figures.map(([name, figure], at): InputRow => {
    const thing = sameThing(name, figure);
    const row: InputRow = {
      name,
      figure,
      row: HEAD_ROWS + 1 + at,
      follows: thing === null ? null : (first.get(thing) ?? null),
    };
    if (thing !== null && row.follows === null) first.set(thing, row);
    return row;
  });
}

/** All tiers, also those that nothing reaches yet; then the prices that nobody knows, to be filled in. */
function priceRowsOf({ prices, figures, platforms }: CostResult): readonly PriceRow[] {
  const known = Object.entries(prices).flatMap(([key, { unit, tiers }]) =>
    tiers.flatMap(({ figure: name, upTo, listPrice }, tier) =>
      isPrice(name)
        ? [
            {
              key,
              tier,
              name,
              unit,
              above: tiers[tier - 1]?.upTo ?? '0',
              upTo,
              listPrice,
              figure: figures[name] ?? null,
            },
          ]
        : [],
    ),
  );
  const missing = new Map(platforms.flatMap(({ unpriced }) => unpriced.map(({ priceKey, unit }) => [priceKey, unit])));
  const unknown = [...missing].map(([key, unit]) => ({
    key,
    tier: 0,
    name: `price/${key}/0`,
    unit,
    above: '0',
    upTo: null,
    listPrice: null,
    figure: null,
  }));
  return [...known, ...unknown].map((price, at) => ({ ...price, row: HEAD_ROWS + 1 + at }));
}
