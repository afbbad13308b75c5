import type { Threshold } from '../scenarios/types.ts';
import { numberAtPath } from './metric-path.ts';
import type { TargetSummary, ThresholdResult } from './types.ts';

function verdictOf(threshold: Threshold, actual: number | null): ThresholdResult['verdict'] {
  if (actual === null) return 'undecided';
  const met = threshold.comparator === 'at-most' ? actual <= threshold.value : actual >= threshold.value;
  return met ? 'pass' : 'fail';
}

/** One threshold held against one target; undecided where the target has no value to stand behind. */
export function judgeThreshold(threshold: Threshold, target: TargetSummary): ThresholdResult {
  const actual = numberAtPath(target, threshold.metric, threshold.phase);
  return {
    id: threshold.id,
    target: target.name,
    metric: threshold.metric,
    phase: threshold.phase,
    expected: `${threshold.comparator === 'at-most' ? '≤' : '≥'} ${threshold.value} ${threshold.unit}`.trim(),
    actual,
    unit: threshold.unit,
    verdict: verdictOf(threshold, actual),
  };
}

/** Every threshold for every target. */
export function judgeThresholds(
  thresholds: readonly Threshold[],
  targets: readonly TargetSummary[],
): readonly ThresholdResult[] {
  return thresholds.flatMap((threshold) => targets.map((target) => judgeThreshold(threshold, target)));
}
