/** Of one query of Prometheus: "exceeded maximum resolution of 11,000 points per timeseries". */
const MOST_POINTS = 11_000;

/** Times at which a query is evaluated, in one request; both ends are. */
export interface Evaluation {
  readonly start: number;
  readonly end: number;
}

/**
 * Evaluations that cover whole intervals from one time until before another, seconds since 1970. Each looks back over
 * one interval, so that the first is at the end of the first interval.
 */
export function evaluations(from: number, until: number, stepSeconds: number): readonly Evaluation[] {
  const intervals = intervalsIn(from, until, stepSeconds);
  return Array.from({ length: Math.ceil(intervals / MOST_POINTS) }, (_, request) => {
    const first = request * MOST_POINTS + 1;
    const last = Math.min(intervals, first + MOST_POINTS - 1);
    return { start: from + first * stepSeconds, end: from + last * stepSeconds };
  });
}

export const intervalsIn = (from: number, until: number, stepSeconds: number): number =>
  Math.floor((until - from) / stepSeconds);
