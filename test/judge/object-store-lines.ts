import type { Metric } from '../../src/evidence/types/metrics.ts';

type StoreLine = Extract<Metric, { readonly kind: 'object-store' }>;

/** One line of the object-store proxy in which nothing happened but what is said. */
export const storeLine = (said: Partial<StoreLine>): StoreLine => ({
  target: 'a',
  repetition: 1,
  second: 0,
  kind: 'object-store',
  operation: 'get',
  requests: 0,
  bytesWritten: 0,
  bytesRead: 0,
  throttled: 0,
  failed: 0,
  injected: 0,
  ...said,
});
