import { rateHoldsUntil } from '../scenarios/phases.ts';
import type { Plan, PlannedCatchUp } from '../scenarios/types.ts';
import type { Drain } from './drains.ts';
import { type Interval, intervalsOf, merge, mergedOver } from './histograms.ts';
import { lateness, lateShare, standingBehind } from './lateness.ts';
import { medianOf } from './medians.ts';
import { percentilesOf } from './percentiles.ts';
import { within } from './timeline.ts';
import type { CatchUpSummary, Percentiles } from './types/figures.ts';
import { tailIntervals } from './unread.ts';

const quotient = (during: number | null, before: number | null): number | null =>
  during === null || before === null || before === 0 ? null : during / before;

/** Whole seconds [from, to). */
type Span = readonly [number, number];

/**
 * The whole seconds touched by the drain, as long as the rate stays that of the baseline: what another
 * rate does to producers would be charged to the drain.
 */
function drainSpan({ start, tail }: Drain, planned: PlannedCatchUp, plan: Plan): Span {
  const sameRate = rateHoldsUntil(plan.phases, planned.startSecond);
  return [Math.floor(start), tail === null ? sameRate : Math.min(Math.ceil(tail), sameRate)];
}

type Collateral = CatchUpSummary['collateral'];

/** What the drains did to producers and tail groups, against their own baseline just before. */
export function collateralOf(drains: readonly Drain[], planned: PlannedCatchUp, plan: Plan): Collateral {
  const before = ({ start }: Drain): Span => [planned.baselineFromSecond, Math.floor(start)];
  const during = (drain: Drain): Span => drainSpan(drain, planned, plan);
  const start = Math.round(medianOf(drains.map((drain) => during(drain)[0])) ?? planned.startSecond);
  const end = Math.round(medianOf(drains.map((drain) => during(drain)[1])) ?? start);

  const produced = ({ pass }: Drain) => intervalsOf(pass, { path: 'produce', kind: 'response' });
  const followed = ({ pass }: Drain) => tailIntervals(pass, plan);
  const produceBaseline = percentilesOver(drains, produced, before);
  const produceDuring = percentilesOver(drains, produced, during);
  const tailBaseline = percentilesOver(drains, followed, before);
  const tailDuring = percentilesOver(drains, followed, during);
  return {
    baselineSeconds: [planned.baselineFromSecond, start],
    drainSeconds: end > start ? [start, end] : null,
    produceBaseline,
    produceDuring,
    produceP99Ratio: quotient(produceDuring.p99, produceBaseline.p99),
    tailBaseline,
    tailDuring,
    tailP99Ratio: quotient(tailDuring.p99, tailBaseline.p99),
  };
}

function percentilesOver(
  drains: readonly Drain[],
  intervals: (drain: Drain) => readonly Interval[],
  span: (drain: Drain) => Span,
): Percentiles {
  const chosen = drains.map((drain) => mergedOver(intervals(drain), within(...span(drain))));
  const late = drains.map((drain) => lateness([drain.pass], within(...span(drain))));
  const sum = (key: 'late' | 'intended') => late.reduce((total, one) => total + one[key], 0);
  const share = lateShare({ late: sum('late'), intended: sum('intended') });
  return standingBehind(percentilesOf(merge(chosen)), share);
}
