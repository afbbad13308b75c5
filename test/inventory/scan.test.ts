import type { AddressInfo } from 'node:net';
import { createServer, type Socket } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { scanInventory } from '../../src/inventory/scan.ts';
import { openReadOnly } from '../../src/kafka/read-only/open.ts';
import { frame } from './readings.ts';

/** Takes connections and never says a word, as a firewall or a hung broker does; `met` is when somebody came. */
async function silentBroker(): Promise<{ readonly address: string; readonly met: Promise<void> }> {
  const sockets: Socket[] = [];
  const { promise: met, resolve } = Promise.withResolvers<void>();
  const server = createServer((socket) => {
    sockets.push(socket);
    socket.once('data', () => resolve());
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  return { address: `127.0.0.1:${(server.address() as AddressInfo).port}`, met };
}

describe('a scan that is interrupted', () => {
  it('is an inventory of what was read until then, and says why the rest is not there', async () => {
    const { address, met } = await silentBroker();
    const interruption = new AbortController();
    const { signal } = interruption;
    const { limits, target } = frame;
    const connection = { bootstrap: [address], security: null };
    const cluster = openReadOnly(connection, { clientId: 'test', limits, log: () => undefined, signal });
    void met.then(() => interruption.abort(new Error('interrupted')));
    const services = { schemaRegistry: null, kafkaConnect: [] };
    const options = { target, bootstrap: [address], limits, sampleSeconds: 3_600, signal };
    const { sections, changed, overview } = await scanInventory(cluster, services, options);
    await cluster.close();
    for (const name of ['brokers', 'topics', 'groups', 'acls', 'quorum', 'logDirs'] as const) {
      expect(sections[name]).toMatchObject({ obtained: false, why: expect.stringContaining('interrupted') });
    }
    expect(sections.schemaRegistry).toMatchObject({ obtained: false, reason: 'not-asked' });
    expect({ changed, attention: overview.attention }).toEqual({ changed: [], attention: [] });
  });
});
