import { milliseconds, significant, THIN_SPACE } from '../../../judge/format.ts';
import type { RecoverySummary } from '../../../judge/types/figures.ts';

/** Whether the fault did it, or its clients saw it. */
export type MarkOf = 'fault' | 'clients';

interface Mark {
  readonly label: string;
  readonly of: MarkOf;
  readonly at: (recovery: RecoverySummary) => number | null;
}

/** A time of the pass, in seconds since the fault began in it. */
export const sinceStart = ({ startedAtSeconds }: RecoverySummary, at: number | null): number | null =>
  startedAtSeconds === null || at === null ? null : at - startedAtSeconds;

/** From the top: what happened to the cluster, then what its clients saw. */
export const MARKS: readonly Mark[] = [
  { label: 'in effect', of: 'fault', at: (it) => sinceStart(it, it.heldAtSeconds) },
  { label: 'healing begins', of: 'fault', at: (it) => sinceStart(it, it.healingAtSeconds) },
  { label: 'healed', of: 'fault', at: (it) => sinceStart(it, it.endedAtSeconds) },
  { label: 'first acknowledged', of: 'clients', at: (it) => it.timeToFirstAckSeconds },
  { label: 'every partition', of: 'clients', at: (it) => it.timeToEveryPartitionSeconds },
  { label: 'nothing queued', of: 'clients', at: (it) => it.timeToDrainedSeconds },
  { label: 'headroom', of: 'clients', at: (it) => it.timeToHeadroomSeconds },
];

export interface MarkPoint {
  /** Place in MARKS. */
  readonly row: number;
  readonly of: MarkOf;
  /** Since the fault began. */
  readonly second: number;
}

/** What was seen of each mark; nothing for one that did not come. */
export const markPoints = (recovery: RecoverySummary): readonly MarkPoint[] =>
  MARKS.flatMap(({ of, at }, row) => {
    const second = at(recovery);
    return second === null ? [] : [{ row, of, second }];
  });

const duration = (second: number): string =>
  second < 1 ? milliseconds(second * 1000) : `${significant(second)}${THIN_SPACE}s`;

/** Every mark in words, also those that did not come. */
export const markLabels = (recovery: RecoverySummary) =>
  MARKS.map(({ label, of, at }, row) => {
    const second = at(recovery);
    return {
      row,
      of,
      second,
      label: second === null ? `${label}: not seen` : `${label} ${duration(second)}`,
    };
  });
