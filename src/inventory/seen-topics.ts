import type { Reading } from '../kafka/read-only/reading.ts';

/**
 * Whether a topic that is not among these is not there: any broker knows all of them, and what the principal may not see
 * is missing, as if it were not there.
 */
export const seesAllTopics = (topics: Reading<unknown>): boolean =>
  topics.obtained && !topics.missing.some(({ what, reason }) => what.startsWith('topic') && reason === 'not-permitted');
