import { z } from 'zod';
import { configEntry, list } from './answers-schema.ts';

const offset = z.number().nullable();

const partition = z.object({
  partition: z.number(),
  leader: z.number().nullable(),
  replicas: list(z.number()),
  inSync: list(z.number()),
  offline: list(z.number()),
  earliest: offset,
  latest: offset,
  bytes: z.number().nullable().meta({ description: "in the leader's log directory" }),
});

export const topic = z.object({
  name: z.string(),
  id: z.string().nullable(),
  internal: z.boolean(),
  partitions: list(partition),
  configs: list(configEntry).nullable(),
  bytes: z.number().nullable().meta({ description: 'of one copy of every partition, as stored' }),
  throughput: z
    .object({ seconds: z.number(), recordsPerSecond: z.number(), bytesPerSecond: z.number().nullable() })
    .nullable()
    .meta({ description: 'between two samples of end offsets and sizes' }),
});
