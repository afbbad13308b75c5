import { RECORD_OVERHEAD_BYTES, requestBytes } from '../scenarios/client-sizes.ts';
import { keyBytes } from '../scenarios/record-key.ts';
import type { Plan } from '../scenarios/types.ts';
import type { Condition } from './conditions.ts';

/** What the clients of a side may have under way at once: `requests` × `requestBytes`. */
export interface ClientWindow {
  readonly requests: number;
  /**
   * Values alone, in the largest request that the profile makes of the scenario's mean record; where the send
   * buffers hold less than so many requests of it, what they hold, shared by the requests.
   */
  readonly requestBytes: number;
}

/**
 * In-flight limits are per producer and broker. A request to a broker carries at most one batch of each
 * partition that the broker leads, up to the profile's request size together or one batch that is larger.
 * Leaders are taken to be spread evenly, so a producer with fewer partitions than brokers leaves brokers out. The
 * linger is no part of it: it delays a batch that does not fill, and where requests wait for a slot batches
 * fill while they wait.
 * null where the cluster was never ready.
 */
export function clientWindow({ client, ready }: Condition, plan: Plan): ClientWindow | null {
  if (ready === null) return null;
  const { meanBytes } = plan.records;
  const producers = new Set(plan.streams.map(({ producer }) => producer)).size;
  const partitions = partitionsReached(plan, producers);
  const leaders = Math.min(ready.brokers.length, partitions);
  const counted = meanBytes + keyBytes(plan.records.keys) + RECORD_OVERHEAD_BYTES;
  const records = Math.max(1, Math.floor(client.batchBytes / counted));
  const batches = Math.min(partitions / leaders, Math.max(1, Math.floor(requestBytes(client) / (records * counted))));
  const requests = ready.driver.inFlight * leaders * producers;
  const buffered = (producers * client.sendBufferBytes * meanBytes) / counted;
  return { requests, requestBytes: Math.min(meanBytes * records * batches, buffered / requests) };
}

/**
 * Partitions to which one producer sends. Without keys record i goes to producer i mod producers and to
 * partition i mod partitions, so that a producer comes to every gcd-th partition only.
 */
function partitionsReached({ topics, records }: Plan, producers: number): number {
  const of = (partitions: number): number =>
    records.keys.kind === 'none' ? partitions / greatestCommonDivisor(partitions, producers) : partitions;
  return topics.reduce((sum, { partitions }) => sum + of(partitions), 0);
}

export const greatestCommonDivisor = (a: number, b: number): number => (b === 0 ? a : greatestCommonDivisor(b, a % b));
