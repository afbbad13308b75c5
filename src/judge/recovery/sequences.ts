import type { PartitionAudit, Ranges } from '../../evidence/types/audit.ts';

/** The first sequence of a partition that was intended from a cut on; null where there was no such cut. */
export function sequenceAt({ cuts = [] }: PartitionAudit, second: number): number | null {
  const micros = Math.round(second * 1e6);
  return cuts.find(({ atMicros }) => atMicros === micros)?.sequence ?? null;
}

/** How many sequences of ascending, disjoint ranges lie in [from, to). */
export const countWithin = (ranges: Ranges, from: number, to: number): number =>
  ranges.reduce((sum, [start, end]) => sum + Math.max(0, Math.min(end, to) - Math.max(start, from)), 0);
