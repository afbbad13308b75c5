import { Command } from 'commander';
import { ageInDays } from '../cost-model/prices/price-age.ts';
import type { PriceBook, PriceTier } from '../cost-model/types/prices.ts';
import { table } from './output.ts';
import { priceBooksWith } from './price-books.ts';
import { repeatable } from './repeatable.ts';
import type { Terminal } from './terminal.ts';

type Effects = Pick<Terminal, 'out' | 'cwd' | 'now'>;

/** `workbench prices`: what the cost model multiplies with, and how old it is. */
export function pricesCommand(effects: Effects): Command {
  const list = new Command('list')
    .description('every price with its tiers, source, date and age')
    .option('--price-book <file>', 'a book of your own, listed too; may be repeated', repeatable, [])
    .option('--json', 'print the books', false)
    .addHelpText('after', '\nExample:\n  workbench prices list --json')
    .action(({ priceBook, json }: { readonly priceBook: readonly string[]; readonly json: boolean }) => {
      const books = priceBooksWith(priceBook, effects.cwd);
      const at = effects.now().toISOString();
      if (json) effects.out(JSON.stringify(books, null, 2));
      else effects.out(books.map((book) => listed(book, at).trimEnd()).join('\n\n'));
    });
  return new Command('prices').description('price books').addCommand(list);
}

function listed(book: PriceBook, at: string): string {
  const heading = `${book.name}: ${book.currency}, ${book.region}, ${book.date} (${ageInDays(book.date, at)} days old)`;
  const rows = book.prices.flatMap(({ key, unit, tiers }) =>
    tiers.map((tier, index) => [
      index === 0 ? key : '',
      tier.unitPrice,
      unit,
      tierWords(tier, tiers[index - 1]),
      tier.date === 'undated' ? 'undated' : `${tier.date}, ${ageInDays(tier.date, at)} days`,
      tier.source,
    ]),
  );
  const align = ['left', 'right', 'left', 'left', 'left', 'left'] as const;
  return `${heading}\n${table([['price', 'USD', 'per', 'quantity a month', 'age', 'source'], ...rows], { align })}`;
}

function tierWords({ upTo }: PriceTier, previous: PriceTier | undefined): string {
  if (upTo !== null) return `up to ${upTo}`;
  return previous === undefined ? 'any' : `above ${previous.upTo}`;
}
