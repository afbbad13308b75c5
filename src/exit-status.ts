import { constants } from 'node:os';

/** Above this, a status is a signal's number. */
const SIGNALLED = 128;

/** `status 1`; `status 137 (SIGKILL)`. */
export function statusWords(status: number): string {
  const signal = Object.entries(constants.signals).find(([, number]) => SIGNALLED + number === status);
  return signal === undefined ? `status ${status}` : `status ${status} (${signal[0]})`;
}
