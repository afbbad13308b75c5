import type { Plan } from '../scenarios/types.ts';
import { mergedSamples } from './histograms.ts';
import { lateness, lateShare, standingBehind } from './lateness.ts';
import { outcomesOf } from './outcomes.ts';
import { percentilesOf } from './percentiles.ts';
import { metricsOf, type RepetitionEvidence } from './repetition-evidence.ts';
import { everySecond, inMeasuredPhase, inPhase, lengthOf, measuredSeconds, type SecondFilter } from './timeline.ts';
import type { ProduceFigures, ProduceRates, ProduceSummary, SendCounts } from './types/figures.ts';

const UNKNOWN: SendCounts = { intended: null, acknowledged: null, failed: null, unknown: null, unsent: null };

function sendCounts(passes: readonly RepetitionEvidence[], seconds: SecondFilter): SendCounts {
  if (passes.length === 0) return UNKNOWN;
  const { acknowledgedInLimit: _, ...counts } = outcomesOf(passes, seconds);
  return counts;
}

/** Service begins when a record is handed over: our own lateness is no part of it. */
function latencies(
  passes: readonly RepetitionEvidence[],
  seconds: SecondFilter,
  late: number | null,
): Omit<ProduceFigures, keyof SendCounts> {
  const percentiles = (kind: 'response' | 'service' | 'schedule-delay') =>
    percentilesOf(mergedSamples(passes, { path: 'produce', kind }, seconds));
  return {
    response: standingBehind(percentiles('response'), late),
    service: percentiles('service'),
    scheduleDelay: standingBehind(percentiles('schedule-delay'), late),
  };
}

/** `length`: how many seconds of one pass the filter chooses. */
function rates(passes: readonly RepetitionEvidence[], seconds: SecondFilter, length: number): ProduceRates {
  const outcomes = outcomesOf(passes, seconds);
  const sends = passes.flatMap((pass) => metricsOf(pass, 'sends')).filter((line) => seconds(line.second));
  const perSecond = (count: number) => (passes.length === 0 ? null : count / (length * passes.length));
  const late = lateShare(lateness(passes, seconds));
  return {
    ...latencies(passes, seconds, late),
    ...sendCounts(passes, seconds),
    intendedRate: perSecond(outcomes.intended),
    offeredRate: perSecond(sends.reduce((sum, line) => sum + line.offered, 0)),
    achievedRate: perSecond(sends.reduce((sum, line) => sum + line.acknowledged, 0)),
    lateShare: late,
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
    everySend: sendCounts(passes, everySecond),
  };
}
