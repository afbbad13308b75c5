import { z } from 'zod';
import { category, decimal, list } from '../schema/figures-schema.ts';
import { CATEGORIES } from '../types/shape.ts';
import { APART } from './types/rule.ts';

const amount = z.object({ quantity: decimal, unit: z.string() });

const measuredQuantity = z.object({
  name: z.string(),
  source: z.string(),
  counted: amount.nullable(),
  period: z
    .object({ start: z.string(), end: z.string() })
    .exactOptional()
    .meta({ description: 'the days in which metrics counted it' }),
  priceKey: z.string().nullable(),
  monthly: amount.nullable(),
  used: z.boolean(),
  because: list(z.string()),
});

/** billed − modelled = price + quantity + mix, exactly. */
const split = {
  price: decimal,
  quantity: decimal,
  mix: decimal,
};

const row = {
  modelled: decimal,
  modelledIsLowerBound: z.boolean(),
  measured: decimal.nullable().meta({ description: 'measured quantities at list price' }),
  measuredIsPartial: z.boolean(),
  measuredNotUsed: decimal.nullable().exactOptional(),
  billed: decimal,
  billedInWindow: decimal,
  difference: decimal.meta({ description: 'billed − modelled = price + quantity + mix, exactly' }),
  ...split,
};

const line = z.object({
  item: z.string(),
  priceKey: z.string().nullable(),
  unit: z.string().nullable(),
  modelledQuantity: decimal.nullable(),
  billedQuantity: decimal.nullable(),
  modelled: decimal,
  measured: decimal.nullable(),
  measuredNotUsed: decimal.nullable().exactOptional(),
  billed: decimal,
  billedInWindow: decimal,
  ...split,
  why: z.string(),
});

const rowNames = [...CATEGORIES, 'unclassified', ...APART.filter((part) => part !== 'support')] as const;

export const reconciliation = z.object({
  target: z.string(),
  platform: z.string(),
  currency: z.string(),
  view: z
    .enum(['amortized', 'unblended'])
    .exactOptional()
    .meta({ description: 'which amounts of the bill are compared' }),
  scaling: z.object({
    period: z.object({ start: z.string(), end: z.string() }),
    days: z.number(),
    hours: z.number(),
    hoursPerMonth: z.number(),
    factor: decimal,
    factorOfMonths: decimal,
    method: z.string(),
    labels: list(z.string()),
  }),
  rows: list(z.object({ category: z.enum(rowNames), ...row, lines: list(line) })),
  total: z.object(row),
  notBilled: list(
    z.object({ category, item: z.string(), amount: decimal, period: z.enum(['month', 'once']), why: z.string() }),
  ),
  measured: list(measuredQuantity),
  notes: list(z.string()),
});
