import type { ObjectStoreDisturbance } from '../types.ts';
import type { StoreRequest } from './classify.ts';

/** What is done to one request; null in all but `delayMs` 0 for one that passes as it is. */
export interface Treatment {
  /** Answered without asking the store: by a reset of the connection, or by 503 SlowDown. */
  readonly instead: 'reset' | 'slow-down' | null;
  /** Before it is passed on. */
  readonly delayMs: number;
  /** Whether its bytes share the limited bandwidth. */
  readonly isLimited: boolean;
}

const UNTOUCHED: Treatment = { instead: null, delayMs: 0, isLimited: false };

/** Whether a disturbance is meant for a request. Keys are given with or without their bucket before them. */
export function isMeant(
  { operations, keys }: ObjectStoreDisturbance,
  { operation, bucket, key }: StoreRequest,
): boolean {
  if (operations !== undefined && !operations.includes(operation)) return false;
  return keys === undefined || key.startsWith(keys) || `${bucket}/${key}`.startsWith(keys);
}

/**
 * What a disturbance does to the `nth` request (from 0) that it is meant for. A function of that number alone:
 * the same requests in the same order fare alike on every target.
 */
export function treatmentOf(how: ObjectStoreDisturbance, nth: number): Treatment {
  if (how.unreachable === true) return { ...UNTOUCHED, instead: 'reset' };
  if (isOneOf(how.throttledShare ?? 0, nth)) return { ...UNTOUCHED, instead: 'slow-down' };
  const { latencyMs = 0, jitterMs = 0 } = how;
  const delayMs = Math.max(0, latencyMs + jitterMs * (2 * uniform(nth) - 1));
  return { instead: null, delayMs, isLimited: how.bytesPerSecond !== undefined };
}

export const isTouched = ({ instead, delayMs, isLimited }: Treatment): boolean =>
  instead !== null || delayMs > 0 || isLimited;

/** Spreads a share evenly: of the first n requests, round down of n × share are hit. */
const isOneOf = (share: number, nth: number): boolean => Math.floor((nth + 1) * share) > Math.floor(nth * share);

/** A number in [0, 1) that looks random: the finalizer of MurmurHash3 over a counter. */
function uniform(nth: number): number {
  let bits = Math.imul(nth + 1, 0x9e3779b1);
  bits = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b);
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35);
  return ((bits ^ (bits >>> 16)) >>> 0) / 2 ** 32;
}
