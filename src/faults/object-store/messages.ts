import type { Endpoint } from '../../platforms/types.ts';
import type { ObjectStoreDisturbance } from '../types.ts';
import type { SecondOfRequests } from './tally.ts';

/** What the thread is started with. */
export interface ProxyJob {
  readonly listen: Endpoint;
  readonly upstream: string;
}

/** A second of requests, and what the proxy itself took for them. */
export interface ObjectStoreSecond extends SecondOfRequests {
  /** CPU time of the proxy's thread in this second, µs. */
  readonly cpuMicros: number;
}

/** Every message that carries a `number` is answered with it. */
export type ToProxy =
  | { readonly kind: 'begin'; readonly epochNanos: bigint }
  | { readonly kind: 'disturb'; readonly number: number; readonly how: ObjectStoreDisturbance }
  | { readonly kind: 'clear'; readonly number: number }
  | { readonly kind: 'injected'; readonly number: number }
  | { readonly kind: 'passed'; readonly number: number }
  | { readonly kind: 'stop' };

export type FromProxy =
  | { readonly kind: 'listening'; readonly port: number }
  | { readonly kind: 'not-listening'; readonly code: string; readonly message: string }
  /** `value`: requests to which something was done since the last `disturb`; asked for `passed`: those. */
  | { readonly kind: 'done'; readonly number: number; readonly value: number }
  | { readonly kind: 'second'; readonly report: ObjectStoreSecond }
  | { readonly kind: 'stopped' };
