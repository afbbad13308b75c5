import type { Clock } from '../../../http/clock.ts';

/** Refusals that pass: too fast, or the service's own trouble. In Cost Explorer LimitExceeded means too many calls. */
const PASSING = new Set([
  'LimitExceededException',
  'Throttling',
  'ThrottlingException',
  'ThrottledException',
  'TooManyRequestsException',
  'RequestLimitExceeded',
  'InternalFailure',
  'InternalServiceFault',
  'ServiceUnavailable',
  'ServiceUnavailableException',
  'TimeoutError',
  'ECONNRESET',
  'EPIPE',
]);

const MOST_ATTEMPTS = 6;
const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 20_000;

/** The name and, of a network's error, the code: all of an error that may be looked at, as messages can hold secrets. */
export function namesOf(error: unknown): readonly string[] {
  if (typeof error !== 'object' || error === null) return [];
  const { name, code } = error as { name?: unknown; code?: unknown };
  return [name, code].filter((word): word is string => typeof word === 'string');
}

function isPassing(error: unknown): boolean {
  const status = (error as { $metadata?: { httpStatusCode?: number } }).$metadata?.httpStatusCode ?? 0;
  return status >= 500 || status === 429 || namesOf(error).some((name) => PASSING.has(name));
}

/**
 * What `send` answers, asked again while it is refused for a reason that passes: at most six times, after random
 * pauses below 1, 2, 4, 8 and 16 seconds ("full jitter", so that several callers do not meet again).
 * @throws whatever the last attempt threw
 */
export async function withBackOff<T>(send: () => Promise<T>, clock: Clock): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await send();
    } catch (error) {
      if (!isPassing(error) || attempt === MOST_ATTEMPTS) throw error;
      await clock.sleep(clock.random() * Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** (attempt - 1)));
    }
  }
}
