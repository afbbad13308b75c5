import { inputError, type Problem } from '../../../errors.ts';
import type { OfferMapping } from './mapping.ts';
import { NoOnePrice, type OfferedPrice, offeredPrice } from './offered-price.ts';
import type { Offer, OfferedProduct } from './read-offer.ts';

/**
 * The prices of an offer by key, in the order of their keys. Several products may say the same price of one key.
 * @throws WorkbenchError with every product that has no price or more than one, and every key that has two.
 */
export function pricesOf(offer: Offer, mapping: OfferMapping): readonly OfferedPrice[] {
  const problems: Problem[] = [];
  const byKey = new Map<string, { readonly price: OfferedPrice; readonly sku: string }>();
  for (const product of offer.products) {
    const price = priceOr(product, mapping, problems);
    const known = byKey.get(product.key);
    if (price === null) continue;
    if (known === undefined) byKey.set(product.key, { price, sku: product.sku });
    else if (JSON.stringify(known.price) !== JSON.stringify(price)) {
      problems.push({
        what: `two prices for "${product.key}": products ${known.sku} and ${product.sku}`,
        todo: `Make the rule for ${product.rule.key} in price-books/import/aws.yaml take one of them only.`,
      });
    }
  }
  if (problems.length > 0) throw inputError('offer', problems);
  return [...byKey.values()].map(({ price }) => price).toSorted((a, b) => (a.key < b.key ? -1 : 1));
}

function priceOr(product: OfferedProduct, mapping: OfferMapping, problems: Problem[]): OfferedPrice | null {
  try {
    return offeredPrice(product, mapping);
  } catch (error) {
    if (!(error instanceof NoOnePrice)) throw error;
    problems.push({
      what: `product ${product.sku} ("${product.key}") ${error.message}`,
      todo: 'Check the offer file, and its rule in price-books/import/aws.yaml.',
    });
    return null;
  }
}

/** The text of a price book. */
export function bookText(
  prices: readonly OfferedPrice[],
  { service, version, published }: Pick<Offer, 'service' | 'version' | 'published'>,
  { file, region }: { readonly file: string; readonly region: string },
): string {
  const source = `source: ${JSON.stringify(`AWS Price List: ${file}, version ${version}`)}`;
  const origin = [source, `date: ${published}`];
  return [
    `# Prices of ${service} in ${region}, made by \`workbench prices import aws\`.`,
    `name: ${service} ${region}`,
    'vendor: aws',
    `region: ${region}`,
    'currency: USD',
    `date: ${published}`,
    'prices:',
    ...prices.flatMap((price) => entryLines(price, origin)),
    '',
  ].join('\n');
}

function entryLines({ key, unit, tiers, options }: OfferedPrice, origin: readonly string[]): readonly string[] {
  const [only, ...others] = tiers;
  const price =
    only !== undefined && others.length === 0
      ? [`price: ${only.price}`]
      : [
          'tiers:',
          ...tiers.map(({ upTo, price }) => `  - { ${upTo === null ? '' : `upTo: ${upTo}, `}price: ${price} }`),
        ];
  const bought = Object.entries(options).map(
    ([name, option]) => `  ${name}: { price: ${option}, ${origin.join(', ')} }`,
  );
  const lines = [`unit: ${unit}`, ...price, ...origin, ...(bought.length === 0 ? [] : ['options:', ...bought])];
  return [`  - key: ${key}`, ...lines.map((line) => `    ${line}`)];
}
