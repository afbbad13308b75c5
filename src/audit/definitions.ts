import type { FindingName } from '../evidence/types/audit.ts';

/** What each finding is, in the words that Jepsen's tests of Kafka made usual; for docs/audit.md. */
export const DEFINITIONS: Readonly<Record<FindingName, { readonly is: string; readonly offsets: string }>> = {
  'lost-write': {
    is: 'acknowledged, and neither intact nor damaged in the complete reading',
    offsets: 'between the records before and after it: [n, n) where nothing stands in its place',
  },
  duplicate: {
    is: 'read more than once in the complete reading; a record read three times counts twice',
    offsets: 'where it stands again',
  },
  reordering: {
    is: 'read for the first time after a record of the same producer and partition with a higher sequence',
    offsets: 'where it stands',
  },
  'aborted-read': {
    is: 'refused for good or never sent, and in the log all the same',
    offsets: 'where it stands',
  },
  'skipped-poll': {
    is: 'a group’s position jumped over offsets that hold records',
    offsets: 'those offsets',
  },
  'non-monotonic-poll': {
    is: 'a member got an offset at or below one that it had got, without having joined the group anew in between',
    offsets: 'those offsets',
  },
  unseen: {
    is: 'acknowledged, intact in the log, and not read by a tail group when the run stopped waiting for it',
    offsets: 'between the records that the group got before and after it',
  },
  corrupted: {
    is: 'does not have the CRC that its producer gave it: prefix, payload, or the batch that it came in',
    offsets: 'where it stands',
  },
};
