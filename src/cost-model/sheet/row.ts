import { z } from 'zod';

/** One number of the sheet, and what it may as well be. */
export interface Row {
  readonly value: number;
  /** Both or neither. */
  readonly low?: number | undefined;
  readonly high?: number | undefined;
  /** Where the number is from, in the words of who wrote it. */
  readonly source?: string | undefined;
}

/** A number as it may be written: one of these, none of which takes what another is meant for. */
export type Written = readonly [z.ZodType<number>, ...z.ZodType<number>[]];

interface Described {
  readonly description: string;
  readonly example: number | string;
}

/** `60`, or `{ value: 60, low: 40, high: 90, source: 'timesheets of 2026' }`. */
export function row(written: Written, { description, example }: Described): z.ZodType<Row> {
  const number = () => z.union(written);
  const ranged = z
    .strictObject({
      value: number().meta({ description: 'What is reckoned with', examples: [example] }),
      low: number().optional().meta({ description: 'The least that it may be' }),
      high: number().optional().meta({ description: 'The most that it may be' }),
      source: z
        .string()
        .min(1)
        .optional()
        .meta({ description: 'Where it is from', examples: ['invoices of 2026'] }),
    })
    .superRefine(assertAscending);
  const plain = written.map((one) => one.transform((value): Row => ({ value })));
  return z.union([...plain, ranged]).meta({ description, examples: [example] });
}

function assertAscending({ value, low, high }: Row, context: z.RefinementCtx): void {
  const issue = (path: string, message: string, todo: string) =>
    context.addIssue({ code: 'custom', path: [path], message, params: { todo } });
  if (low === undefined && high !== undefined) issue('low', 'is missing beside a high', 'add it, or remove the high');
  if (high === undefined && low !== undefined) issue('high', 'is missing beside a low', 'add it, or remove the low');
  if (low !== undefined && low > value) issue('low', `is above the value ${value}`, 'write low ≤ value ≤ high');
  if (high !== undefined && high < value) issue('high', `is below the value ${value}`, 'write low ≤ value ≤ high');
}
