import { z } from 'zod';
import { SUPPORT_MODELS } from './production.ts';
import {
  ALWAYS_UP,
  BELOW_AVERAGE,
  growthFits,
  growthRefusal,
  HORIZON_MONTHS,
  READ_BY_NOBODY,
} from './production-limits.ts';
import { duration, rate, rateValue, share, size } from './quantities.ts';

const count = z.int().min(1);
const name = z.string().min(1);
const byPlatform = z.union([name, z.record(name, name)]);

export const production = z.strictObject({
  ingress: z
    .strictObject({
      average: rate().meta({ description: 'Written on average, before compression', examples: ['100MiB/s'] }),
      peak: rate().meta({ description: 'Written at the busiest time', examples: ['200MiB/s'] }),
    })
    .superRefine(({ average, peak }, context) => {
      // Records and bytes are compared where the size of a record is known.
      if (average.kind !== peak.kind || rateValue(peak) >= rateValue(average)) return;
      const { error: message, params } = BELOW_AVERAGE;
      context.addIssue({ code: 'custom', path: ['peak'], message, params });
    })
    .meta({ description: 'What producers write' }),
  fanOut: z
    .number()
    .min(0)
    .refine((times) => times !== 0, READ_BY_NOBODY)
    .meta({ description: 'How many times every byte is read by consumers', examples: [3] }),
  inZoneReaders: share(1)
    .prefault(1)
    .meta({
      description: 'Share of what is read by consumers that may fetch from a replica in their own zone',
      examples: ['100%', 0.5],
    }),
  replayPerDay: size()
    .optional()
    .meta({ description: 'Old data that is read again in a day; nothing where it is left out', examples: ['50GiB'] }),
  retention: duration().meta({ description: 'How long records are kept', examples: ['7d'] }),
  compressionRatio: z
    .number()
    .min(1)
    .prefault(1)
    .meta({ description: 'Uncompressed ÷ compressed; 1 where records are not compressed', examples: [3] }),
  partitions: count.meta({ description: 'Partitions over all topics, without replicas', examples: [300] }),
  replication: count.prefault(3).meta({ description: 'Copies of each partition', examples: [3] }),
  zones: count.prefault(3).meta({ description: 'Availability zones of the deployment', examples: [3] }),
  producers: count.prefault(100).meta({ description: 'Producing clients', examples: [100] }),
  connections: count
    .prefault(1000)
    .meta({ description: 'Connections of all clients at the busiest time', examples: [1000] }),
  linger: duration()
    .prefault('5ms')
    .meta({ description: 'How long producers wait for a batch to fill', examples: ['5ms'] }),
  batch: size()
    .prefault('16KiB')
    .meta({ description: 'Largest batch of a producer', examples: ['16KiB'] }),
  availability: share(1)
    .refine((part) => part !== 1, ALWAYS_UP)
    .prefault('99.9%')
    .meta({ description: 'Share of the time in which it must be up', examples: ['99.95%'] }),
  observability: share(1)
    .prefault('5%')
    .meta({
      description: 'Metrics, logs and traces, as a share of what the cloud and the vendor are paid',
      examples: ['5%', 0.1],
    }),
  support: z
    .enum(SUPPORT_MODELS)
    .prefault('business')
    .meta({ description: 'Paid support of the cloud and the vendor', examples: ['business'] }),
  version: byPlatform.optional().meta({
    description: 'Version of the platform, or one by platform: what was measured with another one does not price it',
    examples: ['4.1.0'],
  }),
  instanceClass: byPlatform.optional().meta({
    description: 'Class of the instances of brokers, or one by platform; used as the version is',
    examples: ['m7g.xlarge'],
  }),
  growthPerMonth: share(10)
    .superRefine((growth, context) => {
      if (growthFits(growth, HORIZON_MONTHS)) return;
      const { error: message, params } = growthRefusal(growth, HORIZON_MONTHS);
      context.addIssue({ code: 'custom', message, params });
    })
    .prefault(0)
    .meta({ description: 'Growth of the workload a month', examples: ['3%', 0.03] }),
  capture: name.optional().meta({
    description:
      'File of `scenario capture` that this workload was taken from, beside the scenario: a run then says how much of it it exercises',
    examples: ['orders.capture.json'],
  }),
  recordSize: size()
    .optional()
    .meta({ description: "Mean size of a record's value; without it the mean of records.size", examples: ['1KiB'] }),
});
