import type { Plan, PlannedCatchUp } from '../scenarios/types.ts';
import type { Drain } from './drains.ts';
import { intervalsOf, merge } from './histograms.ts';
import { medianOf } from './medians.ts';
import { percentilesOf } from './percentiles.ts';
import { planEnd, within } from './timeline.ts';
import type { CatchUpSummary, Percentiles } from './types.ts';

const quotient = (during: number | null, before: number | null): number | null =>
  during === null || before === null || before === 0 ? null : during / before;

/** The whole seconds touched by the drain; to the end of the plan where the tail was not reached. */
function drainSpan(drain: Drain, plan: Plan): readonly [number, number] {
  return [Math.floor(drain.start), drain.tail === null ? planEnd(plan) : Math.ceil(drain.tail)];
}

type Collateral = CatchUpSummary['collateral'];

/** What the drains did to producers and tail groups, against their own baseline just before. */
export function collateralOf(drains: readonly Drain[], planned: PlannedCatchUp, plan: Plan): Collateral {
  const spans = drains.map((drain) => drainSpan(drain, plan));
  const start = Math.round(medianOf(spans.map(([from]) => from)) ?? planned.startSecond);
  const end = Math.round(medianOf(spans.map(([, to]) => to)) ?? start);
  const over = (path: 'produce' | 'tail', span: (drain: Drain) => readonly [number, number]): Percentiles => {
    const kind = path === 'produce' ? 'response' : 'end-to-end';
    return percentilesOf(
      merge(
        drains.flatMap((drain) => {
          const chosen = within(...span(drain));
          return intervalsOf(drain.pass, { path, kind }).flatMap(({ second, histogram }) =>
            chosen(second) ? [histogram] : [],
          );
        }),
      ),
    );
  };
  const before = (drain: Drain) => [planned.baselineFromSecond, Math.floor(drain.start)] as const;
  const during = (drain: Drain) => drainSpan(drain, plan);
  const produceBaseline = over('produce', before);
  const produceDuring = over('produce', during);
  const tailBaseline = over('tail', before);
  const tailDuring = over('tail', during);
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
