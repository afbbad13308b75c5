import { z } from 'zod';
import { businessCase } from './business-schema.ts';
import { category, decimal, list } from './figures-schema.ts';
import { future } from './request-schema.ts';

const platform = z.string().meta({ description: '<platform>/<variant>' });
const why = z.string().nullable();
const maybe = z.number().nullable();

const comparedCost = z.object({
  platform,
  isLowerBound: z.boolean(),
  byCategory: z.partialRecord(category, decimal),
  byPayee: z.object({ cloud: decimal, vendor: decimal, team: decimal }),
  total: decimal,
  tax: decimal.nullable(),
  aboveCheapest: decimal.nullable(),
  aboveCheapestShare: maybe,
  perGibIngested: z.number(),
  atMonths: list(decimal),
  overHorizon: decimal,
  carriedUntilMonth: maybe.exactOptional(),
});

const saving = z.object({
  perMonth: decimal.nullable(),
  share: maybe,
  label: z.enum(['model', 'measured']),
  missing: list(z.object({ platform, because: list(z.string()) })),
  why,
});

const waterfall = z.object({
  from: platform,
  to: platform,
  steps: list(z.object({ category, difference: decimal })),
});

const sensitivity = z.object({
  difference: z.number(),
  bars: list(
    z.object({
      figure: z.string(),
      names: list(z.string()),
      unit: z.string(),
      value: z.number(),
      low: z.number(),
      high: z.number(),
      atLow: z.number(),
      atHigh: z.number(),
      notCarriedAt: list(z.enum(['low', 'high'])).exactOptional(),
    }),
  ),
});

const breakEven = z.object({
  figure: z.string(),
  title: z.string(),
  unit: z.string(),
  today: z.number(),
  searched: z.tuple([z.number(), z.number()]).readonly(),
  crossings: list(z.object({ at: z.number(), low: maybe, high: maybe, cheaperAbove: platform })),
  cheaperBelow: platform.nullable(),
  why,
  points: list(z.object({ at: z.number(), baseline: z.number(), candidate: z.number() })),
});

const axis = z.object({ figure: z.string(), title: z.string(), unit: z.string(), values: list(z.number()) });

const sweep = z.object({
  x: axis,
  y: axis,
  difference: list(list(maybe)).nullable(),
  frontier: list(list(z.object({ x: z.number(), y: z.number() }))),
  why,
});

const walkAway = z.object({
  platform,
  priceKey: z.string(),
  item: z.string(),
  unit: z.string(),
  today: decimal.nullable(),
  price: decimal.nullable(),
  listPrice: decimal.nullable().exactOptional(),
  low: maybe,
  high: maybe,
  against: platform,
  why,
});

const uncertainty = z.object({
  samples: z.number(),
  seed: z.string(),
  platforms: list(
    z.object({
      platform,
      p10: z.number(),
      p50: z.number(),
      p90: z.number(),
      isLowerBound: z.boolean(),
      notCarried: z.number().exactOptional(),
    }),
  ),
  cheaper: list(
    z.object({
      a: platform,
      b: platform,
      share: maybe,
      tied: maybe.exactOptional(),
      notCarried: z.number().exactOptional(),
    }),
  ),
});

const regret = z.object({
  futures: list(future),
  rows: list(z.object({ platform, totals: list(decimal), regrets: list(decimal), worst: decimal })),
  least: platform.nullable(),
  leftOut: list(z.object({ platform, why: z.string() })).exactOptional(),
});

export const answers = z.object({
  baseline: platform,
  candidate: platform.nullable(),
  comparison: z.object({ months: list(z.number()), horizonMonths: z.number(), rows: list(comparedCost) }),
  saving: saving.nullable(),
  waterfall: waterfall.nullable(),
  sensitivity: sensitivity.nullable(),
  breakEven: list(breakEven),
  sweep: sweep.nullable(),
  walkAway: list(walkAway),
  uncertainty,
  regret: regret.nullable(),
  businessCase: businessCase.nullable(),
});
