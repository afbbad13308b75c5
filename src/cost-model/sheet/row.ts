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
  readonly example?: number | string;
}

/** `60`, or `{ value: 60, low: 40, high: 90, source: 'timesheets of 2026' }`. */
export function row(written: Written, { description, example }: Described): z.ZodType<Row> {
  const number = () => z.union(written);
  const shown = example === undefined ? {} : { examples: [example] };
  const ranged = z
    .strictObject({
      value: number().meta({ description: 'What is reckoned with', ...shown }),
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
  return z.union([...plain, ranged]).meta({ description, ...shown });
}

function assertAscending({ value, low, high }: Row, context: z.RefinementCtx): void {
  const issue = (path: string, message: string, todo: string) =>
    context.addIssue({ code: 'custom', path: [path], message, params: { todo } });
  if (low === undefined && high !== undefined) issue('high', 'is a high without a low', 'add low:, or remove it');
  if (high === undefined && low !== undefined) issue('low', 'is a low without a high', 'add high:, or remove it');
  if (low !== undefined && low > value) issue('low', `is above the value ${value}`, 'write low ≤ value ≤ high');
  if (high !== undefined && high < value) issue('high', `is below the value ${value}`, 'write low ≤ value ≤ high');
}
