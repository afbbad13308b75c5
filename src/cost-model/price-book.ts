import type { z } from 'zod';
import { inputError } from '../errors.ts';
import { YamlFile } from '../scenarios/document.ts';
import type { KeyPath, Mistake } from '../scenarios/mistake.ts';
import { contradictionsIn, originOf, repeatedKeys } from './book-contradictions.ts';
import { bookSchema, type EntryFile, entrySchema, type TierFile } from './book-schema.ts';
import { decimalOf } from './money.ts';
import type { Price, PriceBook, PriceTier } from './types.ts';

/**
 * Reads a price book from the text of its YAML file.
 * @throws WorkbenchError with every mistake of the file, each with its line.
 */
export function readPriceBook(text: string, file: string): PriceBook {
  const yaml = new YamlFile(text, file);
  const syntax = yaml.syntax();
  if (syntax.problems.length > 0) throw inputError('price-book', syntax.problems);

  const values = valuesOf(yaml);
  const head = bookSchema.safeParse(values);
  const listed = listedIn(values);
  const entries = listed.map((value, at) => readEntry(value, ['prices', at]));
  const mistakes = [
    ...schemaMistakes(head, []),
    ...entries.flatMap((entry) => entry.mistakes),
    ...repeatedKeys(listed),
  ];
  if (mistakes.length > 0 || !head.success) {
    throw inputError(
      'price-book',
      mistakes.map((mistake) => yaml.locate(mistake)),
    );
  }
  return { ...head.data, prices: entries.flatMap(({ entry }) => (entry === null ? [] : [priceOf(entry)])) };
}

function valuesOf(yaml: YamlFile): unknown {
  try {
    return yaml.values();
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    const mistake = { path: [], what: 'its aliases (*) cannot be resolved', todo: 'Write the values out.' };
    throw inputError('price-book', [yaml.locate(mistake)]);
  }
}

function listedIn(values: unknown): readonly unknown[] {
  const prices = typeof values === 'object' && values !== null && 'prices' in values ? values.prices : null;
  return Array.isArray(prices) ? prices : [];
}

function readEntry(
  value: unknown,
  path: KeyPath,
): { readonly entry: EntryFile | null; readonly mistakes: readonly Mistake[] } {
  const parsed = entrySchema.safeParse(value);
  return parsed.success
    ? { entry: parsed.data, mistakes: contradictionsIn(parsed.data, path) }
    : { entry: null, mistakes: schemaMistakes(parsed, path) };
}

const schemaMistakes = (parsed: z.ZodSafeParseResult<unknown>, under: KeyPath): readonly Mistake[] =>
  (parsed.error?.issues ?? []).map((issue) => ({
    path: [...under, ...(issue.path as KeyPath)],
    what: issue.message,
    todo: 'Compare with the books in price-books/.',
  }));

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
