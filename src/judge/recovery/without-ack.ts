import type { Plan } from '../../scenarios/types.ts';
import { loadEnd } from '../load-end.ts';
import { eventsOf, type RepetitionEvidence } from '../repetition-evidence.ts';
import { secondsFrom } from './duration.ts';
import { plannedTopic, sendingThreads } from './senders.ts';
import type { Span } from './windows.ts';

/** Longest time without any acknowledgement from one partition; `topic` as in the plan. */
export interface WithoutAck {
  readonly topic: string;
  readonly partition: number;
  readonly seconds: number;
}

/** When one partition acknowledged nothing though something waited; `name` as on the cluster. */
export interface Silences {
  readonly topic: string;
  readonly name: string;
  readonly partition: number;
  readonly spans: readonly Span[];
}

/**
 * The silences of each partition: times in which every thread that has records for it had a gap, their intersection.
 * What was open when the load ended lasts until then.
 */
export function silencesOf(pass: RepetitionEvidence, plan: Plan): readonly Silences[] {
  const end = loadEnd(pass, plan);
  const gaps = Map.groupBy(eventsOf(pass, 'ack-gap'), ({ topic, partition }) => `${topic}/${partition}`);
  return [...gaps.values()].flatMap((ofPartition): readonly Silences[] => {
    const [{ topic: name, partition } = { topic: '', partition: 0 }] = ofPartition;
    const topic = plannedTopic(plan, name);
    if (topic === null) return [];
    const ofThreads = sendingThreads(plan, topic, partition).map((thread): readonly Span[] =>
      ofPartition
        .filter(({ index }) => index === thread)
        .map(({ fromMicros, toMicros }): Span => [fromMicros / 1e6, toMicros === null ? end : toMicros / 1e6]),
    );
    return [{ topic: topic.name, name, partition, spans: ofThreads.reduce(intersection) }];
  });
}

/**
 * Partitions that acknowledged nothing for a while of the window, though something waited, longest first. What began
 * before the window counts from its start.
 */
export function withoutAck(silences: readonly Silences[], window: Span): readonly WithoutAck[] {
  return silences
    .flatMap(({ topic, partition, spans }): readonly WithoutAck[] => {
      const seconds = longestWithin(spans, window);
      return seconds === 0 ? [] : [{ topic, partition, seconds }];
    })
    .toSorted((a, b) => b.seconds - a.seconds || a.partition - b.partition);
}

/** The times that lie in a span of each of two lists. */
function intersection(some: readonly Span[], others: readonly Span[]): readonly Span[] {
  return some.flatMap(([from, to]) =>
    others.flatMap(([otherFrom, otherTo]): readonly Span[] => {
      const both: Span = [Math.max(from, otherFrom), Math.min(to, otherTo)];
      return both[0] < both[1] ? [both] : [];
    }),
  );
}

/** The longest of the parts of spans that lie in a window: what comes after it is charged to another fault. 0 without. */
export function longestWithin(spans: readonly Span[], [from, to]: Span): number {
  return spans.reduce(
    (longest, [start, end]) =>
      start < to && end > from ? Math.max(longest, secondsFrom(Math.max(start, from), Math.min(end, to))) : longest,
    0,
  );
}
