import { z } from 'zod';
import { inputError } from '../../errors.ts';
import { YamlFile } from '../../scenarios/document.ts';
import type { JsonSchema } from '../../scenarios/json-schema.ts';
import type { Mistake } from '../../scenarios/mistake.ts';
import { schemaMistakes } from '../../scenarios/schema-mistakes.ts';
import { yamlValues } from '../../scenarios/yaml-values.ts';
import { decimalOf } from '../arithmetic/money.ts';
import type { Price, PriceBook, PriceTier } from '../types/prices.ts';
import { contradictionsIn, originOf, repeatedKeys } from './book-contradictions.ts';
import { bookSchema, type EntryFile, entrySchema, type OptionFile, type TierFile } from './book-schema.ts';

/** Mistakes by their paths in the file. */
export type BookCheck = (book: PriceBook) => readonly Mistake[];

/**
 * Reads a price book from the text of its YAML file.
 * @param mistakesOf what else may be wrong with a book that can be read
 * @throws WorkbenchError with every mistake of the file, each with its line.
 */
export function readPriceBook(text: string, file: string, mistakesOf: BookCheck = () => []): PriceBook {
  const yaml = new YamlFile(text, file);
  const syntax = yaml.syntax();
  if (syntax.problems.length > 0) throw inputError('price-book', syntax.problems);

  const data = yamlValues(yaml, 'price-book');
  const book = bookSchema.safeParse(data);
  const mistakes = [
    ...schemaMistakes(book.error?.issues ?? [], {
      data,
      schema: z.toJSONSchema(bookSchema) as JsonSchema,
      isSecret: () => false,
    }),
    ...contradictionsOf(listedIn(data)),
  ];
  if (mistakes.length > 0 || !book.success) {
    throw inputError(
      'price-book',
      mistakes.map((mistake) => yaml.locate(mistake)),
    );
  }
  const read = { ...book.data, prices: book.data.prices.map(priceOf) };
  const strange = mistakesOf(read);
  if (strange.length === 0) return read;
  throw inputError(
    'price-book',
    strange.map((mistake) => yaml.locate(mistake)),
  );
}

/** Contradictions in the entries that are right by themselves: a mistake in one hides none in another. */
function contradictionsOf(entries: readonly unknown[]): readonly Mistake[] {
  const within = entries.flatMap((value, at) => {
    const entry = entrySchema.safeParse(value);
    return entry.success ? contradictionsIn(entry.data, ['prices', at]) : [];
  });
  return [...within, ...repeatedKeys(entries)];
}

function listedIn(values: unknown): readonly unknown[] {
  const prices = typeof values === 'object' && values !== null && 'prices' in values ? values.prices : null;
  return Array.isArray(prices) ? prices : [];
}

function priceOf(entry: EntryFile): Price {
  const { key, unit, price, low, high, note, options } = entry;
  const tiers: readonly TierFile[] = entry.tiers ?? (price === undefined ? [] : [{ price, low, high }]);
  const offered = Object.entries(options ?? {}).flatMap(([name, option]) =>
    option === undefined ? [] : [[name, priceTier(null, option, option)] as const],
  );
  return {
    key,
    unit,
    tiers: tiers.map((tier) => priceTier(tier.upTo ?? null, tier, originOf(tier, entry))),
    note: note ?? null,
    ...(offered.length === 0 ? {} : { options: Object.fromEntries(offered) }),
  };
}

function priceTier(
  upTo: number | null,
  { price, low, high }: Pick<OptionFile, 'price' | 'low' | 'high'>,
  { source = '', date = 'undated', assumption }: Pick<TierFile, 'source' | 'date' | 'assumption'>,
): PriceTier {
  return {
    upTo,
    unitPrice: decimalOf(price),
    provenance: assumption === undefined ? 'list-price' : 'assumed',
    source: assumption === undefined ? source : `assumption:${assumption}`,
    date,
    ...(low === undefined && high === undefined
      ? {}
      : { low: decimalOf(low ?? price), high: decimalOf(high ?? price) }),
  };
}
