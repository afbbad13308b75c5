import { type Micros, micros } from '../units.ts';
import type { Phase, Plan, Stream } from './types.ts';

/** One phase's records of one topic: numbers `first` to `first + count`, due from `start` to before `end`. */
export interface ScheduledPhase {
  readonly name: string;
  readonly start: Micros;
  readonly end: Micros;
  readonly first: number;
  readonly count: number;
  /** Relative to each other only: where in the phase its records lie. */
  readonly fromRate: number;
  readonly toRate: number;
}

/**
 * When each record of a topic is due. Within a phase the records divide the area under its rate
 * evenly, the first one at the phase's start. Nothing is allocated per call.
 */
export class TopicSchedule {
  readonly phases: readonly ScheduledPhase[];
  /** Records of the topic over all phases. */
  readonly total: number;

  constructor(phases: readonly ScheduledPhase[]) {
    this.phases = phases;
    this.total = phases.reduce((sum, { count }) => sum + count, 0);
  }

  /** Whole µs since the epoch at which record `index` is due. RangeError outside 0 … total − 1. */
  intendedMicros(index: number): Micros {
    if (!(index >= 0 && index < this.total)) throw new RangeError(`the topic has no record ${index}`);
    let low = 0;
    let high = this.phases.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >>> 1;
      if (this.#at(middle).first <= index) low = middle;
      else high = middle - 1;
    }
    const phase = this.#at(low);
    return timeInPhase(phase, index - phase.first);
  }

  /** How many records are due at or before a time: the least n with intendedMicros(n) after it. */
  countDueBy(time: number): number {
    if (!(time >= 0)) return 0;
    let low = 0;
    let high = this.phases.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >>> 1;
      if (this.#at(middle).start <= time) low = middle;
      else high = middle - 1;
    }
    const phase = this.#at(low);
    return phase.first + countInPhase(phase, Math.floor(time));
  }

  #at(index: number): ScheduledPhase {
    return this.phases[index] as ScheduledPhase;
  }
}

/** The schedule of one of the plan's topics; the counts of its phases are rounded from rate × share × time. */
export function topicSchedule(plan: Plan, topicName: string): TopicSchedule {
  const topic = plan.topics.find(({ name }) => name === topicName);
  if (topic === undefined) throw new RangeError(`the plan has no topic "${topicName}"`);
  let first = 0;
  return new TopicSchedule(
    plan.phases.map((phase) => {
      const count = Math.round(recordsInPhase(phase) * topic.share);
      first += count;
      return {
        name: phase.name,
        start: micros(phase.startSecond * 1e6),
        end: micros(phase.endSecond * 1e6),
        first: first - count,
        count,
        fromRate: phase.fromRate,
        toRate: phase.toRate,
      };
    }),
  );
}

/** Of a topic's first `count` records, those of the stream: record i belongs to producer i mod producers. */
export function recordsOf({ producer, producers }: Stream, count: number): number {
  return Math.max(0, Math.ceil((count - producer) / producers));
}

/** Records of a phase over all topics: the area under its rate, not rounded. */
export function recordsInPhase({ fromRate, toRate, startSecond, endSecond }: Phase): number {
  return ((fromRate + toRate) / 2) * (endSecond - startSecond);
}

/**
 * With a = fromRate, b = toRate and u the share of the phase that has passed, the share of its records
 * that are due is f = (2a·u + (b − a)·u²) / (a + b); this is its inverse in the form that does not cancel.
 */
function timeInPhase({ start, end, count, fromRate: a, toRate: b }: ScheduledPhase, k: number): Micros {
  const length = end - start;
  if (a === b) return micros(start + Math.floor((k * length) / count));
  const f = k / count;
  const u = (f * (a + b)) / (a + Math.sqrt(a * a + (b * b - a * a) * f));
  return micros(start + Math.min(length - 1, Math.floor(u * length)));
}

/** Records of the phase due by a whole µs: an estimate from f(u), put right where rounding missed by one. */
function countInPhase(phase: ScheduledPhase, time: number): number {
  const { start, end, count, fromRate: a, toRate: b } = phase;
  if (time >= end) return count;
  const u = (time - start + 1) / (end - start);
  const f = (2 * a * u + (b - a) * u * u) / (a + b);
  let n = Math.min(count, Math.ceil(f * count));
  while (n < count && timeInPhase(phase, n) <= time) n++;
  while (n > 0 && timeInPhase(phase, n - 1) > time) n--;
  return n;
}
