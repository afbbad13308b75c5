import { connect, createServer, type Socket } from 'node:net';
import type { Endpoint } from '../../../src/platforms/types.ts';

export interface TcpProxy {
  readonly listens: Endpoint;
  readonly leadsTo: Endpoint;
  /** Connections that it holds open to where it leads. */
  readonly open: number;
  close(): void;
}

/** Passes everything on, and knows who came by. */
export async function startTcpProxy(leadsTo: Endpoint): Promise<TcpProxy> {
  const passing = new Set<Socket>();
  const server = createServer((client) => {
    const upstream = connect(leadsTo);
    for (const [one, other] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      one.setNoDelay(true);
      one.pipe(other);
      one.on('error', () => other.destroy());
      one.on('close', () => other.destroy());
    }
    upstream.on('connect', () => passing.add(upstream));
    upstream.on('close', () => passing.delete(upstream));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const bound = server.address();
  if (bound === null || typeof bound === 'string') throw new Error('the proxy has no port');
  return {
    listens: { host: '127.0.0.1', port: bound.port },
    leadsTo,
    get open() {
      return passing.size;
    },
    close() {
      server.close();
      for (const socket of passing) socket.destroy();
    },
  };
}
