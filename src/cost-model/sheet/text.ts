import { z } from 'zod';

export const text = (description: string, example?: string) =>
  z
    .string()
    .refine((words) => words.trim() !== '', { error: 'is empty' })
    .meta({ description, ...(example === undefined ? {} : { examples: [example] }) });

/** `2026-11-21`, and a day that there is. */
export const day = (description: string, example: string) =>
  z
    .string()
    .refine(isDay, { error: 'which is no day as in 2026-11-21' })
    .meta({ description, examples: [example] });

function isDay(written: string): boolean {
  const at = Date.parse(`${written}T00:00:00Z`);
  return !Number.isNaN(at) && new Date(at).toISOString().slice(0, 10) === written;
}

/** `2027-01`, and a month that there is. */
export const month = (description: string, example: string) =>
  z
    .string()
    .regex(/^\d{4}-(0[1-9]|1[0-2])$/, 'is no month as in 2027-01')
    .meta({ description, examples: [example] });
