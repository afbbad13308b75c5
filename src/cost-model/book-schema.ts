import { z } from 'zod';

const DATE = /^\d{4}-\d{2}(-\d{2})?$/;

const amount = z
  .number({ error: 'a price in USD is a number such as 0.023' })
  .nonnegative({ error: 'a price is not negative' });

/** A dated source, or an assumption: never both, never neither. */
const origin = {
  source: z.string().min(1).optional(),
  date: z.string().regex(DATE, 'a date is written 2026-07-20 or 2026-07').optional(),
  assumption: z.string().min(1).optional(),
};

const tier = z.strictObject({
  upTo: z.number().positive({ error: 'the end of a tier is above 0' }).optional(),
  price: amount,
  ...origin,
});

export const entrySchema = z.strictObject({
  key: z.string().regex(/^[a-z0-9]+([.-][a-z0-9]+)*$/, 'a key is written aws.s3.standard.put'),
  unit: z.string().min(1),
  price: amount.optional(),
  tiers: z.array(tier).min(1).optional(),
  ...origin,
  note: z.string().optional(),
});

/** Entries are read one by one, so that a mistake in one hides none in another. */
export const bookSchema = z.strictObject({
  name: z.string().min(1),
  vendor: z.string().min(1),
  region: z.enum(['us-east-1'], { error: 'the region is us-east-1, the only one priced so far' }),
  currency: z.literal('USD', { error: 'the currency is USD, the only one priced so far' }),
  date: z.string().regex(DATE, 'a date is written 2026-07-20 or 2026-07'),
  prices: z.array(z.unknown(), { error: 'prices is a list of entries' }).min(1, 'prices holds at least one entry'),
});

export type EntryFile = z.infer<typeof entrySchema>;
export type TierFile = NonNullable<EntryFile['tiers']>[number];
