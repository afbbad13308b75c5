import { setTimeout as delay } from 'node:timers/promises';
import type { ConnectionPool } from '@platformatic/kafka';

/** Sockets that were destroyed are gone within this, or never were there. */
const GONE_WITHIN_MS = 1_000;

/** Ends every connection of a client of the library as the end of its process would; it opens none again. */
export async function cutOff(pools: readonly ConnectionPool[]): Promise<void> {
  const closing = pools.map((pool) => {
    const sockets = [...pool].map(([, connection]) => connection.socket);
    // The pool first, so that nothing that is told of the loss connects again; it writes nothing.
    const closed = pool.close();
    // Undefined while it is not connected, whatever the types say.
    for (const socket of sockets as (typeof sockets)[number][] | undefined[]) socket?.destroy();
    return closed;
  });
  await Promise.race([Promise.allSettled(closing), delay(GONE_WITHIN_MS, undefined, { ref: false })]);
}
