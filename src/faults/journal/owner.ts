import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { hostname } from 'node:os';

/** A process that no other one can be taken for, not even after a restart of the machine. */
export interface Owner {
  readonly host: string;
  readonly pid: number;
  /** When it started, as the system says it. */
  readonly started: string;
}

export const thisProcess = (): Owner => ({
  host: hostname(),
  pid: process.pid,
  started: startOf(process.pid) ?? 'unknown',
});

export type Whereabouts = 'running' | 'gone' | 'on another host';

export function whereaboutsOf({ host, pid, started }: Owner): Whereabouts {
  if (host !== hostname()) return 'on another host';
  return startOf(pid) === started ? 'running' : 'gone';
}

/** Null where there is no such process. */
function startOf(pid: number): string | null {
  return process.platform === 'linux' ? startFromProc(pid) : startFromPs(pid);
}

function startFromProc(pid: number): string | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // Fields 3 (state) and 22 (start in ticks since boot) of proc_pid_stat(5); the second may hold anything.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    if (fields[0] === 'Z') return null;
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
    return `${boot}+${fields[19]}`;
  } catch {
    return null;
  }
}

function startFromPs(pid: number): string | null {
  try {
    return execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).trim() || null;
  } catch {
    return null;
  }
}
