import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { shippedPriceBooks } from '../../../src/commands/price-books.ts';
import { parseDiscounts } from '../../../src/cost-model/prices/discounts.ts';
import { parseCurrency, parsePurchase, parseTax } from '../../../src/cost-model/prices/money-terms.ts';
import { readPriceBook } from '../../../src/cost-model/prices/price-book.ts';

const text = readFileSync(new URL('../../../docs/price-books.md', import.meta.url), 'utf8');
const books = shippedPriceBooks();

describe('docs/price-books.md', () => {
  const [example = ''] = [...text.matchAll(/```yaml\n([\s\S]*?)```/g)].map(([, yaml]) => yaml ?? '');

  it('shows a book that is read as it stands', () => {
    const { prices } = readPriceBook(example, 'docs/price-books.md');
    const shipped = new Map(books.flatMap((book) => book.prices.map(({ key, unit }) => [key, unit])));
    expect(prices.length).toBeGreaterThan(1);
    for (const { key, unit } of prices) expect(shipped.get(key)).toBe(unit);
  });

  it('shows terms that are read as they stand', () => {
    const flags = [...text.matchAll(/`--(discount|purchase|currency|tax) '?([^'`]+)'?`/g)];
    const values = (flag: string) => flags.flatMap(([, name, value]) => (name === flag && value ? [value] : []));
    expect(parseDiscounts(values('discount'), books)).toHaveLength(2);
    expect(values('purchase').map(parsePurchase)).toHaveLength(1);
    expect(values('currency').map(parseCurrency)).toHaveLength(1);
    expect(values('tax').map(parseTax)).toHaveLength(1);
  });
});
