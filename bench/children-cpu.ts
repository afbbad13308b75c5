import { readFileSync } from 'node:fs';

/** USER_HZ: Linux reports process times in it, whatever the kernel ticks at. */
const TICKS_PER_SECOND = 100;
/** Fields of /proc/self/stat after the command: cutime and cstime, 16 and 17 of all. */
const FIRST_FIELD = 3;
const CUTIME = 16;

/** CPU seconds of every process that this one started and that has ended, with all of their own. Linux only. */
export function endedChildrenCpuSeconds(): number {
  const stat = readFileSync('/proc/self/stat', 'utf8');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const [user, system] = fields.slice(CUTIME - FIRST_FIELD, CUTIME - FIRST_FIELD + 2).map(Number);
  return ((user ?? 0) + (system ?? 0)) / TICKS_PER_SECOND;
}
