import { z } from 'zod';
import { oneOf } from '../../scenarios/mistake.ts';
import { pricedCloud } from '../../scenarios/priced-cloud.ts';
import { SUPPORT_MODELS } from '../../scenarios/production.ts';
import { businessSection } from './business-words.ts';
import { ecosystemSection } from './ecosystem-words.ts';
import { type Row, row } from './row.ts';
import { termsSection } from './terms-section.ts';
import { day, text } from './text.ts';
import { INGRESS_WORDS, WORKLOAD_WORDS } from './workload-words.ts';
import { amount, type Refusal } from './written-numbers.ts';

const workloadRows = Object.fromEntries(
  Object.entries(WORKLOAD_WORDS).map(([name, { written, required, ...described }]) => {
    const said = row(written, described);
    return [name, required ? said : said.optional()];
  }),
) as Record<string, z.ZodOptional<z.ZodType<Row>>>;

const ingressIn = (workload: object): readonly string[] =>
  Object.keys(INGRESS_WORDS).filter((word) => (workload as Record<string, unknown>)[word] !== undefined);

/** Also where another word is wrong: it is another mistake. */
const always = { when: () => true };

const workload = z
  .strictObject(workloadRows)
  .refine((said) => ingressIn(said).length > 0, {
    ...always,
    error: 'is without a word on how much is written',
    params: { todo: `add ${oneOf(Object.keys(INGRESS_WORDS))}, such as terabytesAMonth: 260` },
  })
  .refine((said) => ingressIn(said).length < 2, {
    ...always,
    error: 'is told more than once how much is written',
    params: { todo: `keep one of ${oneOf(Object.keys(INGRESS_WORDS))}` },
  });

/** Of a future, in plain numbers: what it may as well be is what the future is. */
const futureNumbers = Object.fromEntries(
  Object.entries(WORKLOAD_WORDS).map(([name, { written, description, example }]) => [
    name,
    z
      .union(written)
      .optional()
      .meta({ description, examples: [example] }),
  ]),
) as Record<string, z.ZodOptional<z.ZodType<number>>>;

const NO_BUDGET: Refusal = {
  error: 'which nothing keeps to',
  params: { todo: 'write an amount above 0, or remove it' },
};
const NOTHING_LEFT: Refusal = { error: 'which writes nothing', params: { todo: 'write a number above 0' } };

const future = z.strictObject({
  name: text('What the report calls it', 'twice the traffic'),
  ingressTimes: z
    .number()
    .min(0)
    .refine((times) => times !== 0, NOTHING_LEFT)
    .optional()
    .meta({ description: 'How many times as much is written as the sheet says', examples: [2] }),
  ...futureNumbers,
});

const numbersByName = (description: string, example: Readonly<Record<string, unknown>>) =>
  z
    .record(z.string().min(1), row(amount(), { description: 'A number of 0 or more' }))
    .prefault({})
    .meta({ description, examples: [example] });

/** The assumptions sheet. Unknown keys are mistakes. */
export const sheetSchema = z
  .strictObject({
    name: text('What the report calls the sheet', 'Streaming platform, budget of 2027'),
    owner: text('Who answers for it', 'Platform team').optional(),
    approver: text('Who approved it', 'Finance').optional(),
    date: day('When it was last changed', '2026-11-21').optional(),
    workload: workload.optional().meta({ description: 'What is written, kept and read' }),
    support: z
      .enum(SUPPORT_MODELS)
      .optional()
      .meta({ description: 'Paid support of the cloud and the vendor', examples: ['business'] }),
    rates: numbersByName('What an hour, a month or a GiB costs, by the name of the assumption; in the sheet’s money', {
      engineerRate: 110,
    }),
    assumptions: numbersByName('Any other assumption by its name, of every platform that has it or of one', {
      operationsHours: { value: 60, low: 40, high: 90 },
    }),
    prices: numbersByName(
      'What is paid for one unit, by the key of the price books, in the sheet’s money: of all its tiers, or with `/1` after it of its second one',
      {
        'aws.ec2.m7g.xlarge': 0.14,
      },
    ),
    business: businessSection.prefault({}).meta({ description: 'What the business case rests on' }),
    ecosystem: ecosystemSection
      .prefault({})
      .meta({ description: 'What stands around the brokers, and what becomes of it' }),
    terms: termsSection.prefault({}).meta({ description: 'How list prices become what is paid' }),
    cloud: pricedCloud()
      .optional()
      .meta({ description: 'Cloud whose prices apply', examples: ['aws'] }),
    region: text('Region whose prices apply', 'us-east-1').optional(),
    platforms: z
      .array(text('A platform that the workbench knows'))
      .min(1)
      .optional()
      .meta({ description: 'Platforms to price' }),
    baseline: text('What is paid for today, as platform or platform/variant').optional(),
    candidate: text('What it is set against, as platform or platform/variant').optional(),
    futures: z.array(future).min(1).optional().meta({ description: 'What may come; in each, what differs from today' }),
    budget: z
      .number()
      .min(0)
      .refine((most) => most !== 0, NO_BUDGET)
      .optional()
      .meta({ description: 'Most that a month may cost, in the sheet’s money', examples: [40_000] }),
  })
  .meta({ title: 'Assumptions sheet', description: 'What finance says of a workload, in its own words' });

export type SheetInput = z.output<typeof sheetSchema>;
