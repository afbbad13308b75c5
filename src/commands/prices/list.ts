import { Command } from 'commander';
import { datesToCome } from '../../cost-model/prices/book-fit.ts';
import { ageInDays, isOld } from '../../cost-model/prices/price-age.ts';
import type { Price, PriceBook, PriceTier } from '../../cost-model/types/prices.ts';
import { table } from '../output.ts';
import { priceBooksWith } from '../price-books.ts';
import { repeatable } from '../repeatable.ts';
import type { Terminal } from '../terminal.ts';

export type ListEffects = Pick<Terminal, 'out' | 'cwd' | 'now'>;

interface ListOptions {
  readonly priceBook: readonly string[];
  readonly stale: boolean;
  readonly json: boolean;
}

/** `workbench prices list`: what the cost model multiplies with, and how old it is. */
export function listCommand(effects: ListEffects): Command {
  return new Command('list')
    .description('every price with its tiers, options, range, source, date and age')
    .option('--price-book <file>', 'a book of your own, listed too; may be repeated', repeatable, [])
    .option('--stale', 'only prices that are older than a year', false)
    .option('--json', 'print the books', false)
    .addHelpText('after', '\nExample:\n  workbench prices list --stale')
    .action(({ priceBook, stale, json }: ListOptions) => {
      const at = effects.now().toISOString();
      const books = priceBooksWith(priceBook, effects.cwd, (book) => datesToCome(book, effects.now().toISOString()));
      const shown = stale ? books.flatMap((book) => staleOf(book, at)) : books;
      if (json) effects.out(JSON.stringify(shown, null, 2));
      else if (shown.length === 0) effects.out('No price is older than a year.');
      else effects.out(shown.map((book) => listed(book, at).trimEnd()).join('\n\n'));
    });
}

/** The book with its old prices only; none where it has none. */
function staleOf(book: PriceBook, at: string): readonly PriceBook[] {
  const old = ({ date }: PriceTier): boolean => date !== 'undated' && isOld(date, at);
  const prices = book.prices.filter(({ tiers, options = {} }) => [...tiers, ...Object.values(options)].some(old));
  return prices.length === 0 ? [] : [{ ...book, prices }];
}

function listed(book: PriceBook, at: string): string {
  const heading = `${book.name}: ${book.currency}, ${book.region}, ${book.date} (${ageInDays(book.date, at)} days old)`;
  const rows = book.prices.flatMap((price) => rowsOf(price, at));
  const align = ['left', 'right', 'left', 'left', 'left', 'left', 'left'] as const;
  return `${heading}\n${table([['price', 'USD', 'per', 'quantity a month', 'range', 'age', 'source'], ...rows], { align })}`;
}

function rowsOf({ key, unit, tiers, options = {} }: Price, at: string): readonly (readonly string[])[] {
  const row = (tier: PriceTier, quantity: string, isFirst: boolean) => [
    isFirst ? key : '',
    tier.unitPrice,
    unit,
    quantity,
    tier.low === undefined || tier.high === undefined ? '' : `${tier.low}–${tier.high}`,
    ageWords(tier.date, at),
    tier.source,
  ];
  return [
    ...tiers.map((tier, index) => row(tier, tierWords(tier, tiers[index - 1]), index === 0)),
    ...Object.entries(options).map(([name, option]) => row(option, `any, ${name}`, false)),
  ];
}

function ageWords(date: string, at: string): string {
  if (date === 'undated') return date;
  return `${date}, ${ageInDays(date, at)} days${isOld(date, at) ? ', check it' : ''}`;
}

function tierWords({ upTo }: PriceTier, previous: PriceTier | undefined): string {
  if (upTo !== null) return `up to ${upTo}`;
  return previous === undefined ? 'any' : `above ${previous.upTo}`;
}
