import { z } from 'zod';

const text = (description: string, example: string) =>
  z
    .string()
    .min(1)
    .meta({ description, examples: [example] });

const metricName = z
  .string()
  .regex(/^[a-zA-Z_:][a-zA-Z0-9_:]*$/, "is no metric's name")
  .meta({ description: 'a metric that the query needs', examples: ['kafka_consumergroup_lag'] });

const labelName = z
  .string()
  .regex(/^[a-zA-Z_][a-zA-Z0-9_]*$/, "is no label's name")
  .meta({ description: "a label that the target's `resources:` may name", examples: ['job'] });

export const promQuerySchema = z.strictObject({
  name: text('what it measures', 'object store writes'),
  metrics: z.array(metricName).min(1).meta({ description: 'metrics that it needs; one that is missing is named' }),
  query: z
    .string()
    .regex(/\$labels/, 'has no $labels: it would count other clusters too')
    .regex(/\$interval/, 'has no $interval: what it says would not be of the interval before its time')
    .meta({
      description: 'PromQL over the interval before its time, with {$labels …} and [$interval]',
      examples: ['sum(increase(uploads_total{$labels}[$interval]))'],
    }),
  statistic: z
    .enum(['Sum', 'Average'])
    .meta({ description: 'what passed in the interval, or what was there on average', examples: ['Sum'] }),
  unit: text('of its values', 'Count'),
  price: z
    .strictObject({
      key: text('a key of the price books', 'aws.s3.standard.put'),
      perUnit: z
        .string()
        .regex(/^(0|[1-9]\d*)(\.\d+)?$/, 'is no plain decimal')
        .meta({ description: "how many of the price's units one is, in quotes", examples: ['0.001'] }),
    })
    .optional()
    .meta({ description: 'what it is paid by' }),
  note: text('what is to be known about it', 'Retries are not counted.').optional(),
});

export const promQueriesSchema = z.strictObject({
  name: text('what the file is called in messages', 'Brokers'),
  shape: z
    .strictObject({
      source: text('where these metrics are described', 'the documentation of its metrics'),
      date: text('when that was read', '2026-11-21'),
      note: text('what is to be known about them', 'Of version 2 and later.').optional(),
    })
    .meta({ description: 'where the names come from' }),
  labels: z.array(labelName).meta({ description: "labels that choose a target's own series" }),
  queries: z.array(promQuerySchema).min(1).meta({ description: 'what is asked' }),
});

export type PromQuery = z.infer<typeof promQuerySchema>;
/** What is asked of one kind of platform: data. */
export type PromQueries = z.infer<typeof promQueriesSchema>;
