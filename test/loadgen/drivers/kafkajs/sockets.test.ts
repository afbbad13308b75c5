import { once } from 'node:events';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { socketsNamingLoss } from '../../../../src/loadgen/drivers/kafkajs/sockets.ts';

let broker: Server;
let port: number;
let named: string[];

beforeEach(async () => {
  named = [];
  broker = createServer().listen(0, '127.0.0.1');
  await once(broker, 'listening');
  port = (broker.address() as AddressInfo).port;
});
afterEach(() => broker.close());

/** Both ends of a connection; without TLS the library gives null, which its types do not say. */
async function connected(): Promise<{ readonly client: Socket; readonly atBroker: Socket }> {
  const open = socketsNamingLoss((where, message) => named.push(`${where}: ${message}`));
  const accepted = once(broker, 'connection');
  const client = open({ host: '127.0.0.1', port, ssl: null as never, onConnect: () => undefined });
  const [atBroker] = (await accepted) as [Socket];
  for (const socket of [client, atBroker]) socket.resume();
  return { client, atBroker };
}

describe('a socket of kafkajs', () => {
  it('names the broker that closed it', async () => {
    const { client, atBroker } = await connected();
    atBroker.end();
    await once(client, 'close');
    expect(named).toEqual([`broker: the connection to 127.0.0.1:${port} was closed`]);
  });

  it('says nothing of an end of our own', async () => {
    const { client } = await connected();
    client.end();
    await once(client, 'close');
    expect(named).toEqual([]);
  });
});
