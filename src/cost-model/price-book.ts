import { isNode, LineCounter, parseDocument } from 'yaml';
import { inputError, type Problem } from '../errors.ts';
import { contradictionsIn, originOf, repeatedKeys } from './book-contradictions.ts';
import { bookSchema, type EntryFile, entrySchema, type TierFile } from './book-schema.ts';
import { decimalOf } from './money.ts';
import type { Price, PriceBook, PriceTier } from './types.ts';

const COMPARE = 'Compare with the books in price-books/.';

/**
 * Reads a price book from the text of its YAML file.
 * @throws WorkbenchError with every mistake of the file, each with its line.
 */
export function readPriceBook(text: string, file: string): PriceBook {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  const problems: Problem[] = [];
  const report = (offset: number, what: string, todo: string, key?: string): void => {
    const { line, col } = lines.linePos(offset);
    problems.push({ what, todo, at: { file, line, column: col, key } });
  };
  const reportAt = (path: readonly PropertyKey[], what: string, todo: string): void =>
    report(offsetOf(document, path), what, todo, path.map(String).join('.') || undefined);

  for (const error of document.errors) {
    report(error.pos[0], error.message.replace(/ at line[\s\S]*$/, ''), 'Correct the YAML.');
  }
  if (problems.length > 0) throw inputError('price-book', problems);

  const head = bookSchema.safeParse(document.toJS());
  for (const issue of head.error?.issues ?? []) reportAt(issue.path, issue.message, COMPARE);

  const listed: unknown = document.toJS()?.prices;
  const raw = Array.isArray(listed) ? listed : [];
  const entries = raw.flatMap((value: unknown, at): EntryFile[] => {
    const entry = entrySchema.safeParse(value);
    for (const issue of entry.error?.issues ?? []) reportAt(['prices', at, ...issue.path], issue.message, COMPARE);
    if (!entry.success) return [];
    for (const { path, what, todo } of contradictionsIn(entry.data, ['prices', at])) reportAt(path, what, todo);
    return [entry.data];
  });
  for (const { path, what, todo } of repeatedKeys(raw.map((entry) => entry?.key))) reportAt(path, what, todo);

  if (problems.length > 0 || !head.success) throw inputError('price-book', problems);
  return { ...head.data, prices: entries.map(priceOf) };
}

/** Where the nearest node on the path that exists begins. */
function offsetOf(document: ReturnType<typeof parseDocument>, path: readonly PropertyKey[]): number {
  for (let length = path.length; length >= 0; length -= 1) {
    const node = document.getIn(path.slice(0, length), true);
    if (isNode(node) && node.range) return node.range[0];
  }
  return 0;
}

function priceOf(entry: EntryFile): Price {
  const tiers = entry.tiers ?? (entry.price === undefined ? [] : [{ price: entry.price }]);
  return {
    key: entry.key,
    unit: entry.unit,
    tiers: tiers.map((tier) => tierOf(tier, entry)),
    note: entry.note ?? null,
  };
}

function tierOf(tier: TierFile, entry: EntryFile): PriceTier {
  const { source = '', date = 'undated', assumption } = originOf(tier, entry);
  return {
    upTo: tier.upTo ?? null,
    unitPrice: decimalOf(tier.price),
    provenance: assumption === undefined ? 'list-price' : 'assumed',
    source: assumption === undefined ? source : `assumption:${assumption}`,
    date,
  };
}
