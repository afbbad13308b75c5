import { MIB, type Seconds, seconds } from '../units.ts';
import { recordsInPhase } from './schedule.ts';
import type { Phase } from './types.ts';

/** For groups at the tail, and for whatever else holds a reader up. */
const BASE_SECONDS = 15;
/** A platform that drains a backlog more slowly than this has not kept up. */
const SLOWEST_DRAIN = 5 * MIB;

/** How long groups may still read after the last send has its fate: 15 s, and the backlog at 5 MiB/s. */
export function readingPatience(phases: readonly Phase[], meanBytes: number): Seconds {
  const backlog = phases.filter(({ role }) => role === 'backlog');
  const bytes = backlog.reduce((sum, phase) => sum + recordsInPhase(phase) * meanBytes, 0);
  return seconds(BASE_SECONDS + Math.ceil(bytes / SLOWEST_DRAIN));
}
