import { vi } from 'vitest';
import type { Clock } from '../../../../src/http/clock.ts';
import { ACCESS_KEY, SECRET_KEY, SESSION_TOKEN } from './signature.ts';

/** Credentials as the SDK's usual chain finds them in the environment, and nothing of this machine's own. */
export function standInCredentials(credentials: 'given' | 'none' = 'given'): void {
  vi.stubEnv('AWS_ACCESS_KEY_ID', credentials === 'given' ? ACCESS_KEY : undefined);
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', credentials === 'given' ? SECRET_KEY : undefined);
  vi.stubEnv('AWS_SESSION_TOKEN', credentials === 'given' ? SESSION_TOKEN : undefined);
  for (const name of ['AWS_PROFILE', 'AWS_REGION', 'AWS_DEFAULT_REGION', 'AWS_ENDPOINT_URL'])
    vi.stubEnv(name, undefined);
  vi.stubEnv('AWS_CONFIG_FILE', '/dev/null');
  vi.stubEnv('AWS_SHARED_CREDENTIALS_FILE', '/dev/null');
  vi.stubEnv('AWS_EC2_METADATA_DISABLED', 'true');
}

/** Stands still until it sleeps, and tells how long that was. */
export interface HandClock extends Clock {
  readonly pauses: readonly number[];
  advance(ms: number): void;
}

export function handClock(start: string, chance = 0.5): HandClock {
  let now = Date.parse(start);
  const pauses: number[] = [];
  return {
    pauses,
    now: () => now,
    random: () => chance,
    sleep: async (ms) => {
      pauses.push(ms);
      now += ms;
    },
    advance: (ms) => {
      now += ms;
    },
  };
}
