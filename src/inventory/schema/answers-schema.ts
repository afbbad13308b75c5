import { z } from 'zod';
import { PART_KINDS } from '../../kafka/read-only/reading.ts';

export const list = <T extends z.ZodType>(of: T) => z.array(of).readonly();

const reason = z.enum(['not-permitted', 'not-supported', 'not-reachable', 'not-asked', 'failed']);

const missing = z
  .object({
    what: z.string(),
    reason,
    why: z.string(),
    todo: z.string(),
    part: z
      .object({ kind: z.enum(PART_KINDS), name: z.string().nullable() })
      .optional()
      .meta({
        description: 'what it is, for programs; name null: some of the kind, and nobody knows which',
      }),
  })
  .meta({ id: 'Missing', description: 'a part that was asked for and is not in `value`' });

const notObtained = z
  .object({ obtained: z.literal(false), reason, why: z.string(), todo: z.string() })
  .meta({ id: 'NotObtained', description: 'no answer, which is never an empty one' });

/** What was answered, or why there is no answer. */
export const reading = <T extends z.ZodType>(value: T) =>
  z.discriminatedUnion('obtained', [
    z.object({ obtained: z.literal(true), how: z.string(), value, missing: list(missing) }),
    notObtained,
  ]);

export const configEntry = z
  .object({
    name: z.string(),
    value: z.string().nullable(),
    source: z.enum([
      'topic',
      'dynamic-broker',
      'dynamic-default-broker',
      'static-broker',
      'default',
      'group',
      'client-metrics',
      'unknown',
    ]),
    sensitive: z.boolean(),
    readOnly: z.boolean(),
  })
  .meta({ id: 'ConfigEntry' });

export const brokerAddress = z.object({
  id: z.number(),
  host: z.string(),
  port: z.number(),
  rack: z.string().nullable(),
  fenced: z.boolean().nullable(),
});

export const featureLevels = z.object({
  name: z.string(),
  finalized: z.number().nullable(),
  supportedMin: z.number(),
  supportedMax: z.number(),
});

export const api = z.object({ key: z.number(), name: z.string(), min: z.number(), max: z.number() });

export const logDir = z.object({
  broker: z.number(),
  dir: z.string(),
  totalBytes: z.number().nullable(),
  usableBytes: z.number().nullable(),
});

const topicPartitions = z.object({ topic: z.string(), partitions: list(z.number()) });

export const group = z.object({
  id: z.string(),
  kind: z.enum(['classic', 'consumer', 'share', 'streams', 'unknown']),
  state: z.string().nullable(),
  protocolType: z.string(),
  coordinator: z.number(),
  members: list(
    z.object({
      memberId: z.string(),
      instanceId: z.string().nullable(),
      clientId: z.string(),
      clientHost: z.string(),
      rack: z.string().nullable(),
      assigned: list(topicPartitions),
    }),
  ),
  offsets: list(z.object({ topic: z.string(), partition: z.number(), offset: z.number() })),
});

export const acl = z.object({
  resourceType: z.string(),
  resourceName: z.string(),
  patternType: z.string(),
  principal: z.string(),
  host: z.string(),
  operation: z.string(),
  permission: z.enum(['allow', 'deny']),
});

export const quota = z.object({
  entity: list(z.object({ type: z.string(), name: z.string().nullable() })),
  values: list(z.object({ key: z.string(), value: z.number() })),
});

export const scramUser = z.object({
  user: z.string(),
  mechanisms: list(z.object({ mechanism: z.string(), iterations: z.number() })),
});

export const transaction = z.object({
  transactionalId: z.string(),
  producerId: z.number(),
  state: z.string(),
  coordinator: z.number(),
  startedAtMs: z.number().nullable(),
  timeoutMs: z.number().nullable(),
  partitions: list(topicPartitions),
});

export const reassignment = z.object({
  topic: z.string(),
  partition: z.number(),
  adding: list(z.number()),
  removing: list(z.number()),
});

const replicaState = z.object({ id: z.number(), logEndOffset: z.number() });

export const quorum = z.object({ leaderId: z.number(), voters: list(replicaState), observers: list(replicaState) });
