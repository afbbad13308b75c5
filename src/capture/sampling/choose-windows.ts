import type { Random } from '../../random.ts';

/** What was written to a partition between two looks at its end: the offsets [from, to). */
export interface FreshRange {
  readonly topic: number;
  readonly partition: number;
  readonly from: number;
  readonly to: number;
}

/** Offsets [from, to) that are to be looked at, and for how many records each of them stands. */
export interface Window extends FreshRange {
  readonly weight: number;
}

export interface WindowPlan {
  /** How many windows to choose in all, on average. */
  readonly windows: number;
  /** Offsets a window, by topic. */
  readonly length: (topic: number) => number;
}

/** Of the windows, so many go to topics without regard to how busy they are: a quiet one is looked at, too. */
const ALIKE = 0.25;

/**
 * Chooses windows among what was written. Every range is cut into windows of the topic's length, and of a topic's B
 * windows e are chosen on average, each with the same chance, so that every record has the chance e ÷ B and weighs
 * B ÷ e (Horvitz and Thompson, 1952). Batches are no part of it: a large batch is not more likely to be looked at than
 * its records say. Which topics get how many follows their rates, but for a quarter of the windows.
 */
export function chooseWindows(ranges: readonly FreshRange[], plan: WindowPlan, random: Random): readonly Window[] {
  const byTopic = Map.groupBy(
    ranges.filter(({ from, to }) => to > from),
    ({ topic }) => topic,
  );
  const written = (of: readonly FreshRange[]): number => of.reduce((sum, { from, to }) => sum + to - from, 0);
  const all = written([...byTopic.values()].flat());
  const chosen = [...byTopic].flatMap(([topic, own]) => {
    const length = Math.max(1, Math.round(plan.length(topic)));
    const counts = own.map(({ from, to }) => Math.ceil((to - from) / length));
    const total = counts.reduce((sum, count) => sum + count, 0);
    const share = ((1 - ALIKE) * written(own)) / all + ALIKE / byTopic.size;
    const expected = Math.min(total, plan.windows * share);
    if (expected === 0) return [];
    const picked = distinct(total, roundedByChance(expected, random), random);
    return windowsAt(picked, own, counts, length).map((window) => ({ ...window, weight: total / expected }));
  });
  return shuffled(chosen, random);
}

/** A whole number that is `expected` on average. */
function roundedByChance(expected: number, random: Random): number {
  const whole = Math.floor(expected);
  return whole + (random() < expected - whole ? 1 : 0);
}

/** `count` different numbers below `total` (Floyd's algorithm), in order. */
function distinct(total: number, count: number, random: Random): readonly number[] {
  const picked = new Set<number>();
  for (let upTo = total - count; upTo < total; upTo++) {
    const one = Math.floor(random() * (upTo + 1));
    picked.add(picked.has(one) ? upTo : one);
  }
  return [...picked].toSorted((a, b) => a - b);
}

function windowsAt(
  picked: readonly number[],
  ranges: readonly FreshRange[],
  counts: readonly number[],
  length: number,
): readonly FreshRange[] {
  const windows: FreshRange[] = [];
  let range = 0;
  let before = 0;
  for (const number of picked) {
    while (number >= before + (counts[range] as number)) before += counts[range++] as number;
    const own = ranges[range] as FreshRange;
    const from = own.from + (number - before) * length;
    windows.push({ ...own, from, to: Math.min(own.to, from + length) });
  }
  return windows;
}

function shuffled<T>(items: readonly T[], random: Random): readonly T[] {
  const order = [...items];
  for (let i = order.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    const swap = order[i] as T;
    order[i] = order[j] as T;
    order[j] = swap;
  }
  return order;
}
