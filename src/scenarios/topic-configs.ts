import { z } from 'zod';

/** Whole numbers beyond 2^53 would silently become another number. */
const configValue = z.union([
  z.string(),
  z.boolean(),
  z.number().refine((value) => !Number.isInteger(value) || Number.isSafeInteger(value), {
    error: 'is too large to be read exactly',
    params: { todo: 'put it in quotes' },
  }),
]);

/** Kafka topic configs; numbers and booleans become the strings that brokers take. */
export const topicConfigs = z
  .record(z.string(), configValue)
  .transform((configs) => Object.fromEntries(Object.entries(configs).map(([key, value]) => [key, String(value)])));
