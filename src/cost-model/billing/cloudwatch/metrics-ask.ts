import { inputError } from '../../../errors.ts';
import type { BillingScope } from '../types/source.ts';
import type { MetricQuery } from './metric-query.ts';

/** What is asked of CloudWatch. */
export interface MetricsAsk {
  /** Its region is asked, and the resources that it names; what it names none of is not asked. */
  readonly scope: Pick<BillingScope, 'region' | 'resources'>;
  /** Seconds since 1970; `until` is the first that is not asked. */
  readonly window: { readonly from: number; readonly until: number };
  readonly queries: readonly MetricQuery[];
}

/** One series of a query. */
export interface AskedSeries {
  readonly query: MetricQuery;
  readonly dimensions: Readonly<Record<string, string>>;
  readonly periodSeconds: number;
}

const DAY = 86_400;

/** How long CloudWatch keeps points of an interval: "Amazon CloudWatch retains metric data as follows", GetMetricData. */
const KEPT = [
  { seconds: 60, days: 15 },
  { seconds: 300, days: 63 },
  { seconds: 3_600, days: 455 },
] as const;

/**
 * The series of every query, one for each combination of the resources that its dimensions name, at the finest interval
 * that is published and still kept for the whole window.
 * @throws WorkbenchError where the window is empty, to come, or older than anything that is kept
 */
export function askedSeries(
  { scope, window: { from, until }, queries }: MetricsAsk,
  nowMs: number,
): readonly AskedSeries[] {
  const now = nowMs / 1e3;
  if (!(until > from) || from > now) {
    const what = 'the window that metrics are asked for is empty or still to come';
    throw inputError('billing-period', [{ what, todo: 'Choose a start before its end, and before now.' }]);
  }
  const kept = KEPT.find(({ days, seconds }) => now - from + seconds <= days * DAY);
  if (kept === undefined) {
    const what = `CloudWatch keeps metrics for 455 days, and they are asked from ${new Date(from * 1e3).toISOString().slice(0, 10)}`;
    throw inputError('billing-period', [{ what, todo: 'Choose a later start.' }]);
  }
  return queries.flatMap((query) =>
    combinations(query, scope.resources).map((dimensions) => ({
      query,
      dimensions,
      periodSeconds: Math.max(kept.seconds, query.everySeconds),
    })),
  );
}

function combinations(
  { dimensions }: MetricQuery,
  resources: BillingScope['resources'],
): readonly Record<string, string>[] {
  return Object.entries(dimensions).reduce<readonly Record<string, string>[]>(
    (before, [name, usual]) => {
      const values = (Object.hasOwn(resources, name) ? resources[name] : null) ?? usual ?? [];
      return before.flatMap((one) => values.map((value) => ({ ...one, [name]: value })));
    },
    [{}],
  );
}
