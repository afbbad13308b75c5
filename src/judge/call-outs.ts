import { KIB, MIB } from '../units.ts';
import { milliseconds, rate, significant } from './format.ts';
import type { ClientLimit } from './types/summary.ts';

/** "5 requests in flight × 128 KiB ÷ 340 ms = 1.84 MiB/s of the planned 4 MiB/s"; `time` of a request, as told. */
function arithmetic({ requests, requestBytes, plannedMibPerSecond }: ClientLimit, ms: number, time: string): string {
  const inFlight = `${requests} ${requests === 1 ? 'request' : 'requests'} in flight`;
  const size = `${significant((requestBytes ?? 0) / KIB)} KiB`;
  const mibPerSecond = ((requests ?? 0) * (requestBytes ?? 0) * 1e3) / ms / MIB;
  const carried = `${significant(mibPerSecond)} MiB/s of the planned ${rate(plannedMibPerSecond)} MiB/s`;
  return `${inFlight} × ${size} ÷ ${time} = ${carried}`;
}

/**
 * What holds the planned rate back, in a sentence without its full stop; null where the clients carry it, or
 * where that is not known.
 * @param tuned name of the same target's side with clients of its own, null where there is none
 */
export function callOut(limit: ClientLimit, tuned: string | null): string | null {
  const { target, phase, verdict } = limit;
  const see = tuned === null ? '' : `; see ${tuned}`;
  const calmMs = limit.calmMs ?? 0;
  const requestMs = limit.requestMs ?? 0;
  switch (verdict) {
    case 'starves': {
      const calm = `the ${milliseconds(calmMs)} that a request took when nothing waited`;
      return `the client profile starves ${target} in ${phase}: ${arithmetic(limit, calmMs, calm)}${see}`;
    }
    case 'full': {
      const carried = arithmetic(limit, requestMs, milliseconds(requestMs));
      return `the client profile of ${target} was full in ${phase}: ${carried}, though a request took ${milliseconds(calmMs)} when nothing waited, so the platform slowed down as well${see}`;
    }
    default:
      return null;
  }
}
