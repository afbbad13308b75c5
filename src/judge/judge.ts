import { isSealed } from '../evidence/seal.ts';
import { planOfSide } from '../evidence/side.ts';
import type { RunEvidence } from '../evidence/types/run-evidence.ts';
import { planDigest } from '../scenarios/digest.ts';
import { callOut } from './call-outs.ts';
import { caveats } from './caveats.ts';
import { clientLimits } from './client-limits.ts';
import { compare } from './comparison.ts';
import { conditionsOf } from './conditions.ts';
import { coverageOf } from './coverage/coverage.ts';
import { fairness } from './fairness.ts';
import { type Pair, pairsOf, tunedSideOf } from './pairs.ts';
import { capitalized, sentence } from './sentence.ts';
import { series } from './series.ts';
import { judgedPasses, summarizeTarget, validOnes } from './summarize.ts';
import { judgeThresholds } from './thresholds.ts';
import type { Series } from './types/series.ts';
import type { SideComparison, Summary } from './types/summary.ts';
import { decide, type JudgedTarget } from './verdict.ts';

/**
 * Evidence → summary.json and series.json. Pure: the same evidence gives the same bytes, from any
 * folder and on any day.
 */
export function judgeRun(run: RunEvidence): { readonly summary: Summary; readonly series: Series } {
  const { plan, demo } = run.plan;
  const planEdited = planDigest(plan) !== run.plan.planDigest || !isSealed(run.plan);
  const conditions = conditionsOf(run);
  const sides = conditions.map((condition) => {
    const passes = judgedPasses(run, condition.target.name);
    const summary = summarizeTarget(condition.target, passes, planOfSide(run.plan, condition.target));
    return { target: condition.target, condition, summary, passes, valid: validOnes(passes) };
  });
  const targets: readonly JudgedTarget[] = sides.map(({ summary, passes }) => ({ summary, passes }));
  const summaries = targets.map(({ summary }) => summary);
  const pairs = pairsOf(sides);
  const held = ({ a, b }: Pair<(typeof sides)[number]>): SideComparison => ({
    sides: { a: a.summary.name, b: b.summary.name },
    comparison: compare({ summary: a.summary, passes: a.valid }, { summary: b.summary, passes: b.valid }, run),
  });
  const identical = pairs.identical && held(pairs.identical);
  const tuned = pairs.tuned && held(pairs.tuned);
  const limits = sides.flatMap(({ condition, summary, valid }) =>
    clientLimits({ condition, summary, passes: valid }, plan),
  );
  const calledOut = limits.flatMap((limit) => {
    const words = callOut(limit, tunedSideOf(limit.target, sides)?.summary.name ?? null);
    return words === null ? [] : [{ limit, words }];
  });
  const thresholds = judgeThresholds(plan.thresholds, summaries);
  const coverage = coverageOf(plan);
  const { verdict, reasons } = decide(run, targets, thresholds, planEdited);

  return {
    summary: {
      schemaVersion: 1,
      run: { id: run.plan.run.id, startedAt: run.plan.run.startedAt, demo },
      scenario: {
        name: run.plan.scenario.name,
        description: run.plan.scenario.description,
        digest: run.plan.scenario.digest,
        seed: plan.seed,
      },
      planDigest: run.plan.planDigest,
      planEdited,
      verdict,
      verdictReasons: reasons,
      sentence: sentence({
        plan,
        demo,
        verdict,
        reasons,
        targets: sides,
        identical,
        tuned,
        heldBack: calledOut.filter(({ limit }) => limit.role === 'measured').map(({ words }) => words),
      }),
      targets: summaries,
      sides: identical?.sides ?? null,
      comparison: identical?.comparison ?? [],
      tuned,
      thresholds,
      fairness: fairness(run, conditions),
      clientLimits: limits,
      callOuts: calledOut.map(({ words }) => capitalized(words)),
      caveats: caveats(run, targets, pairs, planEdited),
      ...(coverage === null ? {} : { coverage }),
    },
    series: series(run, targets),
  };
}
