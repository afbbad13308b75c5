import { execFileSync } from 'node:child_process';
import { setTimeout as delay } from 'node:timers/promises';

export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** Command lines that mention a text, such as the folder of a test. */
export function commandLinesWith(text: string): string[] {
  const listed = execFileSync('ps', ['-eo', 'args', '-ww'], { encoding: 'utf8' });
  return listed.split('\n').filter((line) => line.includes(text));
}

/** Waits for a condition that the test's own timeout bounds. */
export async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await condition())) await delay(50);
}
