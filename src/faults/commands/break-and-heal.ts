import { platformError } from '../../errors.ts';
import type { FaultCommands } from '../../scenarios/target-types.ts';
import { seenInTime } from '../seen-in-time.ts';
import { commandLine } from './argv.ts';
import { type CommandLimits, runCommand } from './run-command.ts';

/**
 * Runs `inject` and resolves when `check` holds. Rejects with WorkbenchError (exit status 4): `command-failed`
 * (cannot be started, exits non-zero, hangs), `fault-not-seen` (`check` never held), `already-broken` (it held
 * before; `inject` was not run then, and `heal` must not be, as what somebody else broke is theirs).
 * `wasWhole`: it was seen a moment ago that `check` does not hold, so that nothing is asked before `inject`.
 * `onInject` is called when `inject` is about to be run: from then on something may be broken.
 */
export async function breakByCommand(
  commands: FaultCommands,
  signal: AbortSignal,
  { wasWhole = false, onInject = () => {} }: { readonly wasWhole?: boolean; readonly onInject?: () => void } = {},
): Promise<string> {
  const { inject, check, injectWithinMs } = commands;
  const deadline = performance.now() + injectWithinMs;
  if (!wasWhole && (await holds(check, { withinMs: injectWithinMs, signal }))) {
    throw platformError(
      'already-broken',
      `${commandLine(check)} exits with 0 before ${commandLine(inject)} was run: either it is broken already, or check cannot tell; so neither inject nor heal was run`,
      'check must exit with 0 only while the fault is in effect; heal the cluster, or correct check in the target file',
    );
  }
  onInject();
  await succeed(inject, { withinMs: leftUntil(deadline), signal });
  await seenInTime(async () => ((await holds(check, { withinMs: leftUntil(deadline), signal })) ? true : null), {
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
 * or `heal-not-seen`. `folder`: where the commands are run; absent: where this process is.
 */
export async function healByCommand({
  heal,
  check,
  withinMs,
  folder,
}: {
  readonly heal: readonly string[];
  readonly check: readonly string[];
  readonly withinMs: number;
  readonly folder?: string;
}): Promise<string> {
  const deadline = performance.now() + withinMs;
  await succeed(heal, { withinMs, folder });
  await seenInTime(async () => ((await holds(check, { withinMs: leftUntil(deadline), folder })) ? null : true), {
    what: `${commandLine(check)} exits with another status than 0`,
    code: 'heal-not-seen',
    todo: `the fault is still in effect: heal it by hand (${commandLine(heal)}), or raise healWithin in the target file`,
    withinMs: leftUntil(deadline),
  });
  return `${commandLine(check)} exits with another status than 0`;
}

/** A check that cannot be started or that hangs says nothing: it is a failure, not "the fault is not in effect". */
export async function holds(check: readonly string[], limits: CommandLimits): Promise<boolean> {
  const { status, output } = await started(check, limits);
  if (status === null) throw failed(check, `did not end within ${toSeconds(limits.withinMs)}`, output);
  return status === 0;
}

async function succeed(argv: readonly string[], limits: CommandLimits): Promise<void> {
  const { status, timedOut, output } = await started(argv, limits);
  if (timedOut) throw failed(argv, `did not end within ${toSeconds(limits.withinMs)} and was killed`, output);
  if (status !== 0) throw failed(argv, status === null ? 'was killed' : `exited with status ${status}`, output);
}

async function started(argv: readonly string[], limits: CommandLimits) {
  const outcome = await runCommand(argv, limits).catch((cause: Error) => {
    throw failed(argv, `could not be started (${cause.message})`, '', cause);
  });
  limits.signal?.throwIfAborted();
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
