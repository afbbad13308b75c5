import type { Random } from '../random.ts';
import { quantile, tailShare } from './interval.ts';
import { drawSeconds, type Resampled } from './resampling.ts';

/** Bounds of a 95% interval for the ratio b ÷ a. */
export interface RatioInterval {
  readonly low: number;
  readonly high: number;
}

const RESAMPLES = 1000;

/**
 * Draws both sides anew 1,000 times and gives each figure's interval of b ÷ a; null for a figure
 * that some draw did not have (a repetition that never reached the tail, say) or that was 0.
 */
export function ratioIntervals<M extends string>(
  names: readonly M[],
  a: Resampled<M>,
  b: Resampled<M>,
  random: Random,
): ReadonlyMap<M, RatioInterval | null> {
  const draws = Array.from({ length: RESAMPLES }, () => ({
    a: a.evaluate(drawSeconds(a.lengths, random)),
    b: b.evaluate(drawSeconds(b.lengths, random)),
  }));
  const cut = tailShare(a.lengths.length, b.lengths.length);
  return new Map(
    names.map((name) => {
      const ratios = draws.flatMap((draw) => {
        const [before, after] = [draw.a[name], draw.b[name]];
        return before === null || after === null || before === 0 ? [] : [after / before];
      });
      if (ratios.length < draws.length) return [name, null];
      ratios.sort((x, y) => x - y);
      return [name, { low: quantile(ratios, cut), high: quantile(ratios, 1 - cut) }];
    }),
  );
}
