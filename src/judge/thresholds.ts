import { planOfSide } from '../evidence/side.ts';
import type { RunEvidence } from '../evidence/types/run-evidence.ts';
import type { Threshold } from '../scenarios/types.ts';
import { numberAtPath } from './metric-path.ts';
import { judgedPasses, summarizePass } from './summarize.ts';
import type { Measured } from './types/figures.ts';
import type { ThresholdResult } from './types/summary.ts';

type Named = Measured & { readonly name: string };

/** A time of recovery that never came is longer than any limit, and no longer undecided. */
function heldAgainst({ metric }: Threshold, target: Named, actual: number | null): number | null {
  if (actual !== null) return actual;
  const isUnreached = target.recovery.some(({ name, unreached }) =>
    unreached.some((time) => metric === `recovery.${name}.${time}`),
  );
  return isUnreached ? Number.POSITIVE_INFINITY : null;
}

function verdictOf(threshold: Threshold, actual: number | null): ThresholdResult['verdict'] {
  if (actual === null) return 'undecided';
  const met = threshold.comparator === 'at-most' ? actual <= threshold.value : actual >= threshold.value;
  return met ? 'pass' : 'fail';
}

/** One threshold held against one target; undecided where the target has no value to stand behind. */
function judgeThreshold(threshold: Threshold, target: Named): ThresholdResult {
  const actual = numberAtPath(target, threshold.metric, threshold.phase);
  return {
    id: threshold.id,
    target: target.name,
    metric: threshold.metric,
    phase: threshold.phase,
    expected: `${threshold.comparator === 'at-most' ? '≤' : '≥'} ${threshold.value} ${threshold.unit}`.trim(),
    actual,
    unit: threshold.unit,
    verdict: verdictOf(threshold, heldAgainst(threshold, target, actual)),
  };
}

/** Every threshold for every target. */
export function judgeThresholds(
  thresholds: readonly Threshold[],
  targets: readonly Named[],
): readonly ThresholdResult[] {
  return thresholds.flatMap((threshold) => targets.map((target) => judgeThreshold(threshold, target)));
}

/** The `abortOnFail` thresholds that one valid repetition, taken alone, fails. */
export function abortingFailures(run: RunEvidence, target: string, repetition: number): readonly ThresholdResult[] {
  const { plan } = run.plan;
  const thresholds = plan.thresholds.filter(({ abortOnFail }) => abortOnFail);
  const pass = judgedPasses(run, target).find(({ evidence }) => evidence.repetition === repetition);
  if (thresholds.length === 0 || pass === undefined || !pass.validity.valid) return [];
  const side = run.plan.targets.find(({ name }) => name === target);
  const measured = { name: target, ...summarizePass(pass, side === undefined ? plan : planOfSide(run.plan, side)) };
  return judgeThresholds(thresholds, [measured]).filter(({ verdict }) => verdict === 'fail');
}
