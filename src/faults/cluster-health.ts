import { splitAddress } from '../kafka/address.ts';
import type { Endpoint, LocalCluster } from '../platforms/types.ts';
import { offeredRequests } from './offered-requests.ts';
import { probe } from './probe.ts';
import { seenInTime } from './seen-in-time.ts';
import type { FaultSurroundings } from './types.ts';

type Around = Pick<FaultSurroundings, 'admin' | 'connection' | 'topics'> & { readonly local: LocalCluster };

/** A client waits about as long before it tries elsewhere. */
const SILENT_AFTER_MS = 1_000;

/** Where clients find a node that is started here. */
function addressOf({ nodes, bootstrap }: LocalCluster, node: number): Endpoint {
  const address = bootstrap[nodes.findIndex(({ id }) => id === node)];
  if (address === undefined) throw new RangeError(`there is no node ${node}`);
  return splitAddress(address);
}

/** What a node that is started here says to take; null where it does not answer. */
export async function offeredBy({ local, connection }: Pick<Around, 'local' | 'connection'>, node: number) {
  const options = { security: connection.security, withinMs: SILENT_AFTER_MS };
  const answer = await probe(addressOf(local, node), options);
  return answer.kind === 'answered' ? offeredRequests(answer.answer) : null;
}

/** How a node treats a client's request now. */
export async function treats(around: Around, node: number): Promise<'answers' | 'refuses' | 'is silent'> {
  const { kind } = await probe(addressOf(around.local, node), {
    security: around.connection.security,
    withinMs: SILENT_AFTER_MS,
  });
  return kind === 'answered' ? 'answers' : kind === 'refused' ? 'refuses' : 'is silent';
}

/**
 * Resolves when these nodes are registered and answer, and every partition of the run's topics and of Kafka's own has
 * all its replicas in sync. Rejects with WorkbenchError `heal-not-seen` or what the admin module says (exit status 4),
 * and with the signal's reason on abort.
 */
export async function untilWhole(
  around: Around,
  nodes: readonly number[],
  withinMs: number,
  signal?: AbortSignal,
): Promise<string> {
  const deadline = performance.now() + withinMs;
  await seenInTime(
    async () => {
      const answers = await Promise.all(nodes.map((node) => treats(around, node)));
      if (answers.some((answer) => answer !== 'answers')) return null;
      const registered = new Set((await around.admin.cluster()).brokers.map(({ id }) => id));
      return nodes.every((node) => registered.has(node)) ? true : null;
    },
    {
      what: `${nodesWords(nodes)} answered and registered again`,
      code: 'heal-not-seen',
      todo: 'read the log of the node',
      withinMs,
      signal,
    },
  );
  await around.admin.inSync({
    topics: around.topics,
    internal: true,
    withinMs: Math.max(1, Math.ceil(deadline - performance.now())),
    signal,
  });
  return `${nodesWords(nodes)} answered, registered, and in every ISR`;
}

/** `node 2`, `nodes 1, 2` */
export const nodesWords = (nodes: readonly number[]): string =>
  `node${nodes.length === 1 ? '' : 's'} ${nodes.join(', ')}`;
