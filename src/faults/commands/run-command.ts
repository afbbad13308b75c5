import { type ChildProcess, spawn } from 'node:child_process';

/** Of what a command says, the last so many characters are kept for the message. */
const KEPT_CHARACTERS = 2_000;

/** Between its end and the end of what it wrote. */
const LAST_WORDS_MS = 200;

export interface CommandLimits {
  readonly withinMs: number;
  readonly signal?: AbortSignal | undefined;
  /** Where it is run; absent: where this process is. */
  readonly folder?: string | undefined;
}

export interface CommandOutcome {
  /** Null where it was killed because of the time limit or the signal. */
  readonly status: number | null;
  readonly timedOut: boolean;
  /** The end of what it wrote to standard output and standard error. */
  readonly output: string;
}

/**
 * Runs a program with its arguments, without a shell and without input, in a process group of its own. At the time
 * limit or on abort the whole group is killed. Rejects where the program cannot be started.
 */
export function runCommand(
  [program = '', ...args]: readonly string[],
  { withinMs, signal, folder }: CommandLimits,
): Promise<CommandOutcome> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true,
      ...(folder === undefined ? {} : { cwd: folder }),
    });
    let output = '';
    let timedOut = false;
    const keep = (text: string): void => {
      output = (output + text).slice(-KEPT_CHARACTERS);
    };
    for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', keep);
    const kill = (): void => killGroup(child);
    const limit = setTimeout(() => {
      timedOut = true;
      kill();
    }, withinMs);
    if (signal?.aborted) kill();
    signal?.addEventListener('abort', kill, { once: true });
    const over = (): void => {
      clearTimeout(limit);
      signal?.removeEventListener('abort', kill);
    };
    child.once('error', (error) => {
      over();
      reject(error);
    });
    const end = (code: number | null, killedBy: NodeJS.Signals | null): void => {
      over();
      child.stdout.destroy();
      child.stderr.destroy();
      resolve({ status: killedBy === null ? code : null, timedOut, output: output.trim() });
    };
    child.once('close', end);
    // Something that it left running in the background may hold its output open for as long as it likes.
    child.once('exit', (code, killedBy) => setTimeout(() => end(code, killedBy), LAST_WORDS_MS));
  });
}

function killGroup({ pid }: ChildProcess): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, 'SIGKILL');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}
