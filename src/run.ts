import { existsSync, mkdtempSync, readdirSync, rmdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { WorkbenchError } from './errors.ts';
import { readEvidence } from './evidence/read.ts';
import { RepetitionRecorder } from './evidence/repetition-recorder.ts';
import type { RunFolder } from './evidence/run-folder.ts';
import { clusterName, planOfSide } from './evidence/side.ts';
import type { RunPlan, RunTarget } from './evidence/types/plan.ts';
import { abortingFailures } from './judge/thresholds.ts';
import { validityOf } from './judge/validity.ts';
import type { Platform } from './platforms/types.ts';
import { BudgetWatch } from './run/budget.ts';
import { leftBroken } from './run/left-broken.ts';
import { runTopicPrefix } from './run/physical-plan.ts';
import { type LiveFigures, RunClock, type RunProgress } from './run/progress.ts';
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
 * interruption the evidence says `incomplete` and the error is thrown on; so it is with WorkbenchError `left-broken`
 * where a fault was not healed on somebody's cluster.
 */
export async function conduct(request: RunRequest): Promise<void> {
  const { plan, folder } = request;
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
  // What two sides do to one cluster comes out of one budget.
  const budgets = new Map(plan.targets.map((target) => [clusterName(target), new BudgetWatch(target, plan.plan)]));
  const passes: Pass[] = plan.order.map((planned) => ({ ...planned, replaces: null }));
  try {
    for (const pass of passes) {
      const budget = budgets.get(clusterName(targetNamed(plan, pass.target))) as BudgetWatch;
      if (pass.replaces !== null && !budget.allowsPass()) continue;
      await runPass(request, pass, workDir, clock, budget).catch((error: Error) => {
        // What a cluster that is still broken answers, or does not, is not the reason.
        throw request.signal.aborted ? error : (judgePass(folder, pass).broken ?? error);
      });
      const { valid, abortedBy, broken } = judgePass(folder, pass);
      if (broken !== null) throw broken;
      if (abortedBy.length > 0) return ended(true, 'a threshold with abortOnFail failed', abortedBy);
      if (valid || pass.replaces !== null) continue;
      passes.push({ target: pass.target, repetition: nextNumber(passes, pass.target), replaces: pass.repetition });
      clock.addRepetition(loadSeconds, local(pass.target));
    }
    ended(true, null);
  } catch (error) {
    ended(false, (error as Error).message);
    throw error;
  } finally {
    rmSync(workDir, { recursive: true, force: true });
    removeIfEmpty(join(folder.path, 'logs'));
  }
}

/** Logs stay only after a failure. */
function removeIfEmpty(path: string): void {
  if (existsSync(path) && readdirSync(path).length === 0) rmdirSync(path);
}

async function runPass(
  request: RunRequest,
  pass: Pass,
  workDir: string,
  clock: RunClock,
  budget: BudgetWatch,
): Promise<void> {
  const { plan, folder } = request;
  const spending = budget.startPass();
  const signal = AbortSignal.any([request.signal, spending.signal]);
  const target = targetNamed(plan, pass.target);
  const recorder = new RepetitionRecorder(folder, pass.target, pass.repetition);
  const name = `${pass.target}-${pass.repetition}`;
  recorder.event({ kind: 'repetition-started', replaces: pass.replaces });
  clock.startRepetition();
  const progress = (doing: string, live: LiveFigures | null): void =>
    request.progress.update({
      target: pass.target,
      repetition: pass.repetition,
      repetitions: plan.plan.repetitions,
      doing,
      ...clock.now(),
      live,
    });
  progress('connecting', null);
  try {
    await runRepetition({
      plan: planOfSide(plan, target),
      target,
      platform: request.platformOf(target),
      number: pass.repetition,
      prefixRun: prefixRun(plan, pass),
      name: runTopicPrefix(plan.run.id, pass.target, pass.repetition),
      workDir: join(workDir, name),
      logDir: join(folder.path, 'logs', name),
      signal,
      recorder,
      progress,
      line: (text) => request.progress.line(text),
      audited: (audit) => folder.audit(audit),
    });
    signal.throwIfAborted();
    recorder.event({ kind: 'repetition-ended', complete: true, reason: null });
    clock.finishRepetition();
  } catch (cause) {
    // What broke because everything was being stopped is not the reason.
    const error = signal.aborted ? (signal.reason as Error) : (cause as Error);
    recorder.event({ kind: 'repetition-ended', complete: false, reason: error.message });
    throw error;
  } finally {
    spending.end();
  }
}

function judgePass(
  folder: RunFolder,
  { target, repetition }: Pass,
): { readonly valid: boolean; readonly abortedBy: readonly string[]; readonly broken: WorkbenchError | null } {
  const evidence = readEvidence(folder.path, (name) => name.target === target && name.repetition === repetition);
  return {
    valid: validityOf(evidence, target, repetition).valid,
    abortedBy: abortingFailures(evidence, target, repetition).map(({ id }) => id),
    broken: leftBroken(evidence, target, repetition),
  };
}

function targetNamed(plan: RunPlan, name: string): RunTarget {
  const target = plan.targets.find((candidate) => candidate.name === name);
  if (target === undefined) throw new RangeError(`the plan has no target ${name}`);
  return target;
}

const nextNumber = (passes: readonly Pass[], target: string): number =>
  1 + Math.max(...passes.filter((pass) => pass.target === target).map(({ repetition }) => repetition));

/** The prefix's u32: the run's random upper 20 bits, then target (4) and repetition (8). */
function prefixRun(plan: RunPlan, { target, repetition }: Pass): number {
  const targetIndex = plan.targets.findIndex(({ name }) => name === target);
  return ((plan.run.number & 0xfffff000) | ((targetIndex & 0xf) << 8) | (repetition & 0xff)) >>> 0;
}
