import { spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { constants } from 'node:os';
import type { Readable } from 'node:stream';

export interface TetheredProcess {
  readonly pid: number;
  /** Resolves when the process is gone: its exit status, 128 + signal where a signal ended it. */
  readonly exited: Promise<number>;
  /** Does nothing once the process is gone. */
  kill(signal: NodeJS.Signals): void;
}

/** Above this, a status is a signal's number. */
const SIGNALLED = 128;

/**
 * What is measured shares the processors with the load generator, which must send and read its clock on time. Linux
 * weighs sessions against each other before it looks at single processes (sched_autogroup), and each of these leads one.
 */
const NICENESS = 10;

/**
 * The shell holds the end of a pipe whose other end is ours. When we are gone, however we went, the
 * pipe closes, the watcher's `read` returns, and the process is killed. The shell stays its parent,
 * so that it is waited for, and its pid cannot be another's before we hear of its end.
 */
const TETHER = `
exec 5<&0
{ echo ${NICENESS} >/proc/self/autogroup; } 2>/dev/null
nice -n ${NICENESS} "$@" </dev/null 3>&- 5<&- &
pid=$!
(read -r _ <&5; kill -9 $pid) 3>&- &
watcher=$!
echo $pid >&3
wait $pid
code=$?
kill $watcher
wait $watcher 2>/dev/null
exit $code`;

/**
 * Starts a program in a folder, its output appended to a file, that cannot outlive this process, not even when
 * this process is killed with SIGKILL. It leads a process group of its own, which keeps a
 * terminal's Ctrl-C from it: it ends when it is told to.
 */
export async function spawnTethered(
  program: string,
  args: readonly string[],
  { folder, output }: { readonly folder: string; readonly output: string },
): Promise<TetheredProcess> {
  const log = openSync(output, 'a');
  try {
    const shell = spawn('/bin/sh', ['-c', TETHER, 'sh', program, ...args], {
      stdio: ['pipe', log, log, 'pipe'],
      detached: true,
      cwd: folder,
    });
    let gone = false;
    const exited = new Promise<number>((resolve) => {
      shell.once('close', (code, signal) => {
        gone = true;
        // Without a status it was the shell that a signal ended; its pipe takes the program along.
        resolve(code ?? SIGNALLED + constants.signals[signal as NodeJS.Signals]);
      });
    });
    const pid = await new Promise<number>((resolve, reject) => {
      shell.once('error', reject);
      shell.once('close', () => reject(new Error(`${program} could not be started`)));
      (shell.stdio[3] as Readable).once('data', (line: Buffer) => resolve(Number(line.toString())));
    });
    return { pid, exited, kill: (signal) => !gone && sendSignal(pid, signal) };
  } finally {
    closeSync(log);
  }
}

function sendSignal(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}
