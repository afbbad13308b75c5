import { createServer } from 'node:net';
import { inputError, platformError } from '../../errors.ts';
import { LOOPBACK } from './broker-properties.ts';

/** Both below the range from which Linux and macOS take ports for outgoing connections. */
const NODE_PORTS = { first: 20_000, last: 29_999 };
/** Apart from the nodes': it is chosen before theirs, and listened on after. */
export const STORE_PORTS = { first: 30_000, last: 32_767 };

/** Ports of the loopback address that nothing listens on, other than `taken`. */
export async function freePorts(
  count: number,
  taken: readonly number[] = [],
  { first, last } = NODE_PORTS,
): Promise<number[]> {
  const found: number[] = [];
  for (let attempt = 0; found.length < count && attempt < 1000; attempt++) {
    const port = first + Math.floor(Math.random() * (last - first + 1));
    if (found.includes(port) || taken.includes(port)) continue;
    if (await isFree(port)) found.push(port);
  }
  if (found.length < count) {
    throw platformError(
      'no-free-ports',
      `There are fewer than ${count} free ports between ${first} and ${last} on ${LOOPBACK}.`,
      'Stop what is listening there.',
    );
  }
  return found;
}

/**
 * `count` consecutive ports from `first`, all free.
 * Throws WorkbenchError `port-in-use` (exit status 2) that names every one that is not.
 */
export async function claimPorts(first: number, count: number): Promise<number[]> {
  const ports = Array.from({ length: count }, (_, index) => first + index);
  const free = await Promise.all(ports.map(isFree));
  const used = ports.filter((_, index) => !free[index]);
  if (used.length === 0) return ports;
  throw inputError(
    'port-in-use',
    used.map((port) => ({
      what: `Port ${port} on ${LOOPBACK} is in use by another process.`,
      todo: 'Stop that process, choose another start.port in the target, or leave it out and a free one is chosen.',
    })),
  );
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen({ host: LOOPBACK, port, exclusive: true }, () => server.close(() => resolve(true)));
  });
}
