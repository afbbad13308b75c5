import type { BillPart } from './bill-part.ts';
import type { CostsAsk } from './costs-ask.ts';
import { partsOf, tagged } from './questions.ts';

/**
 * The whole scope at once, or each value of the tag that splits it and what does not carry it, which together are the
 * whole; `values` are those of that tag.
 */
export function askedParts({ scope, splitTag }: Pick<CostsAsk, 'scope' | 'splitTag'>, values: readonly string[]) {
  const filters = partsOf(scope);
  const carried = Object.entries(scope.tags).map(([key, value]) => `${key}=${value}`);
  const partOf = (tags: readonly string[], more: BillPart['filters']): BillPart => ({
    filters: [...filters, ...more],
    tag: tags.length === 0 ? null : tags.join(','),
  });
  if (splitTag === null) return [partOf(carried, [])];
  return [
    ...values
      .filter((value) => value !== '')
      .map((value) => partOf([...carried, `${splitTag}=${value}`], [tagged(splitTag, value)])),
    partOf(carried, [tagged(splitTag, null)]),
  ];
}
