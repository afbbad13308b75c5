import { z } from 'zod';
import { LARGEST_REQUEST } from './client-sizes.ts';
import { failure, recovery } from './failure-schema.ts';
import { METRIC_NAMES, RECOVERY_PATTERN } from './metrics.ts';
import { production } from './production-schema.ts';
import { backlog, delay, duration, rate, share, size, wholeSeconds } from './quantities.ts';
import { records } from './record-schema.ts';
import { topicConfigs } from './topic-configs.ts';

const count = (least = 1) => z.int().min(least);
const name = z.string().regex(/^[a-z0-9][a-z0-9-]{0,62}$/, {
  error: 'holds more than small letters, digits and hyphens, or more than 63 of them',
});

const topic = z.strictObject({
  name: z
    .string()
    .regex(/^[A-Za-z0-9._-]{1,200}$/, {
      error: 'holds more than letters, digits, ".", "_" and "-", or more than 200 of them',
    })
    .meta({ description: 'Name of the topic; a run puts its own prefix before it', examples: ['orders'] }),
  partitions: count().meta({ description: 'Number of partitions', examples: [3] }),
  replication: z
    .union([count(), z.literal('default')])
    .transform((value) => (value === 'default' ? null : value))
    .prefault('default')
    .meta({ description: "Replication factor, or default: the broker's own", examples: [3, 'default'] }),
  configs: topicConfigs.prefault({}).meta({
    description: "Topic configs under Kafka's own names, in Kafka's own units",
    examples: [{ 'segment.bytes': '1048576' }],
  }),
  share: share()
    .refine((value) => value > 0, { error: 'is 0, which never sends' })
    .optional()
    .meta({
      description: 'Share of the ingress that goes to this topic; give it for all topics or for none (equal shares)',
      examples: [0.25, '25%'],
    }),
});

const clients = z.strictObject({
  driver: z
    .string()
    .min(1)
    .prefault('wire')
    .meta({
      description:
        'Client behind the load generator: wire (the tool’s own), kafkajs or "@platformatic/kafka", which YAML wants in quotes',
      examples: ['wire', 'kafkajs', '@platformatic/kafka'],
    }),
  acks: z
    .literal(['all', 1, 0])
    .transform((value) => `${value}` as const)
    .prefault('all')
    .meta({ description: 'Replicas that must have a record before it counts as acknowledged', examples: ['all'] }),
  idempotence: z
    .boolean()
    .optional()
    .meta({ description: 'Idempotent producer; without this key: yes where acks is all', examples: [true] }),
  linger: delay()
    .prefault('5ms')
    .meta({ description: 'Longest wait for a batch to fill', examples: ['5ms'] }),
  batch: size()
    .prefault('16KiB')
    .meta({ description: 'Size at which a batch is sent', examples: ['128KiB'] }),
  request: size(LARGEST_REQUEST)
    .optional()
    .meta({
      description: 'Largest produce request, of one batch a partition; without this key 1MiB',
      examples: ['16MiB'],
    }),
  inFlight: count()
    .prefault(5)
    .meta({ description: 'Produce requests without an answer, per broker', examples: [5] }),
  compression: z
    .enum(['none', 'gzip', 'snappy', 'lz4', 'zstd'])
    .prefault('none')
    .meta({ description: 'Codec of the batches; the driver says which it can do', examples: ['none'] }),
  deliveryTimeout: duration()
    .prefault('120s')
    .meta({ description: 'After this long without an answer a record counts as unknown', examples: ['120s'] }),
  sendBuffer: size()
    .prefault('256MiB')
    .meta({
      description: 'Records that wait for the platform; what does not fit counts as unsent',
      examples: ['256MiB'],
    }),
  fetchPartition: size(LARGEST_REQUEST)
    .optional()
    .meta({
      description: 'Most that a fetch asks of one partition, of 50MiB in all; without this key 1MiB',
      examples: ['8MiB'],
    }),
  zone: z
    .string()
    .min(1)
    .nullable()
    .prefault(null)
    .meta({ description: 'Availability zone that the clients say they are in', examples: ['use1-az1'] }),
  producers: count()
    .prefault(1)
    .meta({ description: 'Producers; record i of a topic belongs to producer i mod producers', examples: [1] }),
  threads: count()
    .prefault(1)
    .meta({
      description: 'Threads that send, each a share of the producers; groups are read by as many',
      examples: [2],
    }),
});

const phase = z.strictObject({
  phase: name.meta({ description: 'Name of the phase', examples: ['steady'] }),
  kind: z
    .enum(['steady', 'ramp', 'burst'])
    .prefault('steady')
    .meta({
      description: 'steady and burst hold their rate; ramp goes linearly from rate to "to"',
      examples: ['steady'],
    }),
  rate: rate().meta({ description: 'Records or bytes a second over all topics', examples: ['2000/s', '2MiB/s'] }),
  to: rate()
    .optional()
    .meta({ description: 'Rate at the end of a ramp', examples: ['4000/s'] }),
  duration: wholeSeconds().meta({
    description: 'Whole seconds, because latency is kept a second at a time and no second may belong to two phases',
    examples: ['8s'],
  }),
  warmUp: z
    .boolean()
    .prefault(false)
    .meta({ description: 'Sent, recorded and audited, but kept out of the headline', examples: [true] }),
});

