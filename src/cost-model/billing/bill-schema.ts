import { z } from 'zod';
import { category, decimal, list } from '../schema/figures-schema.ts';
import { reconciliation } from './reconciliation-schema.ts';
import { APART } from './types/rule.ts';

const day = z.string();

const amounts = {
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/, 'is no ISO 4217 code')
    .meta({ description: 'of every amount' }),
  period: z.object({
    start: day,
    end: day.meta({ description: 'the first day that is no longer part of it' }),
    provisional: z.boolean().meta({ description: 'true where a day of it may still change' }),
    hours: z
      .number()
      .exactOptional()
      .meta({ description: 'of a bill that tells less than a day: of how many hours it is' }),
  }),
  total: decimal.meta({ description: 'categories + unclassified + apart, exactly' }),
  categories: list(z.object({ category, amount: decimal, amortized: decimal.nullable(), lines: z.int().min(0) })),
  unclassified: z.object({
    amount: decimal,
    amortized: decimal.nullable().exactOptional(),
    top: list(
      z.object({
        provider: z.string(),
        service: z.string(),
        usageType: z.string(),
        operation: z.string().nullable(),
        amount: decimal,
        amortized: decimal.nullable().exactOptional(),
        lines: z.int().min(0),
      }),
    ),
  }),
  apart: z.object(
    Object.fromEntries(APART.map((part) => [part, decimal])) as Record<(typeof APART)[number], typeof decimal>,
  ),
  apartAmortized: z
    .object(
      Object.fromEntries(APART.map((part) => [part, decimal.nullable()])) as Record<
        (typeof APART)[number],
        z.ZodNullable<typeof decimal>
      >,
    )
    .exactOptional()
    .meta({ description: 'as apart, with commitments spread' }),
  amortizedTotal: decimal
    .nullable()
    .meta({ description: 'with commitments spread; null where a source does not say it' }),
  days: list(
    z.object({
      day,
      until: day.exactOptional().meta({
        description: 'where usage of several days stands on it: the first day that is no longer part of any',
      }),
      provisional: z.boolean(),
      amount: decimal,
      byCategory: z.partialRecord(category, decimal),
      unclassified: decimal,
      apart: z.partialRecord(z.enum(APART), decimal),
      other: decimal.meta({ description: 'unclassified and apart: what of the amount is in no category' }),
    }),
  ),
  rules: list(z.object({ rule: z.string(), amount: decimal, lines: z.int().min(0) })),
  usage: list(
    z.object({
      rule: z.string(),
      category,
      usageType: z.string(),
      priceKey: z.string().nullable(),
      quantity: decimal.nullable(),
      unit: z.string().nullable(),
      billedUnit: z.string().nullable().exactOptional().meta({ description: 'the unit in which it is billed' }),
      amount: decimal,
      amortized: decimal.nullable().exactOptional(),
      covered: z
        .boolean()
        .exactOptional()
        .meta({ description: 'some of it is covered by a commitment: its amount is not what it costs' }),
      list: decimal.nullable(),
    }),
  ),
  sources: list(
    z.object({
      source: z.string(),
      digest: z.string(),
      repeatable: z.string(),
      period: z.object({ start: day, end: day, hours: z.number().exactOptional() }).exactOptional(),
      lines: z.int().min(0),
      total: decimal,
    }),
  ),
  shared: list(
    z.object({
      by: z.string(),
      share: decimal,
      amount: decimal,
      others: decimal.meta({ description: 'what other targets pay of it: the sources less these are the total' }),
    }),
  ),
  losses: list(z.string()),
};

const bill = z.object({ schemaVersion: z.literal(1), ...amounts });

/** bill.json. Of a run it also says each target's own and what stands beside it. Keys may be added. */
export const billSchema = z
  .object({
    schemaVersion: z.literal(1),
    ...amounts,
    targets: list(z.object({ target: z.string(), bill })).exactOptional(),
    reconciliation: list(reconciliation).exactOptional(),
    metrics: list(
      z.object({
        target: z.string(),
        from: z.string(),
        period: z.object({ start: day, end: day }),
        name: z.string(),
        of: z.string(),
        unit: z.string(),
        statistic: z.string(),
        value: z.number().nullable(),
        points: z.int().min(0),
        periodSeconds: z.number(),
        complete: z.boolean(),
      }),
    ).exactOptional(),
    metricNotes: list(z.string()).exactOptional(),
    notReconciled: list(z.object({ target: z.string(), why: z.string() })).exactOptional(),
  })
  .meta({ title: 'bill.json of the Kafka TCO & PoC workbench' });

/** docs/bill.schema.json: what a reader of bill.json may rely on. */
export const billJsonSchema = (): unknown =>
  z.toJSONSchema(billSchema, {
    io: 'input',
    target: 'draft-7',
    override: ({ jsonSchema }) => {
      delete jsonSchema.readOnly;
    },
  });
