import { z } from 'zod';
import { decimal, list, paidTo } from './figures-schema.ts';

const bothSides = { stay: decimal, move: decimal, difference: decimal };

export const businessCase = z.object({
  stay: z.string(),
  move: z.string(),
  months: list(
    z.object({
      month: z.int().min(1),
      calendar: z.string(),
      quarter: z.string(),
      ...bothSides,
      moveParts: z.object({ running: decimal, overlap: decimal, once: decimal, shortfall: decimal, tax: decimal }),
      cumulative: decimal,
    }),
  ),
  quarters: list(z.object({ quarter: z.string(), ...bothSides })),
  byPayee: list(z.object({ paidTo, stay: decimal, move: decimal })),
  paybackMonth: z.number().nullable(),
  netPresentValue: decimal.nullable(),
  totals: z.object(bothSides),
  isLowerBound: z.boolean(),
  why: z.string().nullable(),
});
