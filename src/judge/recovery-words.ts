import type { Plan } from '../scenarios/types.ts';
import { milliseconds, significant, whole } from './format.ts';
import { CALM_SECONDS } from './recovery/calm.ts';
import type { RecoverySummary } from './types/figures.ts';
import type { TargetSummary } from './types/summary.ts';

/** More faults than these would bury the answer. */
const MOST_TOLD = 3;

/**
 * "After broker-kill-1 headroom was back in 12.0 s (p99 within 200 ms); no acknowledged record was lost.": what the
 * faults of a plan did to one target. null where the plan has none.
 */
export function recoverySentence({ recovery, audit }: TargetSummary, { recoveredP99Ms }: Plan): string | null {
  if (recovery.length === 0) return null;
  const told = recovery.slice(0, MOST_TOLD).map((fault, index) => `${index === 0 ? 'After' : 'after'} ${after(fault)}`);
  const more =
    recovery.length > MOST_TOLD ? `, and ${recovery.length - MOST_TOLD} more faults stand under Recovery` : '';
  const within = recoveredP99Ms === undefined ? '' : ` (p99 within ${milliseconds(recoveredP99Ms)})`;
  return `${told.join(', ')}${more}${within}; ${lossWords(audit?.lost ?? null)}.`;
}

function after(recovery: RecoverySummary): string {
  const { fault, timeToHeadroomSeconds: seconds, headroomNote, unreached } = recovery;
  if (seconds !== null) return `${fault} ${headroomWords(seconds, recovery)}`;
  if (unreached.includes('timeToHeadroomSeconds')) return `${fault} headroom was not back before the load ended`;
  return `${fault} the time to headroom is not known${headroomNote === null ? '' : `, because ${headroomNote}`}`;
}

/** `headroom was back in 12.0 s, and gone again for 3 s before it had ended`; 0 s is the first window of all. */
export function headroomWords(
  seconds: number,
  { headroomGoneAgainSeconds }: Pick<RecoverySummary, 'headroomGoneAgainSeconds'>,
): string {
  const back =
    seconds === 0
      ? `headroom was there in the first ${CALM_SECONDS} s`
      : `headroom was back in ${significant(seconds)} s`;
  // Absent in summaries of older runs.
  const gone = headroomGoneAgainSeconds ?? 0;
  if (seconds === 0 && headroomGoneAgainSeconds === 0) return 'headroom was not gone while it lasted';
  return gone === 0 ? back : `${back}, and gone again for ${whole(gone)} s before it had ended`;
}

function lossWords(lost: number | null): string {
  if (lost === null) return 'whether acknowledged records were lost is not known';
  if (lost === 0) return 'no acknowledged record was lost';
  return lost === 1 ? '1 acknowledged record was lost' : `${whole(lost)} acknowledged records were lost`;
}
