import type { Series } from '../../judge/types/series.ts';

/** Seconds from the first to the last of the run's load, the same on every picture that shows all of it. */
export function wholeLoad({ phases, targets }: Series): readonly [number, number] {
  const ends = targets.flatMap(({ repetitions }) =>
    repetitions.flatMap(({ seconds }) => seconds.map(({ second }) => second + 1)),
  );
  return [0, [...phases.map(({ end }) => end), ...ends].reduce((a, b) => Math.max(a, b), 0)];
}

/** A horizontal axis of seconds; `title` null for a panel that shares the axis of the one below it. */
export const timeAxis = (field: string, seconds: readonly [number, number], plotPx: number, title: string | null) => ({
  field,
  type: 'quantitative' as const,
  title,
  scale: { domain: [...seconds], nice: false, zero: false },
  axis: { tickCount: plotPx > 400 ? 10 : 5, ...(title === null ? { labels: false, ticks: false } : {}) },
});
