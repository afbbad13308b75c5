import type { TopLevelSpec } from 'vega-lite';
import type { RecoverySummary } from '../../../judge/types/figures.ts';
import type { NumberedFault } from '../../faults.ts';
import { faintUnlessValid } from '../faint.ts';
import { faultBands } from '../fault-bands.ts';
import { faultLabels } from '../fault-labels.ts';
import { CHARACTER_PX } from '../phase-bands.ts';
import type { LatencyScale } from '../scales.ts';
import { plotWidth } from '../theme.ts';
import { timeAxis } from '../time-axis.ts';
import { valueAxis } from '../value-axis.ts';
import type { Aftermath } from './aftermath.ts';
import { MARKS, type MarkPoint, markLabels, markPoints } from './marks.ts';

const ROW_PX = 22;
const LATENCY_HEIGHT = 130;
const RATE_HEIGHT = 70;
/** Between a mark and its words. */
const GAP_PX = 9;

export interface Frame {
  /** Since the fault began. */
  readonly seconds: readonly [number, number];
  readonly faults: readonly NumberedFault[];
  /** Response p99 with which a second counts as recovered; null where the plan names none. */
  readonly recoveredMs: number | null;
  readonly latency: LatencyScale;
  readonly acknowledged: LatencyScale;
}

/** Three panels on one axis: the marks, the latency, and the share that was acknowledged. */
export function aftermathSpec(width: number, frame: Frame, aftermath: Aftermath, colour: string): TopLevelSpec {
  const px = plotWidth(width);
  return {
    vconcat: [
      { width: px, height: MARKS.length * ROW_PX, layer: markLayers(px, frame, aftermath, colour) },
      { width: px, height: LATENCY_HEIGHT, layer: latencyLayers(px, frame, aftermath, colour) },
      { width: px, height: RATE_HEIGHT, layer: rateLayers(px, frame, aftermath, colour) },
    ],
  };
}

function markLayers(px: number, { seconds, faults }: Frame, { recovery, passes, bands }: Aftermath, colour: string) {
  const x = timeAxis('second', seconds, px, null);
  const y = {
    field: 'row',
    type: 'quantitative' as const,
    axis: null,
    scale: { domain: [MARKS.length - 0.5, -0.5], nice: false, zero: false },
  };
  const points = (passes.length === 0 ? [recovery] : passes).flatMap(markPoints);
  const marksOf = (of: 'fault' | 'clients', shape: string, fill: string) => ({
    data: { values: points.filter((point) => point.of === of) },
    mark: { type: 'point' as const, filled: true, size: 60, shape, color: fill, opacity: 0.85 },
    encoding: { x, y },
  });
  return [
    ...faultBands(bands, seconds),
    ...faultLabels(bands, faults, seconds, px),
    marksOf('fault', 'square', 'var(--fault-ink)'),
    marksOf('clients', 'circle', colour),
    ...words(px, seconds, recovery, points).map(({ align, ...mark }) => ({
      data: { values: [mark] },
      mark: {
        type: 'text' as const,
        align,
        baseline: 'middle' as const,
        color: mark.isSeen ? 'var(--ink)' : 'var(--muted)',
        fontStyle: mark.isSeen ? ('normal' as const) : ('italic' as const),
        x: mark.px,
      },
      encoding: { y, text: { field: 'label', type: 'nominal' as const } },
    })),
  ];
}

/** Beside the marks of its row, on the side where there is room; what was not seen stands at the right edge. */
function words(
  plotPx: number,
  [from, to]: readonly [number, number],
  recovery: RecoverySummary,
  points: readonly MarkPoint[],
) {
  return markLabels(recovery).map(({ row, label, second }) => {
    if (second === null) return { row, label, isSeen: false, align: 'right' as const, px: plotPx };
    const marks = [second, ...points.filter((point) => point.row === row).map((point) => point.second)];
    const pxAt = (at: number): number => ((at - from) / (to - from)) * plotPx;
    const beyond = pxAt(Math.max(...marks)) + GAP_PX;
    return beyond + label.length * CHARACTER_PX <= plotPx
      ? { row, label, isSeen: true, align: 'left' as const, px: beyond }
      : { row, label, isSeen: true, align: 'right' as const, px: pxAt(Math.min(...marks)) - GAP_PX };
  });
}

const detail = { field: 'repetition', type: 'nominal' as const };

function latencyLayers(px: number, frame: Frame, { points, bands }: Aftermath, colour: string) {
  const x = timeAxis('second', frame.seconds, px, null);
  const y = (field: string) => valueAxis(field, 'latency, ms', frame.latency);
  const within = {
    data: { values: frame.recoveredMs === null ? [] : [{ ms: frame.recoveredMs }] },
    mark: { type: 'rule' as const, color: 'var(--muted)', strokeDash: [4, 3] },
    encoding: { y: y('ms') },
  };
  return [
    ...faultBands(bands, frame.seconds),
    ...(frame.recoveredMs === null ? [] : [within]),
    {
      data: { values: points.map((point) => ({ ...point, second: point.second + 0.5 })) },
      mark: { type: 'point' as const, filled: true, size: 9, color: colour },
      encoding: { x, y: y('max'), opacity: faintUnlessValid(0.55) },
    },
    {
      data: { values: [...points] },
      mark: { type: 'line' as const, color: colour, strokeWidth: 1.9, interpolate: 'step-after' as const },
      encoding: { x, y: y('p99'), detail, opacity: faintUnlessValid(1) },
    },
  ];
}

function rateLayers(px: number, frame: Frame, { points, bands }: Aftermath, colour: string) {
  return [
    ...faultBands(bands, frame.seconds),
    {
      data: { values: [...points] },
      mark: { type: 'line' as const, color: colour, strokeWidth: 1.5, interpolate: 'step-after' as const },
      encoding: {
        x: timeAxis('second', frame.seconds, px, 'seconds since the fault began'),
        y: valueAxis('acknowledgedPercent', 'acknowledged ÷ intended, %', frame.acknowledged),
        detail,
        opacity: faintUnlessValid(1),
      },
    },
  ];
}
