import { createServer } from 'node:net';
import { expect, it } from 'vitest';
import { waitUntilServing } from '../../src/kafka/ready.ts';

const signal = new AbortController().signal;

/** A port that accepts connections and never says a word. */
async function silentPort(): Promise<{ port: number; close: () => void }> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return { port: typeof address === 'object' && address ? address.port : 0, close: () => server.close() };
}

it('names the addresses that did not answer in time', async () => {
  const failure = waitUntilServing({ bootstrap: ['127.0.0.1:1'], brokers: 1, timeoutMs: 250, signal });
  await expect(failure).rejects.toMatchObject({ code: 'not-serving', exitStatus: 4 });
  await expect(failure).rejects.toThrow('127.0.0.1:1');
});

it('gives up with the reason of its signal', async () => {
  const abort = new AbortController();
  const waiting = waitUntilServing({ bootstrap: ['127.0.0.1:1'], brokers: 1, timeoutMs: 60_000, signal: abort.signal });
  abort.abort(new Error('interrupted'));
  await expect(waiting).rejects.toThrow('interrupted');
});

it('does not take an open port for a broker', async () => {
  const { port, close } = await silentPort();
  const bootstrap = [`127.0.0.1:${port}`];
  await expect(waitUntilServing({ bootstrap, brokers: 1, timeoutMs: 250, signal })).rejects.toMatchObject({
    code: 'not-serving',
  });
  close();
});
