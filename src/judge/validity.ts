import type { RunEvidence } from '../evidence/types.ts';
import type { Plan } from '../scenarios/types.ts';
import { significant, whole } from './format.ts';
import { intervalsOf } from './histograms.ts';
import { LIMITS } from './limits.ts';
import { lostSamples } from './lost-samples.ts';
import { outcomesOf } from './produce.ts';
import { eventsOf, metricsOf, type RepetitionEvidence, repetitionEvidence } from './repetition-evidence.ts';
import { inMeasuredPhase, inPhase, measuredPhases, measuredSeconds } from './timeline.ts';

export interface Validity {
  /** The repetition ran to its end; when it did not, nothing else is asked of it. */
  readonly complete: boolean;
  readonly valid: boolean;
  /** Sentences without a full stop; empty when valid. */
  readonly reasons: readonly string[];
}

const percent = (share: number): string => `${significant(share * 100)}%`;

/** How many measured seconds a share allows; a few are always forgiven, so that a short run survives a hiccup. */
const allowedSeconds = (share: number, plan: Plan, forgiven: number): number =>
  Math.max(forgiven, share * measuredSeconds(plan));

function pacing(pass: RepetitionEvidence, plan: Plan): string[] {
  const { pacingLate, pacingLateShare, pacingLateOnce } = LIMITS;
  const measured = inMeasuredPhase(plan);
  const lateMs = metricsOf(pass, 'sends')
    .filter((line) => measured(line.second))
    .map((line) => line.pacingLateMicros / 1000);
  const late = lateMs.filter((ms) => ms > pacingLate.limit).length;
  const worst = Math.max(0, ...lateMs);
  const reasons: string[] = [];
  if (late > allowedSeconds(pacingLateShare.limit, plan, 1)) {
    reasons.push(
      `sending was more than ${pacingLate.limit} ms late in ${late} of ${measuredSeconds(plan)} measured seconds while the send buffer had room (limit ${percent(pacingLateShare.limit)})`,
    );
  }
  if (worst > pacingLateOnce.limit) {
    reasons.push(
      `sending was once ${whole(worst)} ms late while the send buffer had room (limit ${whole(pacingLateOnce.limit)} ms)`,
    );
  }
  return reasons;
}

function generatorThreads(pass: RepetitionEvidence, plan: Plan): string[] {
  const { threadCpu, threadCpuShare, eventLoopP99, eventLoopShare } = LIMITS;
  const measured = inMeasuredPhase(plan);
  const reasons: string[] = [];
  for (const thread of ['produce', 'read'] as const) {
    const lines = metricsOf(pass, 'generator').filter((line) => line.thread === thread && measured(line.second));
    const busy = lines.filter((line) => line.cpuSeconds >= threadCpu.limit).length;
    if (busy > threadCpuShare.limit * measuredSeconds(plan)) {
      reasons.push(
        `the ${thread} thread used ${percent(threadCpu.limit)} of a core or more in ${busy} of ${measuredSeconds(plan)} measured seconds (limit ${percent(threadCpuShare.limit)})`,
      );
    }
    const delayed = lines.filter((line) => line.eventLoopP99Ms > eventLoopP99.limit).length;
    if (delayed > allowedSeconds(eventLoopShare.limit, plan, 1)) {
      reasons.push(
        `the event loop of the ${thread} thread was delayed by more than ${eventLoopP99.limit} ms (p99) in ${delayed} of ${measuredSeconds(plan)} measured seconds (limit ${percent(eventLoopShare.limit)})`,
      );
    }
  }
  return reasons;
}

function clock(pass: RepetitionEvidence): string[] {
  const offsets = metricsOf(pass, 'clock').map((line) => line.wallMinusMonotonicMs);
  const moved = offsets.length === 0 ? 0 : Math.max(...offsets) - Math.min(...offsets);
  if (moved <= LIMITS.clockMoved.limit) return [];
  return [
    `the clock moved by ${whole(moved)} ms against the monotonic clock (limit ${LIMITS.clockMoved.limit} ms): the machine slept or its clock was set`,
  ];
}

/** What validity rests on must have been written: unknown never becomes good. */
function missingMetrics(pass: RepetitionEvidence, plan: Plan): string[] {
  const measured = inMeasuredPhase(plan);
  const kinds = {
    sends: metricsOf(pass, 'sends'),
    generator: metricsOf(pass, 'generator').filter((line) => line.thread === 'produce'),
    clock: metricsOf(pass, 'clock'),
  };
  return Object.entries(kinds).flatMap(([kind, lines]) => {
    const missing = measuredSeconds(plan) - new Set(lines.map((line) => line.second).filter(measured)).size;
    if (missing <= allowedSeconds(LIMITS.metricsMissing.limit, plan, 2)) return [];
    return [
      `metrics.jsonl lacks "${kind}" for ${missing} of ${measuredSeconds(plan)} measured seconds (limit ${percent(LIMITS.metricsMissing.limit)})`,
    ];
  });
}

function readers(pass: RepetitionEvidence, plan: Plan): string[] {
  const reasons: string[] = [];
  for (const group of plan.groups.filter(({ role }) => role === 'tail')) {
    const intervals = intervalsOf(pass, { path: 'tail', kind: 'end-to-end', group: group.name });
    for (const phase of measuredPhases(plan)) {
      const acknowledged = outcomesOf([pass], inPhase(phase)).acknowledged;
      const read = intervals.some(({ second, histogram }) => inPhase(phase)(second) && histogram.totalCount > 0);
      if (acknowledged > 0 && !read) {
        reasons.push(
          `group ${group.name} read nothing of the ${whole(acknowledged)} records acknowledged in phase ${phase.name}`,
        );
      }
    }
  }
  const started = new Set(eventsOf(pass, 'catch-up-started').map((event) => event.group));
  for (const group of plan.catchUp?.groups ?? []) {
    if (!started.has(group)) reasons.push(`catch-up group ${group} was never started`);
  }
  return reasons;
}

/**
 * Was the measuring of one repetition sound? Only causes on our side count (docs/validity.md):
 * unsent, failed and unknown records and any latency are results, not reasons.
 */
export function judgeValidity(pass: RepetitionEvidence, plan: Plan): Validity {
  const ended = eventsOf(pass, 'repetition-ended').at(-1);
  if (ended === undefined || !ended.complete) {
    return { complete: false, valid: false, reasons: [`it was cut off: ${ended?.reason ?? 'no end was recorded'}`] };
  }
  const reasons = [
    ...pacing(pass, plan),
    ...generatorThreads(pass, plan),
    ...clock(pass),
    ...missingMetrics(pass, plan),
    ...lostSamples(pass, plan),
    ...readers(pass, plan),
  ];
  return { complete: true, valid: reasons.length === 0, reasons };
}

/** The same, of one pass within a run's evidence. */
export function validityOf(run: RunEvidence, target: string, repetition: number): Validity {
  return judgeValidity(repetitionEvidence(run, target, repetition), run.plan.plan);
}
