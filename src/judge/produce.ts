import type { Plan } from '../scenarios/types.ts';
import { mergedSamples } from './histograms.ts';
import { percentilesOf } from './percentiles.ts';
import { metricsOf, type RepetitionEvidence } from './repetition-evidence.ts';
import { everySecond, inMeasuredPhase, inPhase, lengthOf, measuredSeconds, type SecondFilter } from './timeline.ts';
import type { ProduceFigures, ProduceRates, ProduceSummary, SendCounts } from './types.ts';

type Outcomes = SendCounts & { readonly acknowledgedInLimit: number };

/** What became of the records intended in these seconds. */
export function outcomesOf(passes: readonly RepetitionEvidence[], seconds: SecondFilter): Outcomes {
  const sum = { intended: 0, acknowledged: 0, acknowledgedInLimit: 0, failed: 0, unknown: 0, unsent: 0 };
  for (const line of passes.flatMap((pass) => metricsOf(pass, 'outcomes'))) {
    if (!seconds(line.second)) continue;
    sum.intended += line.intended;
    sum.acknowledged += line.acknowledged;
    sum.acknowledgedInLimit += line.acknowledgedInLimit;
    sum.failed += line.failed;
    sum.unknown += line.unknown;
    sum.unsent += line.unsent;
  }
  return sum;
}

function sendCounts({ acknowledgedInLimit: _, ...counts }: Outcomes): SendCounts {
  return counts;
}

function latencies(
  passes: readonly RepetitionEvidence[],
  seconds: SecondFilter,
): Omit<ProduceFigures, keyof SendCounts> {
  const percentiles = (kind: 'response' | 'service' | 'schedule-delay') =>
    percentilesOf(mergedSamples(passes, { path: 'produce', kind }, seconds));
  return {
    response: percentiles('response'),
    service: percentiles('service'),
    scheduleDelay: percentiles('schedule-delay'),
  };
}

/** `length`: how many seconds of one pass the filter chooses. */
function rates(passes: readonly RepetitionEvidence[], seconds: SecondFilter, length: number): ProduceRates {
  const outcomes = outcomesOf(passes, seconds);
  const sends = passes.flatMap((pass) => metricsOf(pass, 'sends')).filter((line) => seconds(line.second));
  const perSecond = (count: number) => (count === 0 ? 0 : count / (length * passes.length));
  return {
    ...latencies(passes, seconds),
    ...sendCounts(outcomes),
    intendedRate: perSecond(outcomes.intended),
    offeredRate: perSecond(sends.reduce((sum, line) => sum + line.offered, 0)),
    achievedRate: perSecond(sends.reduce((sum, line) => sum + line.acknowledged, 0)),
    availability: outcomes.intended === 0 ? null : outcomes.acknowledgedInLimit / outcomes.intended,
  };
}

/** What the producers saw in one pass, or in several taken together. */
export function measureProduce(passes: readonly RepetitionEvidence[], plan: Plan): ProduceSummary {
  return {
    ...rates(passes, inMeasuredPhase(plan), measuredSeconds(plan)),
    phases: plan.phases.map((phase) => ({
      name: phase.name,
      role: phase.role,
      ...rates(passes, inPhase(phase), lengthOf(phase)),
    })),
    everySend: sendCounts(outcomesOf(passes, everySecond)),
  };
}
