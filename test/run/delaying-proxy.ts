import { connect, createServer, type Socket } from 'node:net';
import { type KafkaRequest, kafkaRequests } from './kafka-requests.ts';

export interface DelayingProxy {
  close(): Promise<void>;
}

/** A TCP proxy on this machine that passes requests on at once and every answer `delayMs` later. */
export async function startDelayingProxy(
  port: number,
  brokerPort: number,
  delayMs: number,
  onRequest: (request: KafkaRequest) => void = () => undefined,
): Promise<DelayingProxy> {
  const open = new Set<Socket>();
  const server = createServer((client) => {
    const broker = connect(brokerPort, '127.0.0.1');
    for (const socket of [client, broker]) {
      open.add(socket);
      socket.setNoDelay(true);
      socket.on('error', () => socket.destroy());
      socket.on('close', () => open.delete(socket));
    }
    client.on('data', kafkaRequests(onRequest));
    client.pipe(broker);
    broker.on('data', (answer) => setTimeout(() => client.destroyed || client.write(answer), delayMs));
    broker.on('close', () => setTimeout(() => client.destroy(), delayMs));
    client.on('close', () => broker.destroy());
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  return {
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of open) socket.destroy();
      }),
  };
}
