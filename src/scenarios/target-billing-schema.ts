import { z } from 'zod';
import { httpService } from './http-service-schema.ts';

const text = z.string().min(1);
const someText = z.array(text).min(1);
/** Bills count whole days, in UTC. */
const day = z
  .string()
  .regex(/^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/, { error: 'is no day such as 2026-11-03' });

const period = z.strictObject({
  start: day.meta({ description: 'First day, UTC', examples: ['2026-11-01'] }),
  end: day.meta({ description: 'First day that is no longer part of it', examples: ['2026-12-01'] }),
});

const sharedLines = z.strictObject({
  provider: text.optional().meta({
    description: 'Only bills of this provider; without it every bill of the target must have such lines',
    examples: ['aws'],
  }),
  account: text.optional().meta({ description: 'Only this account, as it is', examples: ['123456789012'] }),
  service: text.optional().meta({ description: 'Service, as a regular expression over all of it' }),
  usageType: text.optional().meta({ description: 'Usage type, likewise', examples: ['NatGateway-.*'] }),
  operation: text.optional().meta({ description: 'Operation, likewise' }),
  resource: text.optional().meta({ description: 'Resource, likewise' }),
  tag: text
    .regex(/^[^=]+=/, { error: 'is no tag such as cluster=shared' })
    .optional()
    .meta({ description: 'Tag as key=value: the key as it is, the value likewise', examples: ['cluster=shared'] }),
});

const shared = z.strictObject({
  by: text.meta({ description: 'By what it is split, in words for the report', examples: ['bytes written'] }),
  of: sharedLines.meta({ description: 'Lines that several targets pay together, and that are none of its own' }),
  weights: z
    .record(text, z.string().regex(/^\d+(\.\d+)?$/, { error: 'is no weight: a number in quotes, such as "30"' }))
    .meta({ description: 'Weight of every target that pays, by its name', examples: [{ old: '70', new: '30' }] }),
});

/** Which part of which bill belongs to a target, and where its quantities are measured. */
export const targetBilling = z.strictObject({
  accounts: z
    .array(text)
    .prefault([])
    .meta({
      description: 'Accounts that are billed for it; none: all that are in the bill',
      examples: [['123456789012']],
    }),
  tags: z
    .record(text, text)
    .prefault({})
    .meta({ description: 'Cost-allocation tags that mark it; every one must hold', examples: [{ cluster: 'orders' }] }),
  region: text
    .nullable()
    .prefault(null)
    .meta({ description: 'Only this region', examples: ['us-east-1'] }),
  period: period.nullable().prefault(null).meta({ description: 'Only these days; without it all that a bill holds' }),
  resources: z
    .record(text, someText)
    .prefault({})
    .meta({
      description: 'Names of its parts, by the dimension that CloudWatch asks for',
      examples: [{ BucketName: ['orders-segments'], VolumeId: ['vol-0a1b2c3d'] }],
    }),
  shared: z
    .array(shared)
    .prefault([])
    .meta({ description: 'Costs that it shares with other targets, and how they are split' }),
  prometheus: httpService('http://127.0.0.1:9090', 'PROMETHEUS_TOKEN')
    .nullable()
    .prefault(null)
    .meta({ description: "Where its brokers' own metrics are kept" }),
});
