import { readdirSync, readFileSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readPriceBook } from '../cost-model/prices/price-book.ts';
import type { PriceBook } from '../cost-model/types/prices.ts';
import { inputError } from '../errors.ts';
import { Problems } from './gather.ts';

/** The folder beside src/ in a clone and beside dist/ in a package. */
const SHIPPED = new URL('../../price-books/', import.meta.url);

/** The newest shipped book of each vendor and region. */
export function shippedPriceBooks(): readonly PriceBook[] {
  const books = readdirSync(SHIPPED)
    .filter((file) => file.endsWith('.yaml'))
    .map((file) => readPriceBook(readFileSync(fileURLToPath(new URL(file, SHIPPED)), 'utf8'), `price-books/${file}`))
    .sort((a, b) => a.date.localeCompare(b.date));
  return [...new Map(books.map((book) => [`${book.vendor} ${book.region}`, book])).values()];
}

/**
 * The shipped books followed by the given ones, whose prices replace those of the same key.
 * @throws WorkbenchError with every mistake of every file.
 */
export function priceBooksWith(files: readonly string[], cwd: string): readonly PriceBook[] {
  const problems = new Problems();
  const given = files.flatMap(
    (file) => problems.gather(() => readPriceBook(textOf(resolve(cwd, file), file), file)) ?? [],
  );
  problems.throwIfAny();
  return [...shippedPriceBooks(), ...given];
}

function textOf(path: string, file: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw inputError('price-book', [
      {
        what: `the price book ${basename(file)} cannot be read: ${(error as NodeJS.ErrnoException).code ?? 'unknown cause'}`,
        todo: 'Give the path of a YAML file such as those in price-books/.',
        at: { file },
      },
    ]);
  }
}
