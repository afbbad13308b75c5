import { LATE_MS } from '../evidence/late.ts';
import type { RunEvidence } from '../evidence/types/run-evidence.ts';
import { sendingShares } from '../scenarios/shares.ts';
import type { Plan } from '../scenarios/types.ts';
import { auditContradictions } from './audit-contradictions.ts';
import { faultsThatFailed, isTakenAway, untilFirstFault } from './faults-took-place.ts';
import { significant, whole } from './format.ts';
import { type GeneratorThread, generatorThreads, worstOfEach } from './generator-threads.ts';
import { intervalsOf } from './histograms.ts';
import { lateness } from './lateness.ts';
import { LIMITS } from './limits.ts';
import { lostSamples } from './lost-samples.ts';
import { outcomesOf } from './outcomes.ts';
import { eventsOf, metricsOf, type RepetitionEvidence, repetitionEvidence } from './repetition-evidence.ts';
import { silentGroups } from './silent-groups.ts';
import {
  everySecond,
  inMeasuredPhase,
  measuredPhases,
  measuredSeconds,
  type SecondFilter,
  within,
} from './timeline.ts';

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

/** A stall is noted in the second in which it ends, which may lie beyond the last measured phase. */
function mayEndAStall(plan: Plan): SecondFilter {
  const first = measuredPhases(plan)[0]?.startSecond ?? 0;
  return (second) => second >= first;
}

function pacing(pass: RepetitionEvidence, plan: Plan): string[] {
  const { late: lateLimit, awayOnce } = LIMITS;
  const { late, intended } = lateness([pass], inMeasuredPhase(plan));
  const worst = metricsOf(pass, 'sends')
    .filter(({ second }) => mayEndAStall(plan)(second))
    .reduce((most, line) => Math.max(most, line.pacingLateMicros / 1000), 0);
  const reasons: string[] = [];
  if (late > lateLimit.limit * intended) {
    reasons.push(
      `${whole(late)} of ${whole(intended)} records were handed over more than ${LATE_MS} ms late by the load generator itself (limit ${percent(lateLimit.limit)})`,
    );
  }
  if (worst > awayOnce.limit) {
    reasons.push(
      `sending was once ${whole(worst)} ms late by the load generator itself (limit ${whole(awayOnce.limit)} ms)`,
    );
  }
  return reasons;
}

function saturation(pass: RepetitionEvidence, plan: Plan): string[] {
  const { awayOnce, threadCpu, threadCpuShare, eventLoopP99, eventLoopShare } = LIMITS;
  const measured = inMeasuredPhase(plan);
  const seconds = measuredSeconds(plan);
  const busy = ({ health }: GeneratorThread): number =>
    health.filter((line) => measured(line.second) && line.cpuSeconds >= threadCpu.limit).length;
  const delayed = ({ health }: GeneratorThread): number =>
    health.filter((line) => measured(line.second) && line.eventLoopP99Ms > eventLoopP99.limit).length;
  const threads = generatorThreads(pass, plan);
  const away = ({ health }: GeneratorThread): number =>
    health
      .filter(({ second }) => mayEndAStall(plan)(second))
      .reduce((most, line) => Math.max(most, line.eventLoopMaxMs), 0);
  return [
    ...worstOfEach(threads, away)
      .filter((thread) => away(thread) > awayOnce.limit)
      .map(
        (thread) =>
          `the event loop of the ${thread.title} was once delayed by ${whole(away(thread))} ms (limit ${whole(awayOnce.limit)} ms)`,
      ),
    ...worstOfEach(threads, busy)
      .filter((thread) => busy(thread) > threadCpuShare.limit * seconds)
      .map(
        (thread) =>
          `the ${thread.title} used ${percent(threadCpu.limit)} of a core or more in ${busy(thread)} of ${seconds} measured seconds (limit ${percent(threadCpuShare.limit)})`,
      ),
    ...worstOfEach(threads, delayed)
      .filter((thread) => delayed(thread) > allowedSeconds(eventLoopShare.limit, plan, 1))
      .map(
        (thread) =>
          `the event loop of the ${thread.title} was delayed by more than ${eventLoopP99.limit} ms (p99) in ${delayed(thread)} of ${seconds} measured seconds (limit ${percent(eventLoopShare.limit)})`,
      ),
  ];
}

