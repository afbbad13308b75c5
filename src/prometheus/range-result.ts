import { z } from 'zod';

const sample = z.tuple([z.number(), z.string()]);

const matrix = z.object({
  resultType: z.literal('matrix'),
  result: z.array(
    z.object({
      metric: z.record(z.string(), z.string()),
      /** Left out where a series has native histograms only. */
      values: z.array(sample).optional(),
    }),
  ),
});

export interface RangeSeries {
  readonly labels: Readonly<Record<string, string>>;
  /** As told: seconds, and a number in words that doubles have. */
  readonly samples: readonly (readonly [at: number, value: string])[];
}

/** Series of a range query; null where it is no such answer. */
export function rangeSeries(data: unknown): readonly RangeSeries[] | null {
  const read = matrix.safeParse(data);
  if (!read.success) return null;
  return read.data.result.map(({ metric, values = [] }) => ({ labels: metric, samples: values }));
}

const WORDS: Readonly<Record<string, number>> = { NaN: Number.NaN, '+Inf': Infinity, '-Inf': -Infinity, Inf: Infinity };

/** As Prometheus writes it; what is no number is not one. */
export const sampleValue = (text: string): number => WORDS[text] ?? (text.trim() === '' ? Number.NaN : Number(text));
