import type { Reading } from '../kafka/read-only/reading.ts';

/**
 * Whether a topic that is not among these is not there: any broker knows all of them, and leaves out what the principal
 * may not see.
 */
export const seesAllTopics = (topics: Reading<unknown>): boolean =>
  topics.obtained && !topics.missing.some(({ part }) => part?.kind === 'topic');

/** Whether the commits of every group that is there are known. */
export const seesAllCommits = (groups: Reading<unknown>): boolean =>
  seesAllGroups(groups) &&
  groups.obtained &&
  !groups.missing.some(({ part }) => part?.kind === 'group-commits' || part?.kind === 'topic-commits');

/** Whether a group that is not among these is not there: each is known to one broker. */
export const seesAllGroups = (groups: Reading<unknown>): boolean =>
  groups.obtained && !groups.missing.some(({ part }) => part?.kind === 'group' || part?.kind === 'broker');
