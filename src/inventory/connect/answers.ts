import { z } from 'zod';

const text = z
  .string()
  .nullish()
  .transform((given) => given ?? null);

/** What Connect's REST API answers, as far as it is read; what a task says of its failure is left where it is. */
export const workerAnswer = z.object({ version: text, kafka_cluster_id: text });

export const pluginsAnswer = z.array(
  z.object({ class: z.string(), type: z.string().catch('unknown'), version: text.catch(null) }),
);

export const connectorInfo = z.object({
  config: z.record(z.string(), z.string().nullable()),
  type: z.enum(['source', 'sink', 'unknown']).catch('unknown'),
});

export const connectorStatus = z.object({
  connector: z.object({ state: z.string(), worker_id: text }),
  tasks: z.array(z.object({ id: z.number(), state: z.string(), worker_id: text })),
});

/** With `expand`; workers from before 2.3 answer with names alone. */
export const connectorsAnswer = z.union([
  z.array(z.string()),
  z.record(z.string(), z.object({ info: connectorInfo.nullish(), status: connectorStatus.nullish() })),
]);

export const topicsAnswer = z.record(z.string(), z.object({ topics: z.array(z.string()) }));

export const definitionsAnswer = z.array(z.object({ name: z.string(), type: z.string() }));
