import type { MeasuredFigure, PlatformCost } from '../types/result.ts';

/** What every run measures, whether or not a formula of its platform has a place for it. */
export const THROUGHPUT = 'throughput per broker';

/**
 * What is missing before a run stands behind a platform's costs; nothing where one does: a target of this platform
 * whose throughput, and whatever else of it a formula has a place for, was measured under production's conditions.
 * Of several targets the one that lacks least counts.
 */
export function unmetBy(
  { targets }: Pick<PlatformCost, 'targets'>,
  measured: readonly MeasuredFigure[],
): readonly string[] {
  const attempts = targets
    .map((target) => measured.filter((figure) => figure.target === target).filter(counts))
    .filter((figures) => figures.some(({ name }) => name === THROUGHPUT))
    .map((figures) => [...new Set(figures.flatMap((figure) => (figure.transferable === true ? [] : figure.because)))]);
  return attempts.toSorted((a, b) => a.length - b.length)[0] ?? ['no run has measured it'];
}

const counts = ({ name, assumption, value }: MeasuredFigure): boolean =>
  name === THROUGHPUT || (typeof assumption === 'string' && value !== null);
