import type { RunEvidence } from '../evidence/types/run-evidence.ts';
import { randomFrom } from '../random.ts';
import { type ComparedSide, comparedFigures } from './compared-figures.ts';
import { interleaved, startedOrder } from './interleaving.ts';
import { CLAIM_REPETITIONS } from './limits.ts';
import { numberAtPath } from './metric-path.ts';
import { type RatioInterval, ratioIntervals } from './ratio-interval.ts';
import type { Claim, ComparisonRow, NoClaim } from './types/summary.ts';

/** HdrHistogram keeps three digits on each side; ratios closer to 1 than this are not a difference. */
const RESOLUTION = 0.002;

/** Why no difference may be claimed from these sides, whatever their figures; null where one may. */
function noClaim(a: ComparedSide, b: ComparedSide, run: RunEvidence): NoClaim | null {
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
export function compare(a: ComparedSide, b: ComparedSide, run: RunEvidence): readonly ComparisonRow[] {
  const { plan, planDigest } = run.plan;
  const because = noClaim(a, b, run);

  return comparedFigures(plan).flatMap((compared) => {
    const metrics = compared.figures.map(({ metric }) => metric);
    const random = randomFrom(`${planDigest} ${metrics.join(' ')} ${compared.phase ?? ''}`);
    const intervals =
      because === null
        ? ratioIntervals(metrics, compared.resampled(a), compared.resampled(b), random)
        : new Map<string, null>();

    return compared.figures.flatMap((figure): readonly ComparisonRow[] => {
      const before = numberAtPath(a.summary, figure.metric, compared.phase);
      const after = numberAtPath(b.summary, figure.metric, compared.phase);
      if (compared.isOptional && before === null && after === null) return [];
      const ratio = before === null || after === null || before === 0 ? null : after / before;
      const interval = ratio === null ? null : (intervals.get(figure.metric) ?? null);
      const row: ComparisonRow = {
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
      return [row];
    });
  });
}
