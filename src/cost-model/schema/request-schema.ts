import { z } from 'zod';
import { SUPPORT_MODELS } from '../../scenarios/production.ts';
import type { Bytes, BytesPerSecond, Milliseconds } from '../../units.ts';
import { PURCHASES } from '../types/prices.ts';
import { counted, decimal, list } from './figures-schema.ts';

const byPlatform = z.union([z.string(), z.record(z.string(), z.string())]);

export const workload = z.object({
  averageIngress: counted<BytesPerSecond>(),
  peakIngress: counted<BytesPerSecond>(),
  fanOut: z.number(),
  inZoneReadShare: z.number(),
  retentionMs: counted<Milliseconds>(),
  replayBytesPerDay: counted<Bytes>(),
  compressionRatio: z.number(),
  partitions: z.number(),
  replication: z.number(),
  zones: z.number(),
  producers: z.number(),
  connections: z.number(),
  lingerMs: counted<Milliseconds>(),
  batchBytes: counted<Bytes>(),
  growthPerMonth: z.number(),
  recordBytes: counted<Bytes>(),
  availabilityTarget: z.number(),
  observabilityShare: z.number(),
  support: z.enum(SUPPORT_MODELS),
  version: byPlatform.exactOptional(),
  instanceClass: byPlatform.exactOptional(),
});

export const terms = z.object({
  discounts: list(
    z.object({
      of: z.union([z.object({ vendor: z.string() }), z.object({ key: z.string() })]),
      share: z.number(),
      source: z.string(),
    }),
  ),
  purchase: z.enum(PURCHASES),
  currency: z.object({ currency: z.string(), perUsd: decimal, date: z.string(), source: z.string() }).nullable(),
  tax: z.object({ share: z.number(), source: z.string() }).nullable(),
});

export const future = z.object({
  name: z.string(),
  figures: z.record(z.string(), z.number()),
  times: z.record(z.string(), z.number()).exactOptional(),
  peakTimesAverage: z.number().exactOptional(),
});

export const question = z.object({
  baseline: z.string().nullable(),
  candidate: z.string().nullable(),
  seed: z.string(),
  samples: z.number(),
  firstMonth: z.string(),
  horizonMonths: z.number(),
  fiscalYearStartsIn: z.number(),
  futures: list(future),
  sweep: z.tuple([z.string(), z.string()]).readonly(),
});
