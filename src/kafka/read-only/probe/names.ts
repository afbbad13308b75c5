import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import type { NameAnswer } from './answers.ts';
import { INTERRUPTED, type Patience } from './connect.ts';

/** All addresses of a name, by the resolver that every other program on this machine uses. Never rejects. */
export async function resolveName(host: string, { timeoutMs, signal }: Patience): Promise<NameAnswer> {
  if (isIP(host) !== 0) return { host, literal: true, addresses: [host], millis: 0, error: null };
  const from = performance.now();
  const answer = (addresses: readonly string[], error: string | null): NameAnswer => ({
    host,
    literal: false,
    addresses,
    millis: performance.now() - from,
    error,
  });
  const late = Promise.withResolvers<NameAnswer>();
  const timer = setTimeout(() => late.resolve(answer([], 'ETIMEDOUT')), timeoutMs);
  const interrupt = (): void => late.resolve(answer([], INTERRUPTED));
  if (signal.aborted) interrupt();
  else signal.addEventListener('abort', interrupt, { once: true });
  const found = lookup(host, { all: true, order: 'verbatim' }).then(
    (all) => answer([...new Set(all.map(({ address }) => address))], null),
    (error: NodeJS.ErrnoException) => answer([], error.code ?? error.message),
  );
  return Promise.race([found, late.promise]).finally(() => {
    clearTimeout(timer);
    signal.removeEventListener('abort', interrupt);
  });
}
