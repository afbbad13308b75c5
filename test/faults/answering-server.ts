import { createServer, type Socket } from 'node:net';
import type { Endpoint } from '../../src/platforms/types.ts';

export interface AnsweringServer {
  readonly at: Endpoint;
  /** Bytes that came in. */
  received(): number;
  close(): Promise<void>;
}

/** Answers each Kafka request, whatever it asks, with 300 bytes that begin with its correlation id; or never. */
export async function answeringServer({ answers = true } = {}): Promise<AnsweringServer> {
  const sockets = new Set<Socket>();
  let received = 0;
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    let pending: Buffer = Buffer.alloc(0);
    socket.on('data', (chunk) => {
      received += chunk.length;
      pending = Buffer.concat([pending, chunk]);
      while (answers && pending.length >= 4 && pending.length >= 4 + pending.readInt32BE(0)) {
        const answer = Buffer.alloc(304);
        answer.writeInt32BE(300);
        pending.copy(answer, 4, 8, 12);
        socket.write(answer);
        pending = pending.subarray(4 + pending.readInt32BE(0));
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return {
    at: { host: '127.0.0.1', port: typeof address === 'object' && address ? address.port : 0 },
    received: () => received,
    close: () => {
      for (const socket of sockets) socket.destroy();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}
