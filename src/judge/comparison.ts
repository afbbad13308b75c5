import type { RunEvidence } from '../evidence/types/run-evidence.ts';
import { comparedFigures } from './compared-figures.ts';
import { interleaved, startedOrder } from './interleaving.ts';
import { CLAIM_REPETITIONS } from './limits.ts';
import { numberAtPath } from './metric-path.ts';
import { randomFrom } from './random.ts';
import { type RatioInterval, ratioIntervals } from './ratio-interval.ts';
import type { RepetitionEvidence } from './repetition-evidence.ts';
import type { Claim, ComparisonRow, NoClaim, TargetSummary } from './types/summary.ts';

/** One target's figures and the valid passes behind them. */
export interface Side {
  readonly summary: TargetSummary;
  readonly passes: readonly RepetitionEvidence[];
}

/** HdrHistogram keeps three digits on each side; ratios closer to 1 than this are not a difference. */
const RESOLUTION = 0.002;

/** Why no difference may be claimed from these sides, whatever their figures; null where one may. */
function noClaim(a: Side, b: Side, run: RunEvidence): NoClaim | null {
  if (Math.min(a.passes.length, b.passes.length) < CLAIM_REPETITIONS) return 'few-repetitions';
  return interleaved(startedOrder(run, [...a.passes, ...b.passes])) ? null : 'not-interleaved';
}

function claimOf(ratio: number | null, interval: RatioInterval | null): Claim | null {
  if (ratio === null) return null;
  if (interval === null) return 'indicative';
  return interval.low > 1 + RESOLUTION || interval.high < 1 - RESOLUTION ? 'differs' : 'no difference shown';
}

/**
 * Rows that hold side b against side a. A difference is claimed only from at least 4 valid
 * repetitions a side that ran interleaved, when the 95% interval of the resampled ratio excludes 1;
 * with less, every row is indicative. Draws are seeded by the plan's digest.
 */
export function compare(a: Side, b: Side, run: RunEvidence): readonly ComparisonRow[] {
  const { plan, planDigest } = run.plan;
  const because = noClaim(a, b, run);

  return comparedFigures(plan).flatMap((compared) => {
    const metrics = compared.figures.map(({ metric }) => metric);
    const random = randomFrom(`${planDigest} ${metrics.join(' ')} ${compared.phase ?? ''}`);
    const intervals =
      because === null
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
        indicativeBecause: ratio === null || interval !== null ? null : (because ?? 'not-in-every-draw'),
        repetitionsA: a.passes.length,
        repetitionsB: b.passes.length,
      };
    });
  });
}
