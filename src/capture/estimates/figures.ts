import type { EstimatedRatio } from '../statistics/ratio.ts';
import type { CapturedFigure } from '../types.ts';

export const counted = (value: number, unit: string, how: string): CapturedFigure => {
  return { value, unit, seen: 'counted', how, low: null, high: null };
};

export const sampled = (
  value: number,
  unit: string,
  how: string,
  low: number | null = null,
  high: number | null = null,
): CapturedFigure => ({ value, unit, seen: 'sampled', how, low, high });

export const figureOf = ({ value, low, high }: EstimatedRatio, unit: string, how: string): CapturedFigure =>
  sampled(value, unit, how, low, high);

/** The same for an estimate that there may not be. */
export const figureOrNull = (estimate: EstimatedRatio | null, unit: string, how: string): CapturedFigure | null =>
  estimate === null ? null : figureOf(estimate, unit, how);

/** A figure times a number that is exact. */
export const times = (figure: CapturedFigure, factor: number, unit: string, how: string): CapturedFigure => ({
  ...figure,
  value: figure.value * factor,
  unit,
  how,
  low: figure.low === null ? null : figure.low * factor,
  high: figure.high === null ? null : figure.high * factor,
});
