import { setTimeout as delay } from 'node:timers/promises';
import { platformError } from '../errors.ts';

const BETWEEN_LOOKS_MS = 100;

export interface Expectation {
  /** What should come true, as the end of "… was not seen: ". */
  readonly what: string;
  /** Of the error when it does not: `fault-not-seen` or `heal-not-seen`. */
  readonly code: 'fault-not-seen' | 'heal-not-seen';
  readonly todo: string;
  readonly withinMs: number;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Looks again and again; resolves with the first look that is not null. A look that fails counts as not yet.
 * Rejects with WorkbenchError (exit status 4) at the time limit, with what the last look failed with, and
 * with the signal's reason on abort.
 */
export async function seenInTime<T>(look: () => Promise<T | null>, expectation: Expectation): Promise<T> {
  const { what, code, todo, withinMs, signal } = expectation;
  const over = AbortSignal.timeout(Math.max(1, Math.ceil(withinMs)));
  const either = signal === undefined ? over : AbortSignal.any([signal, over]);
  const ended = abortOf(either);
  let failed: unknown = null;
  const tryToLook = (): Promise<T | null> =>
    look().catch((error: unknown) => {
      failed = error;
      return null;
    });
  try {
    for (;;) {
      const seen = await Promise.race([tryToLook(), ended]);
      if (seen !== null) return seen;
      await delay(BETWEEN_LOOKS_MS, undefined, { signal: either });
    }
  } catch (error) {
    signal?.throwIfAborted();
    if (!over.aborted) throw error;
    const last = failed === null ? '' : ` (last: ${reasonOf(failed)})`;
    throw platformError(
      code,
      `within ${Number((withinMs / 1000).toFixed(1))} s it was not seen that ${what}${last}`,
      todo,
      failed,
    );
  }
}

const reasonOf = (failed: unknown): string => (failed instanceof Error ? failed.message : String(failed));

/** Rejects when the signal aborts. */
function abortOf(signal: AbortSignal): Promise<never> {
  const ended = new Promise<never>((_, reject) => {
    if (signal.aborted) reject(signal.reason);
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
  ended.catch(() => undefined);
  return ended;
}
