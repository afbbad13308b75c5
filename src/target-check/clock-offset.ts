import type { WrittenRecord } from '../kafka/ten-records.ts';
import type { ServiceClock } from './answers.ts';

/** How far another clock is ahead of this machine's, ms: it lies within. */
export interface Offset {
  readonly lowMs: number;
  readonly highMs: number;
}

/**
 * From when a question was sent, when its answer came and what the other clock read in between, cut off to whole
 * `resolutionMs`: the true reading is in [read, read + resolution), at some moment in [sent, answered].
 */
function bounds(sentMs: number, answeredMs: number, readMs: number, resolutionMs: number): Offset {
  return { lowMs: readMs - answeredMs, highMs: readMs + resolutionMs - sentMs };
}

/** What all of several bounds allow; null where they contradict each other, as when a clock was moved meanwhile. */
function together(all: readonly Offset[]): Offset | null {
  if (all.length === 0) return null;
  const lowMs = Math.max(...all.map((it) => it.lowMs));
  const highMs = Math.min(...all.map((it) => it.highMs));
  return lowMs <= highMs ? { lowMs, highMs } : null;
}

/** Of the broker that appended records with its own time, whole ms. */
export const offsetOfRecords = (records: readonly WrittenRecord[]): Offset | null =>
  together(records.map((it) => bounds(it.sentAtMs, it.acknowledgedAtMs, it.appendedAtMs, 1)));

/** Of a service, by the seconds of its `Date` header. */
export const offsetOfService = ({ askedAtMs, answeredAtMs, dateMs }: ServiceClock): Offset | null =>
  dateMs === null ? null : bounds(askedAtMs, answeredAtMs, dateMs, 1_000);

/** `0.2 ms ahead, ±0.4 ms`: the middle of what is possible, and half its width. */
export function offsetWords({ lowMs, highMs }: Offset): string {
  const [middle, half] = [(lowMs + highMs) / 2, (highMs - lowMs) / 2];
  const side = middle >= 0 ? 'ahead' : 'behind';
  return `${ms(Math.abs(middle))} ${side}, ±${ms(half)}`;
}

const ms = (value: number): string => `${value >= 100 ? Math.round(value) : Number(value.toFixed(1))} ms`;
