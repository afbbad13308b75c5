import { MIB } from '../../../units.ts';
import type { SpendingRun } from './spending-run.ts';

/** What happened in each second, from the first to the last in which anything did. */
export interface LoadBySecond {
  readonly seconds: number;
  /** MiB that were acknowledged. */
  readonly written: readonly number[];
  /** MiB that groups read. */
  readonly read: readonly number[];
  /** MiB that were kept at the end of the second, as a share of the retention: a rate that would keep as much. */
  readonly kept: readonly number[];
  readonly put: readonly number[];
  readonly get: readonly number[];
  /** Requests of other kinds, over all seconds. */
  readonly otherRequests: number;
  /** Whether an object store was watched. */
  readonly requestsAreCounted: boolean;
  /** Whole seconds for which records are kept, no longer than this lasted. */
  readonly retention: number;
}

/**
 * Groups at the tail read what is written in the second in which it is written, as far as they read its topics;
 * what a group that catches up has read stands in its own series.
 */
export function loadBySecond({ plan, repetition }: SpendingRun): LoadBySecond {
  const { seconds: points, objectStore, catchUp } = repetition;
  const drained = catchUp.flatMap((group) => group.points).filter(({ mib }) => mib > 0);
  const seconds = Math.max(0, ...[...points, ...objectStore, ...drained].map(({ second }) => second + 1));
  const each = <T extends { readonly second: number }>(lines: readonly T[], value: (line: T) => number): number[] => {
    const values = Array<number>(seconds).fill(0);
    for (const line of lines) values[line.second] = (values[line.second] ?? 0) + value(line);
    return values;
  };
  const written = each(points, ({ acknowledged }) => (acknowledged * plan.records.meanBytes) / MIB);
  const caughtUp = each(drained, ({ mib }) => mib);
  const tails = tailReads(plan);
  const retention = Math.max(1, Math.round(Math.min(plan.retentionMs / 1e3, seconds)));
  return {
    seconds,
    written,
    read: written.map((mib, second) => mib * tails + (caughtUp[second] ?? 0)),
    kept: keptOf(written, retention),
    put: each(objectStore, ({ put }) => put),
    get: each(objectStore, ({ get }) => get),
    otherRequests: objectStore.reduce((total, { other }) => total + other, 0),
    requestsAreCounted: objectStore.length > 0,
    retention,
  };
}

/** How often what is written is read at the tail. */
const tailReads = ({ groups, topics }: SpendingRun['plan']): number =>
  groups
    .filter(({ role }) => role === 'tail')
    .flatMap((group) => topics.filter(({ name }) => group.topics.includes(name)))
    .reduce((total, { share }) => total + share, 0);

function keptOf(written: readonly number[], retention: number): readonly number[] {
  let kept = 0;
  return written.map((mib, second) => {
    kept += mib - (written[second - retention] ?? 0);
    return Math.max(0, kept) / retention;
  });
}

export const totalOf = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
