import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { billCommand } from '../../../src/commands/bill.ts';
import type { Terminal } from '../../../src/commands/terminal.ts';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));

/** November 2026, billed to a cluster like the demo's second target. */
export const SAMPLE = join(ROOT, 'test/commands/bill/sample-cur.csv');

/** A working folder with a copy of the reference run in it, and the command there. */
export function workingFolder() {
  const cwd = mkdtempSync(join(tmpdir(), 'workbench-bill-'));
  const run = join(cwd, 'run');
  const copyRun = (): void => cpSync(join(ROOT, 'results/reference'), run, { recursive: true });
  const bill = async (...args: string[]) => {
    const [out, err]: [string[], string[]] = [[], []];
    const terminal: Terminal = {
      out: (text) => out.push(text),
      err: (text) => err.push(text),
      cwd,
      colour: false,
      width: 140,
      interactive: false,
      stream: process.stdout,
      now: () => new Date('2026-12-02T08:00:00Z'),
      exit: () => {},
      interruption: () => ({ signal: new AbortController().signal, end: () => {} }),
    };
    await billCommand(terminal).parseAsync(args, { from: 'user' });
    return { out: out.join('\n'), err: err.join('\n') };
  };
  return { cwd, run, copyRun, bill, remove: () => rmSync(cwd, { recursive: true, force: true }) };
}
