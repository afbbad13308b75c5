import type { RunTarget } from '../evidence/types/plan.ts';
import type { RunEvidence } from '../evidence/types/run-evidence.ts';
import type { Plan } from '../scenarios/types.ts';
import { summarizeAudits } from './audit-summary.ts';
import { measureCatchUp } from './catch-up.ts';
import { measureObjectStore } from './object-store.ts';
import { measureProduce } from './produce.ts';
import { measureRecovery } from './recovery/measure-recovery.ts';
import { eventsOf, passesOf, type RepetitionEvidence } from './repetition-evidence.ts';
import { measureTail } from './tail.ts';
import type { Measured } from './types/figures.ts';
import type { RepetitionSummary, TargetSummary } from './types/summary.ts';
import { judgeValidity, type Validity } from './validity.ts';

/** One pass of a target, judged. */
export interface Pass {
  readonly evidence: RepetitionEvidence;
  /** The number of the pass that it repeats; null for a planned one. */
  readonly replaces: number | null;
  readonly validity: Validity;
}

export function judgedPasses(run: RunEvidence, target: string): readonly Pass[] {
  return passesOf(run, target).map((evidence) => ({
    evidence,
    replaces: eventsOf(evidence, 'repetition-started')[0]?.replaces ?? null,
    validity: judgeValidity(evidence, run.plan.plan),
  }));
}

export const validOnes = (passes: readonly Pass[]): readonly RepetitionEvidence[] =>
  passes.filter((pass) => pass.validity.valid).map((pass) => pass.evidence);

/** The planned repetition that a pass stands for. */
function slotOf(pass: Pass, passes: readonly Pass[]): number {
  const replaced = passes.find(({ evidence }) => evidence.repetition === pass.replaces);
  return replaced === undefined || replaced === pass ? pass.evidence.repetition : slotOf(replaced, passes);
}

/** For each planned repetition, the passes that stand for it. */
export function slots(passes: readonly Pass[], plan: Plan): readonly (readonly Pass[])[] {
  return Array.from({ length: plan.repetitions }, (_, index) =>
    passes.filter((pass) => slotOf(pass, passes) === index + 1),
  );
}

/**
 * Figures of one pass, or of several taken together: histograms merge, counts add, single times are medians.
 * `plan`: as the side runs it (evidence/side.ts).
 */
function measure(passes: readonly RepetitionEvidence[], plan: Plan): Measured {
  return {
    produce: measureProduce(passes, plan),
    tail: measureTail(passes, plan),
    catchUp: measureCatchUp(passes, plan),
    objectStore: measureObjectStore(passes),
    recovery: measureRecovery(passes, plan),
    audit: summarizeAudits(passes),
  };
}

export function summarizePass({ evidence, replaces, validity }: Pass, plan: Plan): RepetitionSummary {
  return {
    index: evidence.repetition,
    replaces,
    valid: validity.valid,
    complete: validity.complete,
    invalidReasons: validity.reasons,
    ...measure([evidence], plan),
  };
}

/** Why planned repetitions have no valid pass: the reasons of the last pass of each. */
function reasonsOf(passes: readonly Pass[], plan: Plan): readonly string[] {
  return slots(passes, plan).flatMap((standing, index) => {
    if (standing.some((pass) => pass.validity.valid)) return [];
    const last = standing.at(-1);
    if (last === undefined) return [`repetition ${index + 1} did not run`];
    return last.validity.reasons.map((reason) => `repetition ${last.evidence.repetition}: ${reason}`);
  });
}

/** A target is valid when every planned repetition has one valid pass; its figures are of valid passes only. */
export function summarizeTarget(target: RunTarget, passes: readonly Pass[], plan: Plan): TargetSummary {
  const invalidReasons = reasonsOf(passes, plan);
  return {
    name: target.name,
    platform: target.platform,
    platformTitle: target.platformTitle,
    standIn: target.standIn,
    valid: invalidReasons.length === 0,
    invalidReasons,
    ...measure(validOnes(passes), plan),
    repetitions: passes.map((pass) => summarizePass(pass, plan)),
  };
}
