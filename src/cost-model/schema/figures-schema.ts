import { z } from 'zod';
import { type Expression, PAYEES } from '../types/figures.ts';
import { CATEGORIES } from '../types/shape.ts';

export const decimal = z
  .string()
  .regex(/^-?\d+(\.\d+)?$/, 'is no plain decimal number')
  .meta({ id: 'Decimal', description: 'plain, without exponent, so that amounts add up exactly' });

/** As it stands in a file; what it counts is said by its key. */
export const counted = <Q extends number>(): z.ZodType<Q> => z.number() as unknown as z.ZodType<Q>;

export const list = <T extends z.ZodType>(of: T) => z.array(of).readonly();

export const provenance = z.enum(['measured', 'modelled', 'billed', 'list-price', 'vendor-claim', 'assumed']);
export const paidTo = z.enum(PAYEES);
export const category = z.enum(CATEGORIES);
export const period = z.enum(['month', 'once']);

const pair = z.tuple([z.lazy(() => expression), z.lazy(() => expression)]).readonly();

const none = z.array(z.never()).max(0) as unknown as z.ZodType<readonly []>;

export const expression: z.ZodType<Expression> = z
  .union([
    z.object({ figure: z.string() }),
    z.object({ constant: z.union([z.literal(0), z.literal(1)]) }),
    z.object({ op: z.enum(['add', 'multiply', 'max', 'min']), args: list(z.lazy(() => expression)) }),
    z.object({ op: z.enum(['subtract', 'divide']), args: pair }),
    z.object({ op: z.literal('ceil'), args: z.tuple([z.lazy(() => expression)]).readonly() }),
    z.object({ op: z.literal('amounts'), paidTo, args: none }),
  ])
  .meta({ id: 'Expression', description: 'a formula over names in `figures`' });

const figure = z
  .object({
    value: z.number(),
    unit: z.string(),
    provenance,
    source: z.string().min(1),
    low: z.number().nullable(),
    high: z.number().nullable(),
    expression: expression.exactOptional(),
    date: z.string().exactOptional(),
  })
  .meta({ id: 'Figure', description: 'a number with its unit, where it came from, and what it may as well be' });

export const figures = z.record(z.string(), figure);
