import type { Period } from './types/source.ts';

/** Bills count whole days, in UTC, as text: `2026-11-03`. */
export const DAY_MS = 86_400_000;

export const isoDay = (ms: number): string => new Date(ms).toISOString().slice(0, 10);

export const dayAfter = (day: string): string => isoDay(Date.parse(day) + DAY_MS);

/** How many days before it another is. */
export const daysBetween = (start: string, until: string): number => (Date.parse(until) - Date.parse(start)) / DAY_MS;

/** Every day of a period. */
export const daysOf = ({ start, end }: Period): readonly string[] =>
  Array.from({ length: Math.max(0, daysBetween(start, end)) }, (_, at) => isoDay(Date.parse(start) + at * DAY_MS));

/** From the first start to the last end; null of none. */
export function hullOf(periods: readonly Period[]): Period | null {
  const [start] = periods.map((period) => period.start).toSorted();
  const end = periods
    .map((period) => period.end)
    .toSorted()
    .at(-1);
  return start === undefined || end === undefined ? null : { start, end };
}
