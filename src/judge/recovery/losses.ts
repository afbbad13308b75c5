import type { PartitionAudit } from '../../evidence/types/audit.ts';
import type { RepetitionEvidence } from '../repetition-evidence.ts';
import { countWithin, sequenceAt } from './sequences.ts';
import type { Span } from './windows.ts';

/** Acknowledged records intended in the window that the complete reading did not find, or found more than once. */
export interface Losses {
  readonly lost: number | null;
  readonly duplicated: number | null;
}

type Fate = 'lost' | 'duplicated';

/**
 * null where no complete reading was made, or where it cannot be told which of a partition's records were intended
 * in the window: it has no cut there, or more ranges than the audit lists.
 * @param endsWithLoad the window ends with the load: every later sequence is in it
 */
export function lossesWithin({ audit }: RepetitionEvidence, window: Span, endsWithLoad: boolean): Losses {
  const total = (fate: Fate): number | null =>
    (audit?.complete ? audit.partitions : [null]).reduce<number | null>((sum, partition) => {
      const count = partition === null ? null : within(partition, fate, window, endsWithLoad);
      return sum === null || count === null ? null : sum + count;
    }, 0);
  return { lost: total('lost'), duplicated: total('duplicated') };
}

function within(partition: PartitionAudit, fate: Fate, [from, to]: Span, endsWithLoad: boolean): number | null {
  const ranges = partition[fate];
  if (ranges.length === 0) return 0;
  const first = sequenceAt(partition, from);
  const end = sequenceAt(partition, to) ?? (endsWithLoad ? Number.POSITIVE_INFINITY : null);
  if (first === null || end === null) return null;
  const isListed = (partition.leftOut?.[fate] ?? 0) === 0 || (ranges.at(-1)?.[1] ?? 0) >= end;
  return isListed ? countWithin(ranges, first, end) : null;
}
