import { setTimeout as delay } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import type { TopicEnds } from '../loadgen/workers/messages.ts';

const BETWEEN_LOOKS_MS = 200;
/** A log that still grows then is written to by somebody else. */
const LOOKS = 25;

/**
 * Where the topics end once nothing more arrives: what was sent without asking for an answer, or given up as
 * unknown, may still be on its way, and a follower's acknowledgement moves the end of what can be read.
 */
export async function endsAtRest(
  look: () => Promise<readonly TopicEnds[]>,
  signal: AbortSignal,
): Promise<readonly TopicEnds[]> {
  let ends = await look();
  for (let looks = 1; looks < LOOKS && !signal.aborted; looks++) {
    await delay(BETWEEN_LOOKS_MS);
    const before = ends;
    ends = await look();
    if (isDeepStrictEqual(before, ends)) break;
  }
  return ends;
}
