import { z } from 'zod';
import { PURCHASES, type Purchase } from '../types/prices.ts';

/** `us-east-1`, `ap-southeast-2`, `us-gov-west-1`. China's regions bill in another currency. */
const AWS_REGION = /^(?!cn-)[a-z]{2}(-gov)?-(north|south|east|west|central|(north|south)(east|west))-\d$/;

/** What a book may offer beside its price on demand. */
const OPTIONS = PURCHASES.filter((purchase) => purchase !== 'on-demand');
type OptionsShape = Record<Exclude<Purchase, 'on-demand'>, z.ZodOptional<typeof option>>;

const text = (description: string, example: string) =>
  z
    .string()
    .min(1)
    .meta({ description, examples: [example] });

const date = (description: string) =>
  z
    .string()
    .regex(/^\d{4}-\d{2}(-\d{2})?$/, 'is no day or month')
    .refine(isInCalendar, { error: 'which no calendar has' })
    .meta({ description, examples: ['2026-07-20', '2026-07'] });

/** `2026-02`, `2026-02-28`; not `2026-13`, nor `2026-02-30`. */
function isInCalendar(day: string): boolean {
  const at = Date.parse(day);
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(day);
}

/** USD; no unit of anything that platforms ask for costs as much. */
const DEAREST = 10_000_000;

const money = (description: string, example: number) =>
  z
    .number()
    .min(0)
    .max(DEAREST)
    .meta({ description, examples: [example] });

const price = money('USD for one unit', 0.023);

/** A dated source, or an assumption: never both, never neither. */
const origin = {
  source: text('the page or file where the price was read', 'infracost s3_bucket_test.golden').optional(),
  date: date('when that source is from').optional(),
  assumption: text('a name for a price without a dated source', 's3.standard.storage.over-500-tb').optional(),
};

/** Where an assumed or negotiable price may as well lie. */
const range = {
  low: money('the least that it may as well be', 0.02).optional(),
  high: money('the most that it may as well be', 0.03).optional(),
};

const option = z.strictObject({ price, ...range, ...origin });

const tier = z.strictObject({
  upTo: z
    .number()
    .positive()
    .meta({ description: 'where the tier ends, in units a month; the last has none', examples: [51200] })
    .optional(),
  price,
  ...range,
  ...origin,
});

const entry = z.strictObject({
  key: z
    .string()
    .regex(/^[a-z0-9]+([.-][a-z0-9]+)*$/, 'is no key of small letters, digits, dots and dashes')
    .meta({ description: 'the name by which the model asks for the price', examples: ['aws.s3.standard.put'] }),
  unit: text('what one price is for', 'GiB-month'),
  price: price.optional(),
  ...range,
  tiers: z.array(tier).min(1).meta({ description: 'where the price depends on the quantity' }).optional(),
  ...origin,
  options: z
    .strictObject(Object.fromEntries(OPTIONS.map((name) => [name, option.optional()])) as OptionsShape)
    .meta({ description: 'the same thing bought on other terms' })
    .optional(),
  note: text('whatever else a reader should know', 'DELETE is free.').optional(),
});

export const bookSchema = z.strictObject({
  name: text('what the report calls the book', 'AWS us-east-1'),
  vendor: text('who charges these prices', 'aws'),
  region: z
    .string()
    .regex(AWS_REGION, 'is no region of AWS')
    .meta({ description: 'a region of AWS, the only cloud priced so far', examples: ['us-east-1'] }),
  currency: z.literal('USD').meta({ description: 'USD, the only currency priced so far' }),
  date: date('when the book was put together'),
  prices: z.array(entry).min(1).meta({ description: 'one entry for each key' }),
});

export const entrySchema = entry;

export type EntryFile = z.infer<typeof entry>;
export type TierFile = NonNullable<EntryFile['tiers']>[number];
export type OptionFile = z.infer<typeof option>;
