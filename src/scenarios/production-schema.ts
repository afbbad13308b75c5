import { z } from 'zod';
import { duration, rate, share, size } from './quantities.ts';

const count = z.int().min(1);

export const production = z.strictObject({
  ingress: z
    .strictObject({
      average: rate().meta({ description: 'Written on average, before compression', examples: ['100MiB/s'] }),
      peak: rate().meta({ description: 'Written at the busiest time', examples: ['200MiB/s'] }),
    })
    .meta({ description: 'What producers write' }),
  fanOut: z
    .number()
    .min(0)
    .meta({ description: 'How many times every byte is read by consumers', examples: [3] }),
  retention: duration().meta({ description: 'How long records are kept', examples: ['7d'] }),
  compressionRatio: z
    .number()
    .min(1)
    .prefault(1)
    .meta({ description: 'Uncompressed ÷ compressed; 1 where records are not compressed', examples: [3] }),
  partitions: count.meta({ description: 'Partitions over all topics, without replicas', examples: [300] }),
  replication: count.prefault(3).meta({ description: 'Copies of each partition', examples: [3] }),
  zones: count.prefault(3).meta({ description: 'Availability zones of the deployment', examples: [3] }),
  growthPerMonth: share(10)
    .prefault(0)
    .meta({ description: 'Growth of the workload a month', examples: ['3%', 0.03] }),
  recordSize: size()
    .optional()
    .meta({ description: "Mean size of a record's value; without it the mean of records.size", examples: ['1KiB'] }),
});
