import { z } from 'zod';
import { DIFF_KINDS } from '../types.ts';
import { namePattern } from '../whole-name.ts';
import type { DataKind } from '../yaml-data.ts';

const says = z.string().min(1);
const exclusion = z.strictObject({ pattern: namePattern, why: says });

const replicatorFile = z.strictObject({
  name: says,
  version: says,
  source: says.meta({ description: 'where these defaults were read' }),
  date: z.iso.date().meta({ description: 'when they were read', examples: ['2026-11-21'] }),
  policies: z.record(z.string(), z.strictObject({ topic: says, note: says })),
  own: z.array(namePattern),
  topics: z.strictObject({
    exclude: z.array(exclusion),
    internal: says.nullable(),
    replicationFactor: z.strictObject({ value: z.int().min(1), why: says }).nullable(),
    partitions: says,
  }),
  configs: z.strictObject({
    exclude: z.array(exclusion),
    sources: z.array(
      z.strictObject({
        source: z.enum(['dynamic-broker', 'dynamic-default-broker', 'static-broker', 'default', 'unknown']),
        why: says,
      }),
    ),
    carried: says,
    resets: says
      .nullable()
      .meta({ description: 'why it takes away what was set on the target; null where it does not' }),
  }),
  acls: z.strictObject({
    resourceTypes: z.array(says),
    patternTypes: z.array(says),
    otherResource: says,
    otherPattern: says,
    exclude: z.array(z.strictObject({ permission: z.enum(['allow', 'deny']), operation: says, why: says })),
    change: z.array(
      z.strictObject({ permission: z.enum(['allow', 'deny']), operation: says, becomes: says, why: says }),
    ),
    carried: says,
  }),
  groups: z.strictObject({
    exclude: z.array(exclusion),
    kinds: z.array(z.enum(['classic', 'consumer', 'share', 'streams'])),
    otherKind: says,
    commits: says.nullable().meta({ description: 'why commits are not carried; null where they are' }),
  }),
  notCarried: z.partialRecord(z.enum(DIFF_KINDS), says),
});

export type ReplicatorFile = z.output<typeof replicatorFile>;

export const REPLICATOR_FILE: DataKind<typeof replicatorFile> = {
  name: 'replicator',
  schema: replicatorFile,
  contradictions: ({ policies }) =>
    Object.entries(policies).flatMap(([name, { topic }]) =>
      topic.includes('{topic}')
        ? []
        : [
            {
              path: ['policies', name, 'topic'],
              what: 'gives every topic the same name',
              todo: "write {topic} where the topic's own name belongs",
            },
          ],
    ),
};