const fanOut = z.strictObject({
  groups: count(0)
    .prefault(1)
    .meta({ description: 'Consumer groups that follow the tail; each reads every topic', examples: [2] }),
  members: count()
    .prefault(1)
    .meta({ description: 'Members of each group', examples: [1] }),
});

const catchUp = z.strictObject({
  backlog: backlog().meta({
    description:
      'Written before everything else and then read: a size, or the time in which the highest rate writes it',
    examples: ['24MiB', '10s'],
  }),
  rate: rate()
    .optional()
    .meta({ description: 'Rate at which the backlog is written; without it the highest rate', examples: ['8MiB/s'] }),
  startsWith: z
    .string()
    .meta({ description: 'Phase with whose first second the reading begins', examples: ['catch-up'] }),
  groups: count()
    .prefault(1)
    .meta({ description: 'Groups that catch up at the same time', examples: [1] }),
});

const limit = z.union([z.string(), z.number()]);
const threshold = z.strictObject({
  metric: z.string().meta({
    description: 'Path into a target of summary.json',
    examples: ['produce.response.p99', 'recovery.broker-kill-1.timeToHeadroomSeconds'],
    anyOf: [{ enum: METRIC_NAMES }, { pattern: RECOVERY_PATTERN }],
  }),
  phase: z
    .string()
    .optional()
    .meta({ description: 'Look at this phase only, where the metric has phases', examples: ['burst'] }),
  atMost: limit.optional().meta({ description: 'Largest value that passes', examples: ['50ms', 0] }),
  atLeast: limit.optional().meta({ description: 'Smallest value that passes', examples: ['99.9%', '20MiB/s'] }),
  abortOnFail: z
    .boolean()
    .prefault(false)
    .meta({ description: 'Stop the run when a repetition fails this threshold', examples: [true] }),
});

const matrixValue = z.union([z.string(), z.number(), z.boolean()]);

/** The scenario file: the fixed input of a comparison. Unknown keys are mistakes. */
export const scenarioSchema = z
  .strictObject({
    name: name.meta({ description: 'Name of the scenario, also in file names', examples: ['demo'] }),
    description: z
      .string()
      .prefault('')
      .meta({ description: 'What question this scenario answers', examples: ['Does a drain disturb producers?'] }),
    seed: z
      .int()
      .min(0)
      .max(2 ** 32 - 1)
      .prefault(1)
      .meta({ description: 'Same file and seed, same records', examples: [1] }),
    profile: z
      .enum(['smoke', 'poc', 'soak'])
      .prefault('poc')
      .meta({
        description: 'How much this run is meant to show: that it works, a comparison, or endurance',
        examples: ['poc'],
      }),
    topics: z.array(topic).min(1).meta({ description: 'Topics that the run creates and writes' }),
    records: records.meta({ description: 'Shape of the records' }),
    clients: clients.prefault({}).meta({ description: 'Settings of the producers, the same for every target' }),
    ingress: z
      .array(phase)
      .min(1)
      .meta({ description: 'What is written: phases one after the other, at least one of them measured' }),
    fanOut: fanOut.prefault({}).meta({ description: 'Who reads along' }),
    catchUp: catchUp.optional().meta({ description: 'Groups that have fallen behind and read what they missed' }),
    retention: duration()
      .prefault('7d')
      .meta({ description: 'How long the run keeps records; at least twice as long as it takes', examples: ['7d'] }),
    failures: z.array(failure).prefault([]).meta({
      description: 'Faults on the timeline of the load: what, where, when and for how long',
    }),
    recovery: recovery.prefault({}).meta({ description: 'When a second after a fault counts as recovered' }),
    matrix: z
      .record(z.string(), z.array(matrixValue).min(1))
      .prefault({})
      .meta({
        description: 'Keys and the values to run them with; not built yet in this version, so only {} is accepted',
        examples: [{ 'clients.batch': ['16KiB', '128KiB'] }],
      }),
    thresholds: z
      .array(threshold)
      .prefault([])
      .meta({ description: 'What must hold for the run to pass; without any, the verdict is "unproven"' }),
    repetitions: count()
      .max(100)
      .prefault(2)
      .meta({ description: 'Valid passes per target; a difference is claimed from 4 on', examples: [4] }),
    production: production.meta({ description: 'What the cost model prices: the workload that this PoC stands for' }),
  })
  .meta({ title: 'Scenario', description: 'The fixed input that every target runs' });

export type Scenario = z.output<typeof scenarioSchema>;
export type ThresholdInput = Scenario['thresholds'][number];
