import { z } from 'zod';
import { inputError } from '../../../errors.ts';
import { type Member, membersOf, parsed } from './json-members.ts';
import { type Attributes, mapped, type OfferMapping, type ProductRule } from './mapping.ts';

const termSchema = z.object({
  priceDimensions: z.record(
    z.string(),
    z.object({
      unit: z.string(),
      beginRange: z.string().optional(),
      endRange: z.string().optional(),
      pricePerUnit: z.record(z.string(), z.string()),
    }),
  ),
  termAttributes: z.record(z.string(), z.string()).optional(),
});
export type OfferTerm = z.infer<typeof termSchema>;
export type PriceDimension = OfferTerm['priceDimensions'][string];

/** A product that a rule takes, and the terms on which it is sold. */
export interface OfferedProduct {
  readonly sku: string;
  readonly key: string;
  readonly rule: ProductRule;
  readonly onDemand: readonly OfferTerm[];
  readonly reserved: readonly OfferTerm[];
}

/** What an offer file has for a region. */
export interface Offer {
  readonly service: string;
  readonly version: string;
  /** ISO date. */
  readonly published: string;
  readonly products: readonly OfferedProduct[];
  /** Of the region, and taken by no rule. */
  readonly unmapped: number;
  readonly ofOtherRegions: number;
}

const headSchema = z.object({
  offerCode: z.string(),
  version: z.string(),
  publicationDate: z.string().regex(/^\d{4}-\d{2}-\d{2}/),
});

/**
 * Reads an offer file of the AWS Price List's bulk format, one product and one term at a time.
 * @throws WorkbenchError where it is no such file.
 */
export function readOffer(
  text: Buffer,
  { file, region }: { readonly file: string; readonly region: string },
  mapping: OfferMapping,
): Offer {
  try {
    return offerOf(text, region, mapping);
  } catch (error) {
    if (!(error instanceof SyntaxError) && !(error instanceof z.ZodError)) throw error;
    const why = error instanceof SyntaxError ? error.message : 'parts of it are missing or of another form';
    throw inputError('offer', [
      {
        what: `${file} is no offer file of the AWS Price List: ${why}`,
        todo: 'Give an offer file of one service in JSON, such as index.json, whole, or compressed by gzip.',
      },
    ]);
  }
}

function offerOf(text: Buffer, region: string, mapping: OfferMapping): Offer {
  const top = new Map([...membersOf(text)].map((member) => [member.key, member]));
  const memberValue = (key: string): unknown => {
    const member = top.get(key);
    return member === undefined ? undefined : parsed(text, member);
  };
  const head = headSchema.parse({
    offerCode: memberValue('offerCode'),
    version: memberValue('version'),
    publicationDate: memberValue('publicationDate'),
  });
  const [products, terms] = [top.get('products'), top.get('terms')];
  if (products === undefined || terms === undefined) throw new SyntaxError('it has no products or no terms');

  const rules = mapping.products.filter(({ service }) => service === head.offerCode);
  const found = productsOf(text, products, region, rules);
  const skus = new Set(found.taken.map(({ sku }) => sku));
  const kinds = new Map([...membersOf(text, terms.from)].map((member) => [member.key, member]));
  const onDemand = termsOf(text, kinds.get('OnDemand'), skus);
  const reserved = termsOf(text, kinds.get('Reserved'), skus);
  return {
    service: head.offerCode,
    version: head.version,
    published: head.publicationDate.slice(0, 10),
    products: found.taken.map((product) => ({
      ...product,
      onDemand: onDemand.get(product.sku) ?? [],
      reserved: reserved.get(product.sku) ?? [],
    })),
    unmapped: found.unmapped,
    ofOtherRegions: found.ofOtherRegions,
  };
}

function productsOf(text: Buffer, products: Member, region: string, rules: readonly ProductRule[]) {
  const taken: Pick<OfferedProduct, 'sku' | 'key' | 'rule'>[] = [];
  let unmapped = 0;
  let ofOtherRegions = 0;
  for (const member of membersOf(text, products.from)) {
    const { attributes = {} } = parsed(text, member) as { readonly attributes?: Attributes };
    if (attributes.regionCode !== region) {
      ofOtherRegions += 1;
      continue;
    }
    const match = mapped(attributes, rules);
    if (match === null) unmapped += 1;
    else taken.push({ sku: member.key, ...match });
  }
  return { taken, unmapped, ofOtherRegions };
}

/** By product, for those asked for. */
function termsOf(
  text: Buffer,
  kind: Member | undefined,
  skus: ReadonlySet<string>,
): ReadonlyMap<string, readonly OfferTerm[]> {
  const terms = new Map<string, readonly OfferTerm[]>();
  if (kind === undefined) return terms;
  for (const member of membersOf(text, kind.from)) {
    if (!skus.has(member.key)) continue;
    terms.set(member.key, Object.values(z.record(z.string(), termSchema).parse(parsed(text, member))));
  }
  return terms;
}
