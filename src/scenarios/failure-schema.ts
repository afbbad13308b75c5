import { z } from 'zod';
import { delay, duration } from './quantities.ts';

const KINDS = [
  'broker-kill',
  'broker-replacement',
  'broker-pause',
  'rolling-restart',
  'rolling-upgrade',
  'zone-loss',
  'network-delay',
  'network-cut',
  'network-bandwidth',
  'object-store-slow',
  'object-store-throttled',
  'object-store-unreachable',
  'wal-slow',
  'wal-full',
  'wal-unreachable',
  'control-plane-cut',
  'consumer-crash',
  'producer-crash',
  'scale-out',
  'scale-in',
  'reassignment',
] as const;

/** What, where, when, for how long; what it means on a given cluster is the target's to say. */
export const failure = z.strictObject({
  kind: z.enum(KINDS).meta({ description: 'What fails', examples: ['broker-kill'] }),
  where: z
    .union([z.string(), z.int()])
    .optional()
    .meta({ description: 'Node, zone or group that it happens to', examples: ['zone-a', 1] }),
  phase: z.string().meta({ description: 'Phase in which it begins', examples: ['burst'] }),
  after: delay()
    .prefault('0s')
    .meta({ description: 'Time from the start of that phase', examples: ['2s'] }),
  duration: duration()
    .optional()
    .meta({ description: 'Time until it is healed; without it, what happens once', examples: ['10s'] }),
});
