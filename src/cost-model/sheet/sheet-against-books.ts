import { type Mistake, oneOf } from '../../scenarios/mistake.ts';
import { regionRefusal } from '../../scenarios/priced-cloud.ts';
import { nearest } from '../../scenarios/spelling.ts';
import type { PriceBook } from '../types/prices.ts';
import type { SheetInput } from './sheet-schema.ts';

/** What a sheet may ask for beside what it says itself. */
export interface KnownPrices {
  readonly books: readonly PriceBook[];
  /** Keys that platforms ask for, whether a book has them or not. */
  readonly asked: ReadonlySet<string>;
  /** Assumptions of the platforms, by the names that a sheet may give them. */
  readonly assumptions: ReadonlySet<string>;
  /** And the platforms: by name, and by that and the variant's. */
  readonly platforms: ReadonlySet<string>;
}

type Refusal = Pick<Mistake, 'what' | 'todo'>;

/** What a sheet asks for and nobody has: a region, what a discount is off, a price, or a name that is nearly one. */
export function sheetAgainstBooks(sheet: Partial<SheetInput>, known: KnownPrices): readonly Mistake[] {
  const { region, terms, prices = {}, rates = {}, assumptions = {}, platforms = [] } = sheet;
  const regions = [...new Set(known.books.map((book) => book.region))];
  const at = (path: Mistake['path'], refusal: Refusal | null, ofKey = false): readonly Mistake[] =>
    refusal === null ? [] : [{ path, ...refusal, ofKey }];
  return [
    ...(region === undefined ? [] : at(['region'], regionRefusal(region, regions))),
    ...(terms?.discounts ?? []).flatMap(({ vendor, key }, index) => [
      ...(vendor === undefined ? [] : at(['terms', 'discounts', index, 'vendor'], offNoVendor(vendor, known))),
      ...(key === undefined ? [] : at(['terms', 'discounts', index, 'key'], offNoPrice(key, known))),
    ]),
    ...Object.keys(prices).flatMap((key) => at(['prices', key], noPrice(key, known), true)),
    ...Object.keys(rates).flatMap((name) => at(['rates', name], misspelt(name, known), true)),
    ...Object.keys(assumptions).flatMap((name) => at(['assumptions', name], misspelt(name, known), true)),
    ...(['baseline', 'candidate'] as const).flatMap((side) => at([side], noPlatform(sheet[side], known))),
    ...platforms.flatMap((name, index) => at(['platforms', index], noPlatform(name, known))),
  ];
}

function offNoVendor(vendor: string, { books }: KnownPrices): Refusal | null {
  const vendors = [...new Set(books.map((book) => book.vendor))];
  if (vendors.includes(vendor)) return null;
  return { what: `is "${vendor}", and no price book is of that vendor`, todo: `write one of ${oneOf(vendors)}` };
}

const keysOf = ({ books }: KnownPrices): readonly string[] =>
  books.flatMap(({ prices }) => prices.map(({ key }) => key));

function offNoPrice(of: string, known: KnownPrices): Refusal | null {
  const keys = keysOf(known);
  if (keys.some((key) => key === of || key.startsWith(`${of}.`))) return null;
  return { what: `is "${of}", and no price begins with that key`, todo: meant(of, keys) };
}

/** `aws.s3.standard.put`, or one of its tiers: `aws.s3.standard.storage/1`. */
function noPrice(name: string, known: KnownPrices): Refusal | null {
  const key = name.replace(/\/\d+$/, '');
  const keys = new Set([...known.asked, ...keysOf(known)]);
  return keys.has(key) ? null : { what: 'is a price that nothing asks for', todo: meant(key, keys) };
}

function meant(key: string, keys: Iterable<string>): string {
  const near = nearest(key, keys);
  return near === null ? 'write a key that `workbench prices list` shows' : `did you mean "${near}"?`;
}

function noPlatform(name: string | undefined, { platforms }: KnownPrices): Refusal | null {
  if (name === undefined || platforms.has(name)) return null;
  const near = nearest(name, platforms);
  const all = [...platforms].filter((one) => !one.includes('/'));
  return {
    what: `is "${name}", and there is no such platform`,
    todo: near === null ? `write one of ${oneOf(all)}` : `did you mean "${near}"?`,
  };
}

/** Names that are like none are looked up once it is known what is priced. */
function misspelt(name: string, { assumptions }: KnownPrices): Refusal | null {
  const near = assumptions.has(name) ? null : nearest(name, assumptions);
  return near === null ? null : { what: 'is no assumption', todo: `did you mean "${near}"?` };
}