/** By Little's law: the time that all batches waited in a second is how many of them waited at once. */
function compressing(pass: RepetitionEvidence, plan: Plan): string[] {
  const { compressing: atOnce, compressingShare } = LIMITS;
  const bySecond = new Map<number, number>();
  for (const { second, compressingMicros = 0 } of metricsOf(pass, 'sends')) {
    if (inMeasuredPhase(plan)(second)) bySecond.set(second, (bySecond.get(second) ?? 0) + compressingMicros / 1e6);
  }
  const queued = [...bySecond.values()].filter((waiting) => waiting > atOnce.limit);
  if (queued.length <= allowedSeconds(compressingShare.limit, plan, 1)) return [];
  return [
    `batches waited for the load generator’s own compression, more than ${atOnce.limit} at a time, in ${queued.length} of ${measuredSeconds(plan)} measured seconds (limit ${percent(compressingShare.limit)})`,
  ];
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
  const threads = generatorThreads(pass, plan).filter(({ kind }) => kind === 'produce' || plan.groups.length > 0);
  const several = sendingShares(plan).length > 1;
  const kinds: readonly (readonly [what: string, lines: readonly { readonly second: number }[]])[] = [
    ...threads.flatMap(({ kind, title, sends }) =>
      kind === 'read' ? [] : [[several ? `"sends" of the ${title}` : '"sends"', sends] as const],
    ),
    ...threads.map(({ title, health }) => [`"generator" of the ${title}`, health] as const),
    ['"clock"', metricsOf(pass, 'clock')],
  ];
  return kinds.flatMap(([what, lines]) => {
    const missing = measuredSeconds(plan) - new Set(lines.map((line) => line.second).filter(measured)).size;
    if (missing <= allowedSeconds(LIMITS.metricsMissing.limit, plan, 2)) return [];
    return [
      `metrics.jsonl lacks ${what} for ${missing} of ${measuredSeconds(plan)} measured seconds (limit ${percent(LIMITS.metricsMissing.limit)})`,
    ];
  });
}

/** Where a number is missing that something is held against, no other question has an answer. */
function brokenMetrics({ brokenMetrics: lines }: RepetitionEvidence): readonly string[] {
  const alike = Map.groupBy(lines, ({ kind, missing }) => `${kind} ${missing.join(', ')}`);
  return [...alike.values()].flatMap(([first, ...more]) => {
    if (first === undefined) return [];
    const { kind, missing } = first;
    const [noun, verb] = more.length === 0 ? ['line', 'lacks'] : ['lines', 'lack'];
    return `metrics.jsonl has ${whole(1 + more.length)} ${noun} of "${kind}" that ${verb} ${missing.join(', ')}`;
  });
}

function audit(pass: RepetitionEvidence): readonly string[] {
  return pass.audit?.complete
    ? auditContradictions(pass.audit, outcomesOf([pass], everySecond))
    : ['no complete reading was made, so it is not known what was delivered'];
}

/** A group that the platform kept waiting until the run gave up is a result; one that was not reading is ours. */
function readers(pass: RepetitionEvidence, plan: Plan): string[] {
  const reasons = eventsOf(pass, 'reader-crashed')
    .filter((crash) => !isTakenAway(pass, plan, crash))
    .map(({ group, member, message }) => `member ${member} of group ${group} stopped reading for good: ${message}`);
  const keptWaiting = new Set(eventsOf(pass, 'group-gave-up').flatMap(({ group, read }) => (read > 0 ? group : [])));
  for (const group of plan.groups.filter(({ name, role }) => role === 'tail' && !keptWaiting.has(name))) {
    const intervals = intervalsOf(pass, { path: 'tail', kind: 'end-to-end', group: group.name });
    for (const phase of measuredPhases(plan)) {
      // What a fault took from the readers for good is its effect, and the audit's to say.
      const end = untilFirstFault(pass, plan, phase.startSecond, phase.endSecond);
      const isLookedAt = within(phase.startSecond, end);
      const acknowledged = outcomesOf([pass], isLookedAt).acknowledged;
      const read = intervals.some(({ second, histogram }) => isLookedAt(second) && histogram.totalCount > 0);
      if (acknowledged > 0 && !read) {
        const when = end < phase.endSecond ? ' before a fault began' : '';
        reasons.push(
          `group ${group.name} read nothing of the ${whole(acknowledged)} records acknowledged in phase ${phase.name}${when}`,
        );
      }
    }
  }
  reasons.push(...silentGroups(pass, plan));
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
  const broken = brokenMetrics(pass);
  if (broken.length > 0) return { complete: true, valid: false, reasons: broken };
  const reasons = [
    ...faultsThatFailed(pass, plan),
    ...pacing(pass, plan),
    ...saturation(pass, plan),
    ...compressing(pass, plan),
    ...clock(pass),
    ...missingMetrics(pass, plan),
    ...lostSamples(pass, plan),
    ...audit(pass),
    ...readers(pass, plan),
  ];
  return { complete: true, valid: reasons.length === 0, reasons };
}

/** The same, of one pass within a run's evidence. */
export function validityOf(run: RunEvidence, target: string, repetition: number): Validity {
  return judgeValidity(repetitionEvidence(run, target, repetition), run.plan.plan);
}
