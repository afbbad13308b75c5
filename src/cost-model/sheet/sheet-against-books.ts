import type { Problem } from '../../errors.ts';
import { type KeyPath, keyText, oneOf } from '../../scenarios/mistake.ts';
import { regionRefusal } from '../../scenarios/priced-cloud.ts';
import { nearest } from '../../scenarios/spelling.ts';
import type { Discount, PriceBook } from '../types/prices.ts';
import type { AssumptionsSheet } from './types.ts';

/** What a sheet asks of the price books and they do not have: a region, or whatever a discount is off. */
export function sheetAgainstBooks(sheet: AssumptionsSheet, books: readonly PriceBook[]): readonly Problem[] {
  const problem = (path: KeyPath, { what, todo }: Pick<Problem, 'what' | 'todo'>): Problem => {
    return { what, todo, at: { file: sheet.file, key: keyText(path) } };
  };
  const regions = [...new Set(books.map(({ region }) => region))];
  const place = sheet.region === null ? null : regionRefusal(sheet.region, regions);
  const discounts = sheet.terms.discounts.flatMap(({ of }, index) => {
    const refusal = offNothing(of, books);
    const key = 'vendor' in of ? 'vendor' : 'key';
    return refusal === null ? [] : [problem(['terms', 'discounts', index, key], refusal)];
  });
  return [...(place === null ? [] : [problem(['region'], place)]), ...discounts];
}

function offNothing(of: Discount['of'], books: readonly PriceBook[]): Pick<Problem, 'what' | 'todo'> | null {
  if ('vendor' in of) {
    const vendors = [...new Set(books.map(({ vendor }) => vendor))];
    if (vendors.includes(of.vendor)) return null;
    return { what: `is "${of.vendor}", and no price book is of that vendor`, todo: `write one of ${oneOf(vendors)}` };
  }
  const keys = books.flatMap(({ prices }) => prices.map(({ key }) => key));
  if (keys.some((key) => key === of.key || key.startsWith(`${of.key}.`))) return null;
  const near = nearest(of.key, keys);
  const todo = near === null ? 'write a key that `workbench prices list` shows' : `did you mean "${near}"?`;
  return { what: `is "${of.key}", and no price begins with that key`, todo };
}
