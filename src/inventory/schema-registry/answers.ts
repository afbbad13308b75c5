import { z } from 'zod';

/** What the Confluent API of a registry answers, as far as it is read; other keys are left alone. */
export const subjectNames = z.array(z.string());

export const versionNumbers = z.array(z.number().int());

const references = z
  .array(z.object({ name: z.string(), subject: z.string(), version: z.number() }))
  .nullish()
  .transform((all) => all ?? []);

export const schemaVersion = z.object({
  version: z.number(),
  id: z
    .number()
    .nullish()
    .transform((id) => id ?? null),
  // Registries from before there were others leave it out.
  schemaType: z
    .string()
    .nullish()
    .transform((type) => type ?? 'AVRO'),
  references,
  schema: z.string(),
});

export const modeAnswer = z.object({ mode: z.string() }).transform(({ mode }) => mode);

/** The registry says `compatibilityLevel`, some of its imitations `compatibility`. */
export const compatibilityAnswer = z
  .union([
    z.object({ compatibilityLevel: z.string() }).transform((one) => one.compatibilityLevel),
    z.object({ compatibility: z.string() }).transform((one) => one.compatibility),
  ])
  .catch('');
