import type { Plan } from '../scenarios/types.ts';
import { MIB } from '../units.ts';
import type { Condition } from './conditions.ts';

/** What the clients of a side may have under way at once: `requests` × `requestBytes`. */
export interface ClientWindow {
  readonly requests: number;
  /** Values alone, in the largest request that the profile makes of the scenario's mean record. */
  readonly requestBytes: number;
}

/** Up to here a request takes more than one batch, as the accumulator of the load generator has it. */
const REQUEST_BYTES = MIB;

/** What a record counts toward a batch beside its value, as the accumulator has it. */
const RECORD_OVERHEAD_BYTES = 21;

/**
 * In-flight limits are per producer and broker. A request to a broker carries at most one batch of each
 * partition that the broker leads, up to 1 MiB together or one batch that is larger. Leaders are taken to be
 * spread evenly, so a topic of fewer partitions than brokers leaves brokers out. The linger is no part of it:
 * it delays a batch that does not fill, and where requests wait for a slot batches fill while they wait.
 * null where the cluster was never ready.
 */
export function clientWindow({ client, ready }: Condition, plan: Plan): ClientWindow | null {
  if (ready === null) return null;
  const { meanBytes } = plan.records;
  const partitions = plan.topics.reduce((sum, topic) => sum + topic.partitions, 0);
  const leaders = Math.min(ready.brokers.length, partitions);
  const producers = new Set(plan.streams.map(({ producer }) => producer)).size;
  const batch = meanBytes * Math.max(1, Math.floor(client.batchBytes / (meanBytes + RECORD_OVERHEAD_BYTES)));
  const batches = Math.min(partitions / leaders, Math.max(1, Math.floor(REQUEST_BYTES / batch)));
  return { requests: ready.driver.inFlight * leaders * producers, requestBytes: batch * batches };
}
