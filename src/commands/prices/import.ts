import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { Command } from 'commander';
import { bookText, pricesOf } from '../../cost-model/prices/offer/book-of-offer.ts';
import { type OfferMapping, readMapping } from '../../cost-model/prices/offer/mapping.ts';
import { type Offer, readOffer } from '../../cost-model/prices/offer/read-offer.ts';
import { readPriceBook } from '../../cost-model/prices/price-book.ts';
import { inputError } from '../../errors.ts';
import { oneOf } from '../../scenarios/mistake.ts';
import type { Terminal } from '../terminal.ts';
import { fetchOffer, OFFER_LIMITS, type OfferLimits } from './fetch-offer.ts';

/** Beside src/ in a clone and beside dist/ in a package. */
const MAPPING = new URL('../../../price-books/import/aws.yaml', import.meta.url);

export type ImportEffects = Pick<Terminal, 'out' | 'err' | 'cwd' | 'interruption'>;

interface ImportOptions {
  readonly service: string;
  readonly region: string;
  readonly out?: string;
}

/** `workbench prices import aws FILE|URL`: a price book from an offer file of the AWS Price List. */
export function importCommand(effects: ImportEffects, limits: OfferLimits = OFFER_LIMITS): Command {
  const aws = new Command('aws')
    .description('make a price book from an offer file of the AWS Price List (bulk JSON, also gzip)')
    .argument('<file-or-url>', 'the offer file of one service, best of one region')
    .requiredOption('--service <code>', 'the service that the file is of, such as AmazonEC2')
    .requiredOption('--region <name>', 'the region whose prices to take, such as us-east-1')
    .option('--out <file>', 'write the book there, where no file is yet; otherwise it is printed')
    .addHelpText(
      'after',
      '\nExample:\n  workbench prices import aws index.json --service AmazonEC2 --region us-east-1 --out ec2.yaml',
    )
    .action(async (source: string, options: ImportOptions) => {
      const book = await importedBook(source, options, effects, limits);
      if (options.out === undefined) effects.out(book.text.trimEnd());
      else writeFileSync(resolve(effects.cwd, options.out), book.text, { flag: 'wx' });
      effects.err(book.note);
    });
  return new Command('import').description('make price books from price lists of vendors').addCommand(aws);
}

async function importedBook(
  source: string,
  { service, region, out }: ImportOptions,
  effects: ImportEffects,
  limits: OfferLimits,
) {
  const mapping = readMapping(readFileSync(MAPPING, 'utf8'));
  assertKnown(service, out, mapping, effects.cwd);
  const interruption = effects.interruption();
  try {
    const { name, text } = await fetchOffer(source, effects.cwd, interruption.signal, limits);
    const offer = readOffer(text, { file: name, region }, mapping);
    assertOf(offer, { service, region, name });
    const prices = pricesOf(offer, mapping);
    const book = bookText(prices, offer, { file: name, region });
    // What is written is what a book may be: it is read as one before anybody has it.
    readPriceBook(book, out ?? name);
    return { text: book, note: noteOf(offer, prices.length, region) };
  } finally {
    interruption.end();
  }
}

function assertKnown(service: string, out: string | undefined, { products }: OfferMapping, cwd: string): void {
  const services = [...new Set(products.map((rule) => rule.service))];
  const problems = [
    ...(services.includes(service)
      ? []
      : [{ what: `nothing is taken from offers of "${service}"`, todo: `Services are ${oneOf(services)}.` }]),
    ...(out !== undefined && existsSync(resolve(cwd, out))
      ? [{ what: `${out} is there already`, todo: 'Give another name: a book that was used is not changed.' }]
      : []),
    ...(out !== undefined && !existsSync(dirname(resolve(cwd, out)))
      ? [{ what: `the folder of ${out} is not there`, todo: 'Create it first, or give another path.' }]
      : []),
  ];
  if (problems.length > 0) throw inputError('offer', problems);
}

function assertOf(offer: Offer, { service, region, name }: { service: string; region: string; name: string }): void {
  if (offer.service !== service) {
    throw inputError('offer', [
      { what: `${name} is an offer of ${offer.service}, not of ${service}`, todo: `Give --service ${offer.service}.` },
    ]);
  }
  if (offer.products.length === 0) {
    throw inputError('offer', [
      {
        what: `${name} has no product of ${region} that a price is taken from, among ${offer.unmapped + offer.ofOtherRegions}`,
        todo: 'Give the offer file of that region.',
      },
    ]);
  }
}

function noteOf(
  { products, unmapped, ofOtherRegions, published, version }: Offer,
  prices: number,
  region: string,
): string {
  const others = ofOtherRegions === 0 ? '' : `, as were ${ofOtherRegions} of other regions or of none`;
  return (
    `${prices} prices from ${products.length} products, published ${published} (version ${version}); ` +
    `${unmapped} products of ${region} have no rule and were left out${others}.`
  );
}
