import type { NetworkDisturbance } from '../types.ts';

/** As toxiproxy's API takes it. */
export interface Toxic {
  readonly name: string;
  readonly type: 'latency' | 'bandwidth' | 'timeout';
  /** `upstream`: from clients to the broker. */
  readonly stream: 'upstream' | 'downstream';
  readonly attributes: Readonly<Record<string, number>>;
}

/** What the names of our toxics begin with: nobody else's is touched. */
export const OURS = 'workbench-';

const BOTH = ['upstream', 'downstream'] as const;

/**
 * What does this to one path. A cut is a time-out that never comes: data vanishes in both directions, connections
 * stay and new ones are never answered, as on a path that lost its packets. When it is taken off, toxiproxy closes
 * the connections from which data is missing.
 */
export function toxicsOf(how: NetworkDisturbance): readonly Toxic[] {
  switch (how.kind) {
    case 'delay': {
      const attributes = { latency: how.latencyMs, jitter: how.jitterMs };
      return [{ name: `${OURS}delay`, type: 'latency', stream: 'downstream', attributes }];
    }
    case 'bandwidth': {
      // toxiproxy counts in 1,000 bytes a second, and takes 0 for no limit.
      const attributes = { rate: Math.max(1, Math.round(how.bytesPerSecond / 1000)) };
      return BOTH.map((stream) => ({ name: `${OURS}bandwidth-${stream}`, type: 'bandwidth', stream, attributes }));
    }
    case 'cut':
      return BOTH.map((stream) => ({
        name: `${OURS}cut-${stream}`,
        type: 'timeout',
        stream,
        attributes: { timeout: 0 },
      }));
  }
}
