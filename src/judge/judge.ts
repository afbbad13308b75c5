import { isSealed } from '../evidence/seal.ts';
import type { RunEvidence } from '../evidence/types/run-evidence.ts';
import { planDigest } from '../scenarios/digest.ts';
import { caveats } from './caveats.ts';
import { compare } from './comparison.ts';
import { fairness } from './fairness.ts';
import { sentence } from './sentence.ts';
import { series } from './series.ts';
import { judgedPasses, summarizeTarget, validOnes } from './summarize.ts';
import { judgeThresholds } from './thresholds.ts';
import type { Series } from './types/series.ts';
import type { Summary } from './types/summary.ts';
import { decide, type JudgedTarget } from './verdict.ts';

/**
 * Evidence → summary.json and series.json. Pure: the same evidence gives the same bytes, from any
 * folder and on any day.
 */
export function judgeRun(run: RunEvidence): { readonly summary: Summary; readonly series: Series } {
  const { plan, demo } = run.plan;
  const planEdited = planDigest(plan) !== run.plan.planDigest || !isSealed(run.plan);
  const targets: readonly JudgedTarget[] = run.plan.targets.map((target) => {
    const passes = judgedPasses(run, target.name);
    return { summary: summarizeTarget(target, passes, plan), passes };
  });
  const summaries = targets.map(({ summary }) => summary);
  const [a, b] = targets.map(({ summary, passes }) => ({ summary, passes: validOnes(passes) }));
  const sides = a === undefined || b === undefined ? null : { a, b };
  const comparison = sides === null ? [] : compare(sides.a, sides.b, run);
  const thresholds = judgeThresholds(plan.thresholds, summaries);
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
      sentence: sentence({ plan, demo, verdict, reasons, targets: summaries, comparison }),
      targets: summaries,
      sides: sides === null ? null : { a: sides.a.summary.name, b: sides.b.summary.name },
      comparison,
      thresholds,
      fairness: fairness(run),
      caveats: caveats(run, targets, planEdited),
    },
    series: series(run, targets),
  };
}
