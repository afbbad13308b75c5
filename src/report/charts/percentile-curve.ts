import type { TopLevelSpec } from 'vega-lite';
import { milliseconds, significant } from '../../judge/format.ts';
import type { TargetSeries } from '../../judge/types/series.ts';
import type { TargetSummary } from '../../judge/types/summary.ts';
import type { Judged } from '../judged.ts';
import { left, plainRows, right, type Table } from '../table.ts';
import { targetColour } from './palette.ts';
import type { Picture } from './picture.ts';
import { type LatencyScale, latencyScale } from './scales.ts';
import { plotWidth } from './theme.ts';
import { valueAxis } from './value-axis.ts';

type Path = 'produce.response' | 'tail.endToEnd';
type Point = TargetSeries['percentileCurves'][number]['points'][number];

const NAMES: Readonly<Record<Path, string>> = {
  'produce.response': 'Produce response',
  'tail.endToEnd': 'End-to-end latency at the tail',
};

const HEIGHT = 280;
/** Second and later targets are dashed too, so that a grey print tells them apart. */
const DASHES = [
  [1, 0],
  [7, 3],
  [2, 3],
  [9, 3, 2, 3],
] as const;

/** 1 ÷ (1 − p): every further nine takes the same width. */
const tailScale = (percentile: number): number => 100 / (100 - percentile);
const TICKS = [0, 50, 90, 99, 99.9, 99.99, 99.999, 99.9999];
const tickX = (percentile: number): number => Number(tailScale(percentile).toPrecision(6));

/** As many digits as tell neighbouring points apart. */
const shown = (percentile: number): number => Number(percentile.toPrecision(7));

const pointsOf = (series: TargetSeries | undefined, path: Path): readonly Point[] =>
  series?.percentileCurves.find((curve) => curve.path === path)?.points ?? [];

function p99Of(target: TargetSummary, path: Path): string {
  const { p99 } = path === 'produce.response' ? target.produce.response : target.tail.endToEnd;
  return `${p99 === null ? 'not known' : milliseconds(p99)} on ${target.name}`;
}

/** Latency against percentile, all targets on one plot; null where no target has samples. */
export function percentileCurve({ summary, series }: Judged, path: Path): Picture | null {
  const curves = summary.targets.map(({ name }) => ({
    name,
    points: pointsOf(
      series.targets.find((target) => target.name === name),
      path,
    ),
  }));
  if (curves.every(({ points }) => points.length === 0)) return null;
  const title = `${NAMES[path]}, p99: ${summary.targets.map((target) => p99Of(target, path)).join(', ')}`;
  const id = `curve-${path.replace('.', '-')}`;
  const values = curves.flatMap(({ name, points }) =>
    points.map((point) => ({ target: name, x: tailScale(point.percentile), ms: point.ms })),
  );
  const names = curves.map(({ name }) => name);
  const scale = latencyScale(values.map(({ ms }) => ms));
  return {
    id,
    title,
    caption:
      'Each step to the right is ten times rarer. The lines merge all valid repetitions of the measured phases and end where samples end.',
    key: names.map((label, index) => ({
      label,
      colour: targetColour(index),
      mark: index === 0 ? 'line' : 'dashed-line',
    })),
    panels: [{ id, title: null, alt: altOf(path, curves), spec: (width) => curveSpec(width, names, values, scale) }],
    tables: curves.map(({ name, points }) => curveTable(`${id}-${name}`, name, points)),
  };
}

function altOf(path: Path, curves: readonly { readonly name: string; readonly points: readonly Point[] }[]): string {
  const lines = curves.map(({ name, points }) => {
    const first = points[0];
    const last = points.at(-1);
    return first === undefined || last === undefined
      ? `${name} has no samples`
      : `${name} rises from ${milliseconds(first.ms)} to ${milliseconds(last.ms)} at ${shown(last.percentile)}%`;
  });
  return `${NAMES[path]} against percentile: ${lines.join('; ')}.`;
}

function curveSpec(
  width: number,
  names: string[],
  values: readonly { readonly target: string; readonly x: number; readonly ms: number }[],
  scale: LatencyScale,
): TopLevelSpec {
  const end = values.reduce((most, { x }) => Math.max(most, x), 10);
  const ticks = TICKS.filter((percentile) => tickX(percentile) <= end);
  const labels = Object.fromEntries(ticks.map((percentile) => [tickX(percentile), `${percentile}%`]));
  return {
    width: plotWidth(width),
    height: HEIGHT,
    data: { values: [...values] },
    mark: { type: 'line', strokeWidth: 2 },
    encoding: {
      x: {
        field: 'x',
        type: 'quantitative',
        title: 'percentile',
        scale: { type: 'log', domain: [1, end], nice: false },
        axis: { values: ticks.map(tickX), labelExpr: `(${JSON.stringify(labels)})[datum.value]`, grid: true },
      },
      y: valueAxis('ms', 'latency, ms', scale),
      color: {
        field: 'target',
        type: 'nominal',
        legend: null,
        scale: { domain: names, range: names.map((_, index) => targetColour(index)) },
      },
      strokeDash: {
        field: 'target',
        type: 'nominal',
        legend: null,
        scale: { domain: names, range: names.map((_, index) => [...(DASHES[index % DASHES.length] ?? [])]) },
      },
    },
  };
}

function curveTable(id: string, name: string, points: readonly Point[]): Table {
  return {
    id: id.replace(/[^A-Za-z0-9-]+/g, '-'),
    title: `Points of ${name}`,
    columns: [left('Percentile'), right('Latency, ms')],
    groups: plainRows(
      points.map(({ percentile, ms }) => ({
        title: `${shown(percentile)}%`,
        unit: null,
        cells: [{ kind: 'figure', value: ms, text: significant(ms), unit: 'ms' }],
      })),
      'measured',
    ),
    notes: [],
  };
}
