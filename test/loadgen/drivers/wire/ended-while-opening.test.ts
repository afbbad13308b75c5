import type { Server } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { BrokerLink, type LinkOptions } from '../../../../src/loadgen/drivers/wire/broker-link.ts';
import { openLookups } from '../../../../src/loadgen/drivers/wire/lookups.ts';
import { METADATA, metadataBody } from '../../../../src/loadgen/drivers/wire/protocol/metadata.ts';
import { clientSockets, silentServer } from './client-sockets.ts';

let sockets: ReturnType<typeof clientSockets>;
const servers: Server[] = [];

beforeEach(() => {
  sockets = clientSockets();
});
afterEach(() => {
  sockets.forget();
  for (const socket of sockets.opened) socket.destroy();
  for (const server of servers.splice(0)) server.close();
});

async function listening(): Promise<number> {
  const { server, port } = await silentServer();
  servers.push(server);
  return port;
}

/** How many of this thread's connections there are, those that are being opened included. */
const openNow = (): number => sockets.opened.filter((socket) => !socket.closed).length;

/** A link with one request, at the moment when its connection is being opened. */
async function openingLink(security: LinkOptions['security'], told: string[]): Promise<BrokerLink> {
  const link = new BrokerLink({
    host: '127.0.0.1',
    port: await listening(),
    clientId: 'opening',
    security,
    requestTimeoutMs: 10_000,
    onError: (message) => told.push(`error: ${message}`),
  });
  link.send({
    ...METADATA,
    body: () => metadataBody(['orders']),
    answer: null,
    onLost: (written) => told.push(written ? 'lost, perhaps written' : 'lost, never written'),
  });
  while (sockets.opened.length === 0) await delay(1);
  expect(openNow()).toBe(1);
  return link;
}

describe.each([
  { how: 'plain', security: {} },
  // A server that answers nothing never ends the handshake.
  { how: 'TLS', security: { tls: {} } },
])('a $how connection that is being opened', ({ security }) => {
  it.each(['crash', 'close'] as const)(
    'is gone once the %s of its link has resolved, and nothing is sent',
    async (end) => {
      const told: string[] = [];
      const link = await openingLink(security, told);
      await link[end]();
      expect(openNow()).toBe(0);
      expect(told).toEqual(['lost, never written']);
    },
  );
});

describe('a look at a topic', () => {
  it('that is under way when the lookups are closed ends there, and asks no other broker', async () => {
    const bootstrap = [`127.0.0.1:${await listening()}`, `127.0.0.1:${await listening()}`];
    const lookups = await openLookups({
      connection: { bootstrap, security: null },
      clientId: 'looking',
      onError: () => undefined,
    });
    const refused = expect(lookups.lookAt('orders')).rejects.toThrow('closed');
    while (sockets.opened.length === 0) await delay(1);
    await lookups.close();
    await refused;
    expect(sockets.opened.length).toBe(1);
    expect(openNow()).toBe(0);
  });
});
