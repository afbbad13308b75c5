import { setTimeout as delay } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import type { TopicEnds } from '../loadgen/workers/messages.ts';

const BETWEEN_LOOKS_MS = 200;
/** A log that still grows then is written to by somebody else. */
const LOOKS = 25;

/**
 * Where the topics end once nothing more arrives: what was sent without asking for an answer, or given up as
 * unknown, may still be on its way, and a follower's acknowledgement moves the end of what can be read.
 * Where they never come to rest: the ends last seen, and `onError` is told of it. `wait` is for tests.
 */
export async function endsAtRest(
  look: () => Promise<readonly TopicEnds[]>,
  signal: AbortSignal,
  onError: (message: string) => void,
  wait: typeof delay<void> = delay,
): Promise<readonly TopicEnds[]> {
  let ends = await look();
  let growing: readonly string[] = [];
  for (let looks = 1; looks < LOOKS; looks++) {
    // It rejects for the signal alone.
    await wait(BETWEEN_LOOKS_MS, undefined, { signal }).catch(() => undefined);
    if (signal.aborted) return ends;
    const before = ends;
    ends = await look();
    if (isDeepStrictEqual(before, ends)) return ends;
    growing = ends.filter((end, index) => !isDeepStrictEqual(end, before[index])).map(({ topic }) => topic);
  }
  onError(
    `still growing after ${(LOOKS * BETWEEN_LOOKS_MS) / 1e3} s: ${growing.join(', ')}; what comes later is not read`,
  );
  return ends;
}
