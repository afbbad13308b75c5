import { createConnection } from 'node:net';
import { createServer } from 'node:tls';
import type { Endpoint } from '../../src/platforms/types.ts';
import type { Issued } from './certificates.ts';

/** The beginning of a request, as every version of the protocol has it. */
export interface SeenRequest {
  /** Of the API. */
  readonly key: number;
  readonly version: number;
  readonly clientId: string;
}

export interface WatchingProxy {
  readonly endpoint: Endpoint;
  close(): Promise<void>;
}

/** Takes TLS from clients, tells every request that passes, and hands it to a broker without TLS. */
export async function startWatchingProxy(
  to: Endpoint,
  { certificate, key }: Issued,
  onRequest: (request: SeenRequest) => void,
): Promise<WatchingProxy> {
  const open = new Set<() => void>();
  const server = createServer({ cert: certificate, key }, (client) => {
    const broker = createConnection(to);
    const end = (): void => {
      client.destroy();
      broker.destroy();
      open.delete(end);
    };
    open.add(end);
    for (const socket of [client, broker]) socket.on('error', end).on('close', end);
    const look = requestsIn(onRequest);
    client.on('data', (piece: Buffer) => {
      look(piece);
      broker.write(piece);
    });
    broker.pipe(client);
  });
  // A client that does not trust the certificate is its own affair.
  server.on('tlsClientError', () => undefined);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address() as { port: number };
  return {
    endpoint: { host: '127.0.0.1', port: address.port },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const end of open) end();
      }),
  };
}

const LENGTH_BYTES = 4;

/** api_key i16 · api_version i16 · correlation_id i32 · client_id nullable string */
function requestsIn(onRequest: (request: SeenRequest) => void): (piece: Buffer) => void {
  let pending: Buffer = Buffer.alloc(0);
  return (piece) => {
    pending = Buffer.concat([pending, piece]);
    while (pending.length >= LENGTH_BYTES && pending.length >= LENGTH_BYTES + pending.readInt32BE(0)) {
      const frame = pending.subarray(LENGTH_BYTES, LENGTH_BYTES + pending.readInt32BE(0));
      pending = pending.subarray(LENGTH_BYTES + frame.length);
      onRequest({
        key: frame.readInt16BE(0),
        version: frame.readInt16BE(2),
        clientId: frame.toString('utf8', 10, 10 + Math.max(0, frame.readInt16BE(8))),
      });
    }
  };
}
