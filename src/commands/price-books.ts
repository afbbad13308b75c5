import { readdirSync, readFileSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type BookCheck, readPriceBook } from '../cost-model/prices/price-book.ts';
import type { PriceBook } from '../cost-model/types/prices.ts';
import { inputError } from '../errors.ts';
import { Problems } from './gather.ts';

/** The folder beside src/ in a clone and beside dist/ in a package. */
const SHIPPED = new URL('../../price-books/', import.meta.url);

/** `aws-us-east-1-2026-11-21.yaml`: what is priced, where, and when the book was put together. */
const SHIPPED_NAME = /^(.+)-\d{4}-\d{2}-\d{2}\.yaml$/;

/** The newest of the shipped books whose files are named alike but for the date. */
export function shippedPriceBooks(): readonly PriceBook[] {
  const dated = readdirSync(SHIPPED)
    .toSorted()
    .flatMap((file) => {
      const series = SHIPPED_NAME.exec(file)?.[1];
      return series === undefined ? [] : [[series, file] as const];
    });
  return [...new Map(dated).values()].map((file) =>
    readPriceBook(readFileSync(fileURLToPath(new URL(file, SHIPPED)), 'utf8'), `price-books/${file}`),
  );
}

/**
 * The shipped books followed by the given ones, whose prices replace those of the same key. Where those given are of
 * another region, they stand alone: a price of one region is not one of the other.
 * @param check what else may be wrong with those given
 * @param all the shipped ones, where they have been read
 * @throws WorkbenchError with every mistake of every file.
 */
export function priceBooksWith(
  files: readonly string[],
  cwd: string,
  check: BookCheck = () => [],
  all: readonly PriceBook[] = shippedPriceBooks(),
): readonly PriceBook[] {
  const problems = new Problems();
  const given = files.flatMap(
    (file) => problems.gather(() => readPriceBook(textOf(resolve(cwd, file), file), file, check)) ?? [],
  );
  problems.throwIfAny();
  const regions = new Set(given.map(({ region }) => region));
  const shipped = all.filter(({ region }) => regions.size === 0 || regions.has(region));
  return [...shipped, ...given];
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
