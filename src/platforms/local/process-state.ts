import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';

const BETWEEN_LOOKS_MS = 5;

/** Whether the system has stopped a process (SIGSTOP) and not continued it since; null when it is gone. */
export function isStopped(pid: number): boolean | null {
  const state = process.platform === 'linux' ? fromProc(pid) : fromPs(pid);
  return state === null ? null : state.startsWith('T');
}

/** Whether the process came to be stopped, or to go on, within the time; false as well when it is gone. */
export async function becomesStopped(pid: number, stopped: boolean, withinMs: number): Promise<boolean> {
  const deadline = performance.now() + withinMs;
  for (;;) {
    const now = isStopped(pid);
    if (now === stopped) return true;
    if (now === null || performance.now() > deadline) return false;
    await delay(BETWEEN_LOOKS_MS);
  }
}

/** The third field of proc_pid_stat(5); the second may contain anything, but ends with the last ")". */
function fromProc(pid: number): string | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.charAt(stat.lastIndexOf(')') + 2);
  } catch {
    return null;
  }
}

function fromPs(pid: number): string | null {
  const { stdout } = spawnSync('ps', ['-o', 'state=', '-p', String(pid)], { encoding: 'utf8' });
  return stdout.trim() || null;
}
