import type { Collected } from '../collected.ts';
import type { Needed } from '../error-codes.ts';
import type { Known } from '../known.ts';
import { Unanswered } from '../unanswered.ts';

/** What a question about the whole cluster needs. */
export const cluster = ({ brokers }: Known, operation: string): Needed => ({
  principal: brokers.principal,
  operation,
  resource: { type: 'cluster', name: '' },
});

/** What coordinators keep in a topic of Kafka's own. */
const KEPT_IN = { __consumer_offsets: 'group', __transaction_state: 'transaction' } as const;

/**
 * What a coordinator keeps, another broker takes over where it is down, unless no copy is left: what is kept in
 * partitions without a leader is missing.
 */
export async function withLeaderlessParts(
  known: Known,
  collected: Collected,
  topic: keyof typeof KEPT_IN,
): Promise<void> {
  if ((await known.gone()).length === 0) return;
  const some = { kind: KEPT_IN[topic], name: null } as const;
  const heard = await collected.part(`whether all of ${topic} is led`, () => known.topics([topic]), some);
  if (heard === null) return;
  const [kept] = heard.value;
  // Who may not see the topic cannot tell.
  if (kept === undefined || kept.partitions.length === 0) return withGoneBrokers(known, collected);
  const leaderless = kept.partitions.filter(({ leader }) => leader === null).map(({ partition }) => partition);
  if (leaderless.length === 0) return;
  const why = `partition${leaderless.length === 1 ? '' : 's'} ${leaderless.join(', ')} of it ${leaderless.length === 1 ? 'has' : 'have'} no leader`;
  collected.lacks(
    `part of ${topic}`,
    new Unanswered('not-reachable', why, 'Bring back the brokers that have its replicas.'),
    some,
  );
}

/** Brokers that belong to the cluster and are down were not asked: what they have is missing. */
export async function withGoneBrokers(known: Known, collected: Collected): Promise<void> {
  for (const broker of await known.gone()) {
    const why = `broker ${broker} is down: the cluster does not count it among its live ones`;
    const failure = new Unanswered('not-reachable', why, 'Start the broker, and run it again.');
    collected.lacks(`broker ${broker}`, failure, { kind: 'broker', name: String(broker) });
  }
}
