import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readEvidence } from './evidence/read.ts';
import { RepetitionRecorder } from './evidence/repetition-recorder.ts';
import type { RunFolder } from './evidence/run-folder.ts';
import type { RunPlan, RunTarget } from './evidence/types.ts';
import { abortingFailures } from './judge/thresholds.ts';
import { validityOf } from './judge/validity.ts';
import type { Platform } from './platforms/types.ts';
import { RunClock, type RunProgress } from './run/progress.ts';
import { runRepetition } from './run/repetition.ts';

export interface RunRequest {
  readonly plan: RunPlan;
  /** What the cost model will use, saved before the start. */
  readonly prices: object;
  readonly folder: RunFolder;
  platformOf(target: RunTarget): Platform;
  readonly signal: AbortSignal;
  readonly progress: RunProgress;
}

interface Pass {
  readonly target: string;
  readonly repetition: number;
  readonly replaces: number | null;
}

/**
 * Executes a plan against its targets and leaves evidence: repetitions in their interleaved order, one
 * after the other; an invalid one is run once more at the end, and both are kept. On an error or an
 * interruption the evidence says `incomplete` and the error is thrown on.
 */
export async function conduct(request: RunRequest): Promise<void> {
  const { plan, folder, signal } = request;
  folder.writePlan(plan);
  folder.writePrices(request.prices);
  const loadSeconds = plan.plan.phases.at(-1)?.endSecond ?? 0;
  const local = (name: string): boolean => targetNamed(plan, name).connect.kind === 'local';
  const clock = new RunClock(
    loadSeconds,
    plan.order.map(({ target }) => local(target)),
  );
  const workDir = mkdtempSync(join(tmpdir(), 'workbench-'));
  const ended = (complete: boolean, reason: string | null, abortedBy: readonly string[] = []): void =>
    folder.event({ kind: 'run-ended', wall: new Date().toISOString(), complete, reason, abortedBy });
  try {
    const invalid: Pass[] = [];
    for (const { target, repetition } of plan.order) {
      const pass = { target, repetition, replaces: null };
      await runPass(request, pass, workDir, clock);
      const verdict = judgePass(folder, pass);
      if (verdict.abortedBy.length > 0) return ended(true, 'a threshold with abortOnFail failed', verdict.abortedBy);
      if (!verdict.valid) invalid.push(pass);
    }
    for (const { target, repetition } of invalid) {
      const number = nextNumber(plan, target, invalid, repetition);
      clock.addRepetition(loadSeconds, local(target));
      await runPass(request, { target, repetition: number, replaces: repetition }, workDir, clock);
    }
    ended(true, null);
  } catch (error) {
    ended(false, signal.aborted ? 'interrupted' : (error as Error).message);
    throw error;
  } finally {
    rmSync(workDir, { recursive: true, force: true });
  }
}

async function runPass(request: RunRequest, pass: Pass, workDir: string, clock: RunClock): Promise<void> {
  const { plan, folder, signal } = request;
  const target = targetNamed(plan, pass.target);
  const recorder = new RepetitionRecorder(folder, pass.target, pass.repetition);
  const name = `${pass.target}-${pass.repetition}`;
  recorder.event({ kind: 'repetition-started', replaces: pass.replaces });
  clock.startRepetition();
  try {
    const audit = await runRepetition({
      plan: plan.plan,
      target,
      platform: request.platformOf(target),
      number: pass.repetition,
      prefixRun: prefixRun(plan, pass),
      name: `wb-${plan.run.id}-${name}`,
      workDir: join(workDir, name),
      logDir: join(folder.path, 'logs', name),
      signal,
      recorder,
      progress: (doing, live) =>
        request.progress.update({
          target: pass.target,
          repetition: pass.repetition,
          repetitions: plan.plan.repetitions,
          doing,
          ...clock.now(),
          live,
        }),
    });
    folder.audit(audit);
    signal.throwIfAborted();
    recorder.event({ kind: 'repetition-ended', complete: true, reason: null });
    clock.finishRepetition();
  } catch (error) {
    const reason = signal.aborted ? 'interrupted' : (error as Error).message;
    recorder.event({ kind: 'repetition-ended', complete: false, reason });
    throw error;
  }
}

function judgePass(
  folder: RunFolder,
  { target, repetition }: Pass,
): { readonly valid: boolean; readonly abortedBy: readonly string[] } {
  const evidence = readEvidence(folder.path, (name) => name.target === target && name.repetition === repetition);
  return {
    valid: validityOf(evidence, target, repetition).valid,
    abortedBy: abortingFailures(evidence, target, repetition).map(({ id }) => id),
  };
}

function targetNamed(plan: RunPlan, name: string): RunTarget {
  const target = plan.targets.find((candidate) => candidate.name === name);
  if (target === undefined) throw new RangeError(`the plan has no target ${name}`);
  return target;
}

/** Numbers after the planned ones, in the order of the invalid repetitions. */
function nextNumber(plan: RunPlan, target: string, invalid: readonly Pass[], repetition: number): number {
  const before = invalid.filter((pass) => pass.target === target && pass.repetition < repetition).length;
  return plan.plan.repetitions + 1 + before;
}

/** The prefix's u32: the run's random upper 20 bits, then target (4) and repetition (8). */
function prefixRun(plan: RunPlan, { target, repetition }: Pass): number {
  const targetIndex = plan.targets.findIndex(({ name }) => name === target);
  return ((plan.run.number & 0xfffff000) | ((targetIndex & 0xf) << 8) | (repetition & 0xff)) >>> 0;
}
