import { platformError } from '../../errors.ts';
import type { FaultCommands } from '../../scenarios/types.ts';
import { seenInTime } from '../seen-in-time.ts';
import { commandLine } from './argv.ts';
import { runCommand } from './run-command.ts';

/**
 * Runs `inject` and resolves when `check` holds. Rejects with WorkbenchError (exit status 4): `command-failed`
 * (cannot be started, exits non-zero, hangs), `fault-not-seen` (`check` never held), `already-broken` (it held
 * before).
 */
export async function breakByCommand(commands: FaultCommands, signal: AbortSignal): Promise<string> {
  const { inject, check, injectWithinMs } = commands;
  const deadline = performance.now() + injectWithinMs;
  if (await holds(check, injectWithinMs, signal)) {
    throw platformError(
      'already-broken',
      `${commandLine(check)} exits with 0 before ${commandLine(inject)} was run: either it is broken already, or check cannot tell`,
      'check must exit with 0 only while the fault is in effect; heal the cluster, or correct check in the target file',
    );
  }
  await succeed(inject, leftUntil(deadline), signal);
  await seenInTime(async () => ((await holds(check, leftUntil(deadline), signal)) ? true : null), {
    what: `${commandLine(check)} exits with 0`,
    code: 'fault-not-seen',
    todo: `find out why ${commandLine(inject)} had no effect, or raise injectWithin in the target file`,
    withinMs: leftUntil(deadline),
    signal,
  });
  return `${commandLine(check)} exits with 0`;
}

/**
 * Runs `heal` and resolves when `check` holds no more. Rejects with WorkbenchError (exit status 4): `command-failed`
 * or `heal-not-seen`.
 */
export async function healByCommand({
  heal,
  check,
  withinMs,
}: {
  readonly heal: readonly string[];
  readonly check: readonly string[];
  readonly withinMs: number;
}): Promise<string> {
  const deadline = performance.now() + withinMs;
  await succeed(heal, withinMs);
  await seenInTime(async () => ((await holds(check, leftUntil(deadline))) ? null : true), {
    what: `${commandLine(check)} exits with another status than 0`,
    code: 'heal-not-seen',
    todo: `the fault is still in effect: heal it by hand (${commandLine(heal)}), or raise healWithin in the target file`,
    withinMs: leftUntil(deadline),
  });
  return `${commandLine(check)} exits with another status than 0`;
}

/** A check that cannot be started or that hangs says nothing: it is a failure, not "the fault is not in effect". */
async function holds(check: readonly string[], withinMs: number, signal?: AbortSignal): Promise<boolean> {
  const { status, output } = await started(check, withinMs, signal);
  if (status === null) throw failed(check, `did not end within ${toSeconds(withinMs)}`, output);
  return status === 0;
}

async function succeed(argv: readonly string[], withinMs: number, signal?: AbortSignal): Promise<void> {
  const { status, timedOut, output } = await started(argv, withinMs, signal);
  if (timedOut) throw failed(argv, `did not end within ${toSeconds(withinMs)} and was killed`, output);
  if (status !== 0) throw failed(argv, status === null ? 'was killed' : `exited with status ${status}`, output);
}

async function started(argv: readonly string[], withinMs: number, signal?: AbortSignal) {
  const outcome = await runCommand(argv, { withinMs, signal }).catch((cause: Error) => {
    throw failed(argv, `could not be started (${cause.message})`, '', cause);
  });
  signal?.throwIfAborted();
  return outcome;
}

function failed(argv: readonly string[], how: string, output: string, cause?: unknown): Error {
  const said = output === '' ? '' : `; it said: ${output}`;
  return platformError(
    'command-failed',
    `${commandLine(argv)} ${how}${said}`,
    'run it by hand until it works; it stands in the target file under faults.commands',
    cause,
  );
}

const leftUntil = (deadline: number): number => Math.max(1, deadline - performance.now());
const toSeconds = (ms: number): string => `${Number((ms / 1000).toFixed(1))} s`;
