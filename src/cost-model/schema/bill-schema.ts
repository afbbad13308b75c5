import { z } from 'zod';
import { category, decimal, expression, list, paidTo, period, provenance } from './figures-schema.ts';

const line = {
  category,
  item: z.string(),
  period,
  paidTo,
  quantity: decimal,
  unit: z.string(),
  basis: z.string(),
  expression,
  priceKey: z.string(),
};

const lineItem = z
  .object({
    ...line,
    unitPrice: decimal,
    amount: decimal,
    provenance,
    priceSource: z.string().min(1),
    priceDate: z.string(),
    explanation: z.string(),
    tier: z.int().min(0),
  })
  .meta({
    id: 'LineItem',
    description: 'quantity × unitPrice = amount, exactly; one for every price tier that is reached',
  });

const unpricedItem = z
  .object({ ...line, why: z.string() })
  .meta({ id: 'UnpricedItem', description: 'a quantity that no price is known for: never zero, never left out' });

export const platformCost = z.object({
  platform: z.string(),
  variant: z.string(),
  title: z.string(),
  platformTitle: z.string(),
  variantTitle: z.string(),
  targets: list(z.string()),
  total: decimal.meta({ description: 'sum of the monthly amounts' }),
  totalIsLowerBound: z.boolean(),
  oneTime: decimal.meta({ description: 'sum of what is paid once' }),
  lineItems: list(lineItem),
  unpriced: list(unpricedItem),
  inPlaceFrom: list(z.string()).exactOptional(),
  limits: list(z.object({ name: z.string(), demand: expression, most: expression })).exactOptional(),
});

export const priceUsed = z.object({
  unit: z.string(),
  vendor: z.string().nullable(),
  tiers: list(z.object({ upTo: decimal.nullable(), figure: z.string(), listPrice: decimal })),
});
