import { z } from 'zod';
import { answers } from './schema/answers-schema.ts';
import { platformCost, priceUsed } from './schema/bill-schema.ts';
import { figures, list } from './schema/figures-schema.ts';
import { question, terms, workload } from './schema/request-schema.ts';

/** cost.json. Keys that are not named here may be added; none is renamed or removed without another schemaVersion. */
export const costSchema = z
  .object({
    schemaVersion: z.literal(1),
    currency: z
      .string()
      .regex(/^[A-Z]{3}$/, 'is no ISO 4217 code')
      .meta({ description: 'of every amount and price' }),
    hoursPerMonth: z.number(),
    region: z.string(),
    pricedAt: z.string().meta({ description: 'ISO 8601, UTC: when, and so how old the prices are' }),
    priceBook: z.object({ name: z.string(), date: z.string(), ageDays: z.number() }),
    pricesUsed: z
      .object({ oldest: z.string(), newest: z.string(), oldestAgeDays: z.number(), olderThanAYear: list(z.string()) })
      .nullable(),
    terms,
    workload,
    figures: figures.meta({ description: 'workload, assumptions, prices and what follows from them, by name' }),
    prices: z.record(z.string(), priceUsed),
    platforms: list(platformCost),
    notPriced: list(z.object({ platform: z.string(), variant: z.string().exactOptional(), why: z.string() })),
    measured: list(
      z.object({
        name: z.string(),
        target: z.string(),
        value: z.number().nullable(),
        unit: z.string(),
        assumption: z.string().nullable().exactOptional(),
        used: z.boolean(),
        transferable: z.boolean().exactOptional(),
        because: list(z.string()),
      }),
    ),
    sheet: z
      .object({
        name: z.string(),
        owner: z.string().nullable(),
        approver: z.string().nullable(),
        date: z.string().nullable(),
        remarks: z.string().exactOptional(),
        budget: z.number().exactOptional(),
        unused: list(z.string()).exactOptional(),
      })
      .exactOptional(),
    question,
    answers: answers.nullable(),
    unanswered: z.string().exactOptional(),
  })
  .meta({ title: 'cost.json of the Kafka TCO & PoC workbench' });

/** docs/cost.schema.json: what a reader of cost.json may rely on. */
export const costJsonSchema = (): unknown =>
  z.toJSONSchema(costSchema, {
    io: 'input',
    target: 'draft-7',
    // That nobody writes to a result is the project's own matter.
    override: ({ jsonSchema }) => {
      delete jsonSchema.readOnly;
    },
  });
