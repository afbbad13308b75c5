import { z } from 'zod';
import { FAULT_KIND_NAMES, OBJECT_OPERATIONS } from './fault-kinds.ts';
import { delay, duration, rate, share } from './quantities.ts';

/** What, where, when, for how long; what it means on a given cluster is the target's to say. */
export const failure = z.strictObject({
  kind: z.enum(FAULT_KIND_NAMES).meta({ description: 'What fails', examples: ['broker-kill'] }),
  where: z
    .union([z.string().min(1), z.int().min(0)])
    .optional()
    .meta({
      description:
        'What it happens to: the number of a node or producer, the name of a zone, or a group and the number of its member (tail-1/0); network faults without it are on the paths to all nodes',
      examples: [2, 'zone-a', 'tail-1/0'],
    }),
  phase: z.string().meta({ description: 'Phase in which it begins', examples: ['burst'] }),
  after: delay()
    .prefault('0s')
    .meta({ description: 'Time from the start of that phase', examples: ['2s'] }),
  duration: duration()
    .optional()
    .meta({
      description:
        'Time until it is healed; of a restart, upgrade, scaling or reassignment the most that it may take (without it, until the load ends)',
      examples: ['10s'],
    }),
  latency: delay()
    .optional()
    .meta({ description: 'Delay that it adds to the path or to each request', examples: ['200ms'] }),
  jitter: delay()
    .optional()
    .meta({ description: 'By how much that delay varies, up and down', examples: ['50ms'] }),
  bandwidth: rate()
    .optional()
    .meta({ description: 'Bytes a second that still pass', examples: ['1MiB/s'] }),
  between: z
    .enum(['clients', 'brokers'])
    .optional()
    .meta({
      description: 'Which paths: between clients and brokers (without this key), or between the brokers themselves',
      examples: ['brokers'],
    }),
  share: share()
    .refine((value) => value > 0, { error: 'is 0, which fails nothing' })
    .optional()
    .meta({ description: 'Share of the requests that it fails; without this key all of them', examples: ['50%'] }),
  operations: z
    .array(z.enum(OBJECT_OPERATIONS))
    .min(1)
    .optional()
    .meta({ description: 'Object-store operations that it is limited to', examples: [['get']] }),
  keys: z
    .string()
    .min(1)
    .optional()
    .meta({ description: 'What the keys of the objects begin with that it is limited to', examples: ['segments/'] }),
});

/** When recovery counts. */
export const recovery = z.strictObject({
  p99: duration()
    .prefault('1s')
    .meta({
      description:
        'Response p99 with which a second counts as recovered; without this key 1s, within which a record is available',
      examples: ['200ms'],
    }),
});
