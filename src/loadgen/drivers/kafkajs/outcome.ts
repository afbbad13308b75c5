import type { Outcome } from '../driver.ts';

/** Refusals that depend on the records alone: whatever an earlier attempt met, these were never written. */
const REFUSED_FOR_GOOD: readonly unknown[] = [
  'MESSAGE_TOO_LARGE',
  'RECORD_LIST_TOO_LARGE',
  'INVALID_TIMESTAMP',
  'INVALID_RECORD',
];

/**
 * Of several batches the library names only the first refused one, and of earlier attempts it keeps no
 * account: then nothing is known, and the audit's reading decides.
 */
export function outcomeOf(error: Error & { readonly type?: unknown }, batches: number): Outcome {
  if (batches > 1) return 'unknown';
  // The broker has the batch from an earlier attempt.
  if (error.type === 'DUPLICATE_SEQUENCE_NUMBER') return 'acknowledged';
  return REFUSED_FOR_GOOD.includes(error.type) ? 'failed' : 'unknown';
}
