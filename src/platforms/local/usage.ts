import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import type { NodeUsage } from '../types.ts';

/** /proc counts CPU time in USER_HZ, which is 100 on every architecture that Node.js runs on. */
const TICKS_PER_SECOND = 100;

/** What a process used since its start, or null when it is gone. */
export function usageOf(node: number, pid: number): NodeUsage | null {
  return process.platform === 'linux' ? fromProc(node, pid) : fromPs(node, pid);
}

/** What earlier processes of a node used, and this one since its own start. */
export function addUsage(earlier: NodeUsage | null, now: NodeUsage): NodeUsage {
  if (earlier === null) return now;
  const { diskReadBytes } = now;
  return {
    ...now,
    cpuSeconds: earlier.cpuSeconds + now.cpuSeconds,
    diskReadBytes: diskReadBytes === null ? null : (earlier.diskReadBytes ?? 0) + diskReadBytes,
  };
}

function fromProc(node: number, pid: number): NodeUsage | null {
  const stat = read(`/proc/${pid}/stat`);
  const status = read(`/proc/${pid}/status`);
  const rss = /^VmRSS:\s+(\d+) kB$/m.exec(status ?? '')?.[1];
  if (stat === null || rss === undefined) return null;
  // Fields 14 and 15 of proc_pid_stat(5); the second field may contain anything, but ends with the last ")".
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const readBytes = /^read_bytes: (\d+)$/m.exec(read(`/proc/${pid}/io`) ?? '')?.[1];
  return {
    node,
    cpuSeconds: (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND,
    rssBytes: Number(rss) * 1024,
    diskReadBytes: readBytes === undefined ? null : Number(readBytes),
  };
}

function read(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
}

/** Elsewhere ps knows CPU time and memory, and nothing tells device reads. */
function fromPs(node: number, pid: number): NodeUsage | null {
  const { stdout } = spawnSync('ps', ['-o', 'time=,rss=', '-p', String(pid)], { encoding: 'utf8' });
  return readPs(node, stdout);
}

/** Reads "1-02:03:04.50 123456": days, hours, minutes and seconds of CPU, then KiB. */
export function readPs(node: number, line: string): NodeUsage | null {
  const match = /^(?:(\d+)-)?([\d:.]+)\s+(\d+)$/.exec(line.trim());
  if (match?.[2] === undefined) return null;
  const clock = match[2].split(':').reduce((seconds, part) => seconds * 60 + Number(part), 0);
  const days = Number(match[1] ?? 0);
  return { node, cpuSeconds: days * 86_400 + clock, rssBytes: Number(match[3]) * 1024, diskReadBytes: null };
}
