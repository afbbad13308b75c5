import { connect, createServer, type Server, type Socket } from 'node:net';
import type { Endpoint } from '../../../src/platforms/types.ts';
import { kafkaRequests } from '../../run/kafka-requests.ts';

export interface Spy {
  /** Puts itself before a listener, as a platform's `advertise` does. */
  advertise(node: number, listener: string, listens: Endpoint): Promise<Endpoint>;
  /** Keys of all requests that came by from this client. */
  keysOf(clientId: string): readonly number[];
  close(): void;
}

/** Stands between clients and brokers, and sees what is asked, whatever a client says of itself. */
export function spy(): Spy {
  const seen: { readonly clientId: string; readonly key: number }[] = [];
  const servers: Server[] = [];
  const open = new Set<Socket>();
  return {
    advertise: async (_node, listener, listens) => {
      if (listener !== 'client') return listens;
      const server = createServer((client) => {
        const broker = connect(listens);
        const look = kafkaRequests(({ apiKey, clientId }) => void seen.push({ clientId, key: apiKey }));
        client.on('data', look);
        client.pipe(broker).pipe(client);
        for (const socket of [client, broker]) {
          open.add(socket);
          socket
            .on('error', () => undefined)
            .on('close', () => {
              open.delete(socket);
              client.destroy();
              broker.destroy();
            });
        }
      });
      servers.push(server);
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
      return { host: '127.0.0.1', port: (server.address() as { port: number }).port };
    },
    keysOf: (clientId) => seen.filter((request) => request.clientId === clientId).map(({ key }) => key),
    close: () => {
      for (const server of servers) server.close();
      for (const socket of open) socket.destroy();
    },
  };
}
