import { Command } from 'commander';
import { formatProblems } from '../../src/commands/problems.ts';
import type { Terminal } from '../../src/commands/terminal.ts';
import { WorkbenchError } from '../../src/errors.ts';
import type { Ended } from './workbench.ts';

/**
 * Runs a verb as the command line does, without starting a process: what it prints, and its exit status. Secrets come
 * from this process's environment.
 */
export async function inThisProcess(
  verb: (terminal: Terminal) => Command,
  args: readonly string[],
  cwd: string,
): Promise<Ended> {
  const out: string[] = [];
  const err: string[] = [];
  let status = 0;
  const terminal: Terminal = {
    out: (text) => out.push(text),
    err: (text) => err.push(text),
    cwd,
    colour: false,
    width: 100,
    interactive: false,
    stream: process.stdout,
    now: () => new Date(),
    exit: (code) => {
      status = code;
    },
    interruption: () => ({ signal: new AbortController().signal, end: () => undefined }),
  };
  try {
    const table = new Command('workbench').enablePositionalOptions().addCommand(verb(terminal));
    await table.exitOverride().parseAsync([...args], { from: 'user' });
  } catch (error) {
    if (!(error instanceof WorkbenchError)) throw error;
    err.push(formatProblems(error));
    status = error.exitStatus;
  }
  return { status, out: out.join('\n'), err: err.join('\n') };
}
