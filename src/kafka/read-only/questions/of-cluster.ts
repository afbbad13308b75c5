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

/** Brokers that belong to the cluster and are down were not asked: what they have is missing. */
export async function withGoneBrokers(known: Known, collected: Collected): Promise<void> {
  for (const broker of await known.gone()) {
    const why = `broker ${broker} is down: the cluster does not count it among its live ones`;
    collected.lacks(`broker ${broker}`, new Unanswered('not-reachable', why, 'Start the broker, and run it again.'));
  }
}
