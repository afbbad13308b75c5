import type { Histogram } from 'hdr-histogram-js';
import type { Plan } from '../scenarios/types.ts';
import { histogramOf, type Interval, intervalsOf, recordedBuckets } from './histograms.ts';
import { metricsOf, type RepetitionEvidence } from './repetition-evidence.ts';
import { type SecondFilter, wholeSecond } from './timeline.ts';

/** µs, over two years: the end-to-end latency of a record that a group never read. No run can measure it. */
const NEVER = 2 ** 46;

export const isNever = (micros: number): boolean => micros >= NEVER;

/** Samples that stand for records that were never read. */
export function neverIn(histogram: Histogram): number {
  return isNever(histogram.maxValue) ? (recordedBuckets(histogram).at(-1)?.count ?? 0) : 0;
}

/**
 * End-to-end latencies of one tail group, or of all. An acknowledged record that a group had not read when
 * the run stopped waiting has no sample; it is added as slower than everything, so that the fewer records
 * arrive, the slower the tail looks, and not the faster. No second's surplus hides another's deficit.
 */
export function tailIntervals(pass: RepetitionEvidence, plan: Plan, group: string | null = null): readonly Interval[] {
  return tailGroups(plan, group).flatMap((name) => [
    ...intervalsOf(pass, { path: 'tail', kind: 'end-to-end', group: name }),
    ...unreadBySecond(pass, name).map(({ second, count }) => ({ second, histogram: histogramOf(NEVER, count) })),
  ]);
}

/** Acknowledged records intended in these seconds that a tail group, or all of them added up, never read. */
export function unread(pass: RepetitionEvidence, plan: Plan, group: string | null, seconds: SecondFilter): number {
  return tailGroups(plan, group)
    .flatMap((name) => unreadBySecond(pass, name))
    .reduce((sum, { second, count }) => (seconds(second) ? sum + count : sum), 0);
}

const tailGroups = ({ groups }: Plan, group: string | null): readonly string[] =>
  groups.filter(({ name, role }) => role === 'tail' && (group === null || name === group)).map(({ name }) => name);

/**
 * By the second, or the part of one, in which they were intended. A fault divides seconds; the readers may come to
 * know of it later than the senders do, so that what one part of a second lacks another may have too much.
 */
function unreadBySecond(
  pass: RepetitionEvidence,
  group: string,
): readonly { readonly second: number; readonly count: number }[] {
  const unread = new Map<number, number>();
  const add = (second: number, count: number) => unread.set(second, (unread.get(second) ?? 0) + count);
  for (const { second, acknowledged } of metricsOf(pass, 'outcomes')) add(second, acknowledged);
  for (const { second, histogram } of intervalsOf(pass, { path: 'tail', kind: 'end-to-end', group })) {
    add(second, -histogram.totalCount);
  }
  const parts = [...unread].map(([second, count]) => ({ second, count }));
  return [...Map.groupBy(parts, wholeSecond).values()].flatMap(withoutSurplus).filter(({ count }) => count > 0);
}

/** What the parts of one second lack, less what others of them have too much. */
function withoutSurplus<T extends { readonly count: number }>(parts: readonly T[]): readonly T[] {
  let surplus = parts.reduce((sum, { count }) => sum + Math.max(0, -count), 0);
  return parts.map((part) => {
    const covered = Math.min(surplus, Math.max(0, part.count));
    surplus -= covered;
    return { ...part, count: part.count - covered };
  });
}
