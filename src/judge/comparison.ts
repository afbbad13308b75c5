import type { RunPlan } from '../evidence/types.ts';
import { comparedFigures } from './compared-figures.ts';
import { CLAIM_REPETITIONS } from './limits.ts';
import { numberAtPath } from './metric-path.ts';
import { randomFrom } from './random.ts';
import { type RatioInterval, ratioIntervals } from './ratio-interval.ts';
import type { RepetitionEvidence } from './repetition-evidence.ts';
import type { Claim, ComparisonRow, TargetSummary } from './types.ts';

/** One target's figures and the valid passes behind them. */
export interface Side {
  readonly summary: TargetSummary;
  readonly passes: readonly RepetitionEvidence[];
}

/** HdrHistogram keeps three digits on each side; ratios closer to 1 than this are not a difference. */
const RESOLUTION = 0.002;

/**
 * At most two passes of the same side in a row, as in A B B A: a drift of the machine then meets
 * both sides alike.
 */
export function interleaved(order: RunPlan['order'], a: string, b: string): boolean {
  const sides = order.map(({ target }) => target).filter((target) => target === a || target === b);
  return !sides.some((side, index) => side === sides[index + 1] && side === sides[index + 2]);
}

function claimOf(ratio: number | null, interval: RatioInterval | null): Claim | null {
  if (ratio === null) return null;
  if (interval === null) return 'indicative';
  return interval.low > 1 + RESOLUTION || interval.high < 1 - RESOLUTION ? 'differs' : 'no difference shown';
}

/**
 * Rows that hold side b against side a. A difference is claimed only from at least 4 valid
 * repetitions a side, run interleaved, when the 95% interval of the resampled ratio excludes 1;
 * with less, every row is indicative. Draws are seeded by the plan's digest.
 */
export function compare(a: Side, b: Side, run: RunPlan): readonly ComparisonRow[] {
  const mayClaim =
    Math.min(a.passes.length, b.passes.length) >= CLAIM_REPETITIONS &&
    interleaved(run.order, a.summary.name, b.summary.name);

  return comparedFigures(run.plan).flatMap((compared) => {
    const metrics = compared.figures.map(({ metric }) => metric);
    const random = randomFrom(`${run.planDigest} ${metrics.join(' ')} ${compared.phase ?? ''}`);
    const intervals = mayClaim
      ? ratioIntervals(metrics, compared.resampled(a.passes), compared.resampled(b.passes), random)
      : new Map<string, null>();

    return compared.figures.map((figure) => {
      const before = numberAtPath(a.summary, figure.metric, compared.phase);
      const after = numberAtPath(b.summary, figure.metric, compared.phase);
      const ratio = before === null || after === null || before === 0 ? null : after / before;
      const interval = ratio === null ? null : (intervals.get(figure.metric) ?? null);
      return {
        ...figure,
        phase: compared.phase,
        a: before,
        b: after,
        ratio,
        low: interval?.low ?? null,
        high: interval?.high ?? null,
        claim: claimOf(ratio, interval),
        repetitionsA: a.passes.length,
        repetitionsB: b.passes.length,
      };
    });
  });
}
