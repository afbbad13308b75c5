import { setTimeout as delay } from 'node:timers/promises';
import { Admin } from '@platformatic/kafka';
import { platformError } from '../errors.ts';

const BETWEEN_ATTEMPTS_MS = 100;

export interface ReadyOptions {
  /** host:port of every broker. */
  readonly bootstrap: readonly string[];
  /** How many brokers the cluster has when it is whole. */
  readonly brokers: number;
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
}

/**
 * Resolves when every broker answers and knows all of them, and so takes requests for any partition.
 * Rejects with the signal's reason, or with WorkbenchError `not-serving` (exit status 4) at the timeout.
 */
export async function waitUntilServing({ bootstrap, brokers, timeoutMs, signal }: ReadyOptions): Promise<void> {
  const timeout = AbortSignal.timeout(timeoutMs);
  const either = AbortSignal.any([signal, timeout]);
  const waiting = new Set(bootstrap);
  try {
    await Promise.all(
      bootstrap.map((address) => untilItKnows(address, brokers, either).then(() => waiting.delete(address))),
    );
  } catch (error) {
    signal.throwIfAborted();
    if (!timeout.aborted) throw error;
    throw platformError(
      'not-serving',
      `No complete cluster of ${brokers} answered within ${timeoutMs / 1000} s at ${[...waiting].join(', ')}.`,
      'Check that the brokers run and that these addresses reach them.',
    );
  }
}

async function untilItKnows(address: string, brokers: number, signal: AbortSignal): Promise<void> {
  while ((await brokersKnownTo(address, signal)) < brokers) {
    await delay(BETWEEN_ATTEMPTS_MS, undefined, { signal });
  }
}

/** Zero while the address does not answer; closing the client is what ends a question under way. */
async function brokersKnownTo(address: string, signal: AbortSignal): Promise<number> {
  const admin = new Admin({ clientId: 'workbench-ready', bootstrapBrokers: [address], retries: 0 });
  const close = () => void admin.close();
  signal.addEventListener('abort', close);
  try {
    const metadata = await admin.metadata({ topics: [] });
    return metadata.brokers.size;
  } catch {
    return 0;
  } finally {
    signal.removeEventListener('abort', close);
    await admin.close();
  }
}
