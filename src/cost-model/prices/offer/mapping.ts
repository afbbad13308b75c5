import { parse } from 'yaml';
import { z } from 'zod';
import { PURCHASES } from '../../types/prices.ts';

const productRule = z.strictObject({
  service: z.string(),
  key: z.string(),
  unit: z.string(),
  offerUnit: z.string(),
  perOfferUnit: z.number().positive().default(1),
  reserved: z.boolean().default(false),
  onDemandOnly: z.boolean().default(false),
  where: z.record(z.string(), z.string()),
});

const mappingSchema = z.strictObject({
  options: z.partialRecord(z.enum(PURCHASES), z.record(z.string(), z.string())),
  products: z.array(productRule).min(1),
});

/** Which products of a vendor's price list become which prices of a book. */
export type OfferMapping = z.infer<typeof mappingSchema>;
export type ProductRule = OfferMapping['products'][number];

/** Reads a mapping from the text of its YAML file; it is shipped, so a mistake in it is a defect. */
export const readMapping = (text: string): OfferMapping => mappingSchema.parse(parse(text));

export type Attributes = Readonly<Record<string, string>>;

/** The rule that takes a product, and the key that it gives; null where none does. */
export function mapped(
  attributes: Attributes,
  rules: readonly ProductRule[],
): { readonly rule: ProductRule; readonly key: string } | null {
  for (const rule of rules) {
    const caught = Object.entries(rule.where).map(([name, wanted]) => matched(attributes[name], wanted));
    if (caught.every((groups) => groups !== null)) {
      const [first = ''] = caught.flatMap((groups) => groups ?? []);
      return { rule, key: rule.key.replace('{1}', first) };
    }
  }
  return null;
}

/** What the brackets of a pattern catch; null where the text is another one. */
function matched(text: string | undefined, wanted: string): readonly string[] | null {
  if (text === undefined) return null;
  const pattern = /^\/(.*)\/$/.exec(wanted)?.[1];
  if (pattern === undefined) return text === wanted ? [] : null;
  return new RegExp(pattern).exec(text)?.slice(1) ?? null;
}
