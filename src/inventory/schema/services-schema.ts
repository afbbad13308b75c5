import { z } from 'zod';
import { list } from './answers-schema.ts';

const references = list(z.object({ name: z.string(), subject: z.string(), version: z.number() }));

export const schemaRegistry = z.object({
  url: z.string(),
  mode: z.string().nullable(),
  compatibility: z.string().nullable(),
  subjects: list(
    z.object({
      subject: z.string(),
      versions: list(z.number()),
      type: z.string(),
      mode: z.string().nullable(),
      compatibility: z.string().nullable(),
      references,
      id: z.number().nullable(),
      schemas: list(
        z.object({
          version: z.number(),
          id: z.number().nullable(),
          type: z.string(),
          references,
          schema: z.string(),
        }),
      )
        .nullable()
        .meta({ description: 'of every version, where they were asked for' }),
    }),
  ),
});

export const connectCluster = z.object({
  url: z.string(),
  version: z.string().nullable(),
  kafkaClusterId: z.string().nullable(),
  plugins: list(z.object({ class: z.string(), type: z.string(), version: z.string().nullable() })).nullable(),
  connectors: list(
    z.object({
      name: z.string(),
      type: z.enum(['source', 'sink', 'unknown']),
      state: z.string(),
      workerId: z.string().nullable(),
      config: z.record(z.string(), z.string()).meta({ description: 'secrets are replaced by [redacted]' }),
      topics: list(z.string()).nullable(),
      tasks: list(z.object({ id: z.number(), state: z.string(), workerId: z.string().nullable() })),
    }),
  ),
});
