import { createServer, type Server } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { claimPorts, freePorts } from '../../../src/platforms/local/ports.ts';

const servers: Server[] = [];

function occupy(port: number, host = '127.0.0.1'): Promise<void> {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject).listen(port, host, resolve);
    servers.push(server);
  });
}

afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

describe('claimPorts', () => {
  it('names every port that is in use, and no other', async () => {
    const [first = 0] = await freePorts(1);
    await occupy(first + 1);
    await occupy(first + 2);
    const failure = claimPorts(first, 3);
    await expect(failure).rejects.toMatchObject({ code: 'port-in-use', exitStatus: 2 });
    await expect(failure).rejects.toThrow(
      `Port ${first + 1} on 127.0.0.1 is in use by another process.; Port ${first + 2} on 127.0.0.1 is in use by another process.`,
    );
  });

  it('sees a process that listens on all addresses', async () => {
    const [port = 0] = await freePorts(1);
    await occupy(port, '0.0.0.0');
    await expect(claimPorts(port, 1)).rejects.toMatchObject({ code: 'port-in-use' });
  });
});

describe('freePorts', () => {
  it('finds different ports that can all be listened on', async () => {
    const ports = await freePorts(9);
    expect(new Set(ports).size).toBe(9);
    await Promise.all(ports.map((port) => occupy(port)));
  });
});
