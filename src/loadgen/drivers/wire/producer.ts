import { prepare } from '../../../kafka/records/compression.ts';
import type { DriverProducer, ProducerContext } from '../driver.ts';
import { REQUEST_TIMEOUT_MS } from '../requests.ts';
import { ClusterMap } from './cluster-map.ts';
import { Links } from './links.ts';
import { openLookups } from './lookups.ts';
import { takeProducerId } from './producer-id.ts';
import type { ProducerIdentity } from './protocol/init-producer-id.ts';
import { Sender } from './sender.ts';

const NOT_NUMBERED: ProducerIdentity = { producerId: -1n, epoch: -1 };

/** Resolves when the leaders of every topic are known and, under idempotence, a broker has given a producer id. */
export async function openProducer(given: ProducerContext): Promise<DriverProducer> {
  let hasCrashed = false;
  let isOver = false;
  const context: ProducerContext = {
    ...given,
    // Whoever has crashed says nothing more.
    settled: (settlement) => hasCrashed || given.settled(settlement),
    onError: (where, message) => hasCrashed || given.onError(where, message),
  };
  const { connection, client, clientId, onError } = context;
  const requestTimeoutMs = Math.min(REQUEST_TIMEOUT_MS, client.deliveryTimeoutMs);
  prepare(client.compression);
  const lookups = await openLookups({ connection, clientId, onError });
  // A look that only ends because we do is no error.
  const map = new ClusterMap(lookups.lookAt, context.topics, (message) => isOver || onError('leaders', message));
  const links = new Links({ connection, clientId, requestTimeoutMs, onError }, map);
  const disconnect = async (): Promise<void> => {
    isOver = true;
    await Promise.allSettled([links.close(), lookups.close()]);
  };
  try {
    await map.look();
    const identity = client.idempotence ? await takeProducerId(map, links) : NOT_NUMBERED;
    const sender = new Sender(context, map, links, identity, requestTimeoutMs);
    return {
      leaderOf(topic, partition) {
        const leader = map.leaderOf(topic, partition);
        if (leader < 0) map.lookAgain();
        return leader;
      },
      send: (batches) => sender.send(batches),
      abandoned: (batches) => sender.abandoned(batches),
      async crash() {
        hasCrashed = true;
        const gone = links.crash();
        sender.close();
        await Promise.allSettled([gone, lookups.close()]);
      },
      async close() {
        sender.close();
        await disconnect();
      },
    };
  } catch (error) {
    await disconnect();
    throw error;
  }
}
