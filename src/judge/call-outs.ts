import { KIB } from '../units.ts';
import { milliseconds, rate, significant } from './format.ts';
import type { ClientLimit } from './types/summary.ts';

/** "5 requests in flight × 128 KiB ÷ 340 ms = 1.84 MiB/s of the planned 4 MiB/s" */
function arithmetic({ requests, requestBytes, requestMs, mibPerSecond, plannedMibPerSecond }: ClientLimit): string {
  const inFlight = `${requests} ${requests === 1 ? 'request' : 'requests'} in flight`;
  const size = `${significant((requestBytes ?? 0) / KIB)} KiB`;
  const carried = `${significant(mibPerSecond ?? 0)} MiB/s of the planned ${rate(plannedMibPerSecond)} MiB/s`;
  return `${inFlight} × ${size} ÷ ${milliseconds(requestMs ?? 0)} = ${carried}`;
}

/**
 * What holds the planned rate back, in a sentence without its full stop; null where the clients carry it, or
 * where that is not known.
 * @param tuned name of the same target's side with clients of its own, null where there is none
 */
export function callOut(limit: ClientLimit, tuned: string | null): string | null {
  const { target, phase, calmMs } = limit;
  const see = tuned === null ? '' : `; see ${tuned}`;
  switch (limit.verdict) {
    case 'starves':
      return `the client profile starves ${target} in ${phase}: ${arithmetic(limit)}${see}`;
    case 'full':
      return `the client profile of ${target} was full in ${phase}: ${arithmetic(limit)}, though a request took ${milliseconds(calmMs ?? 0)} when nothing waited, so the platform slowed down as well${see}`;
    default:
      return null;
  }
}
