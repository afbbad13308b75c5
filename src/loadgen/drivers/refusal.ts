import type { Outcome } from './driver.ts';

/** Kafka's errors that depend on the records alone: whatever an earlier attempt met, these were never written. */
const REFUSED_FOR_GOOD: readonly string[] = [
  'MESSAGE_TOO_LARGE',
  'RECORD_LIST_TOO_LARGE',
  'INVALID_TIMESTAMP',
  'INVALID_RECORD',
];

/**
 * What became of a batch whose last answer was this error (by Kafka's name for it), where the library keeps
 * no account of earlier attempts: mostly nothing is known, and the audit's reading decides. So it is where
 * the error may be that of another one of `batches`, because the library does not say whose it is.
 */
export function outcomeOfRefusal(error: string, batches = 1): Outcome {
  if (batches > 1) return 'unknown';
  // The broker has the batch from an earlier attempt.
  if (error === 'DUPLICATE_SEQUENCE_NUMBER') return 'acknowledged';
  return REFUSED_FOR_GOOD.includes(error) ? 'failed' : 'unknown';
}
