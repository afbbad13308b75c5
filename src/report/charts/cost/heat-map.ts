import type { TopLevelSpec } from 'vega-lite';
import type { Axis, Sweep } from '../../../cost-model/types/answers.ts';
import type { CostResult } from '../../../cost-model/types/result.ts';
import { readingOf } from '../../cost-words/workload-axis.ts';
import { type Cell, left, missing, plainRows, right, type Table } from '../../table.ts';
import { comparedPlatforms, titleOf } from '../../tables/cost/platforms.ts';
import type { Picture } from '../picture.ts';
import { plotWidth } from '../theme.ts';
import { logMarks } from './log-axis.ts';
import { sideColours } from './rows.ts';

const HEIGHT = 300;
/** A difference of this share and more is drawn at full strength. */
const FULL_SHARE = 0.5;
const FAINTEST = 0.08;

type Difference = NonNullable<Sweep['difference']>;

const NOT_CARRIED = 'one of the two does not carry such a workload';

/** Where the middle between neighbours lies on the axis, and as far beyond the ends. */
function edges(values: readonly number[], log: boolean): readonly number[] {
  const scaled = log ? values.map(Math.log) : values;
  const middles = scaled.slice(1).map((value, at) => (value + (scaled[at] ?? value)) / 2);
  const [first = 0, second = first] = scaled;
  const [before = 0, last = before] = scaled.slice(-2);
  const all = [first - (second - first) / 2, ...middles, last + (last - before) / 2];
  return log ? all.map(Math.exp) : all;
}

const isLog = ({ values: [first = 0, second = 0, third = 0] }: Axis): boolean =>
  first > 0 && Math.abs(second / first - third / second) < 1e-3 * (second / first);

/** The difference over two figures of the workload with the line on which both cost the same; null where nothing may be ranked. */
export function heatMap(cost: CostResult): Picture | null {
  const sweep = cost.answers?.sweep ?? null;
  const [baseline, candidate] = comparedPlatforms(cost);
  if (sweep === null || sweep.difference === null || baseline === undefined || candidate === undefined) return null;
  const [stays, other] = sideColours(cost);
  const [a, b] = [titleOf(baseline, cost), titleOf(candidate, cost)];
  const [x, y] = [readingOf(sweep.x, cost), readingOf(sweep.y, cost)];
  const cells = sweep.difference.flat().filter((share) => share !== null);
  const cheaper = cells.filter((share) => share < 0).length;
  const title =
    cheaper === 0 || cheaper === cells.length
      ? `${cheaper === 0 ? a : b} is the cheaper one for every ${x.noun} and ${y.noun} that were tried`
      : `${b} is the cheaper one in ${cheaper} of ${cells.length} cases of ${x.noun} and ${y.noun}`;
  return {
    id: 'cost-heat-map',
    title,
    caption:
      'The colour says which one is cheaper, its strength by how much: full from half as much again. On the line both cost the same; the ring is today. What one of the two does not carry is left blank.',
    key: [
      { label: `${a} is cheaper`, colour: stays, mark: 'area' },
      { label: `${b} is cheaper`, colour: other, mark: 'area' },
      { label: 'both cost the same', colour: 'var(--ink)', mark: 'line' },
    ],
    panels: [
      {
        id: 'cost-heat-map',
        title: null,
        alt: `Map of the cheaper platform over ${x.axis} and ${y.axis}. ${title}.`,
        spec: (width) => mapSpec(width, sweep, sweep.difference ?? [], cost),
      },
    ],
    tables: [differenceTable(sweep, sweep.difference, cost)],
  };
}

function axisOf(field: string, axis: Axis, cost: CostResult) {
  const { axis: title, of } = readingOf(axis, cost);
  const bounds = edges(axis.values, isLog(axis)).map(of);
  const domain: [number, number] = [bounds[0] ?? 0, bounds.at(-1) ?? 1];
  const log = isLog(axis);
  return {
    bounds,
    of,
    encoding: {
      field,
      type: 'quantitative' as const,
      title,
      scale: {
        type: log ? ('log' as const) : ('linear' as const),
        domain,
        nice: false,
        ...(log ? {} : { zero: false }),
      },
      axis: { format: ',~r', grid: false, ...(log ? { values: logMarks(domain) } : {}) },
    },
  };
}

function mapSpec(width: number, sweep: Sweep, difference: Difference, cost: CostResult): TopLevelSpec {
  const [stays, other] = sideColours(cost);
  const [x, y] = [axisOf('x', sweep.x, cost), axisOf('y', sweep.y, cost)];
  const cells = difference.flatMap((row, at) =>
    row.flatMap((share, column) =>
      share === null
        ? []
        : [
            {
              x: x.bounds[column],
              x2: x.bounds[column + 1],
              y: y.bounds[at],
              y2: y.bounds[at + 1],
              colour: share < 0 ? other : stays,
              strength: Math.max(FAINTEST, Math.min(1, Math.abs(share) / FULL_SHARE)),
            },
          ],
    ),
  );
  const frontier = sweep.frontier.flatMap((piece, line) =>
    piece.map((point, order) => ({ line, order, x: x.of(point.x), y: y.of(point.y) })),
  );
  const today = { x: cost.figures[sweep.x.figure]?.value, y: cost.figures[sweep.y.figure]?.value };
  const at = { x: { field: 'x', type: 'quantitative' as const }, y: { field: 'y', type: 'quantitative' as const } };
  return {
    width: plotWidth(width),
    height: HEIGHT,
    layer: [
      {
        data: { values: cells },
        mark: { type: 'rect', clip: true },
        encoding: {
          x: x.encoding,
          x2: { field: 'x2' },
          y: y.encoding,
          y2: { field: 'y2' },
          color: { field: 'colour', type: 'nominal', scale: null },
          opacity: { field: 'strength', type: 'quantitative', scale: null },
        },
      },
      {
        data: { values: frontier },
        mark: { type: 'line', color: 'var(--ink)', strokeWidth: 2, clip: true },
        encoding: {
          ...at,
          detail: { field: 'line', type: 'nominal' },
          order: { field: 'order', type: 'quantitative' },
        },
      },
      {
        data: {
          values: today.x === undefined || today.y === undefined ? [] : [{ x: x.of(today.x), y: y.of(today.y) }],
        },
        mark: { type: 'point', color: 'var(--ink)', size: 90, strokeWidth: 2, filled: false, clip: true },
        encoding: at,
      },
    ],
  };
}

function differenceTable(sweep: Sweep, difference: Difference, cost: CostResult): Table {
  const [x, y] = [readingOf(sweep.x, cost), readingOf(sweep.y, cost)];
  const sign = (share: number): string => (share > 0 ? '+' : share < 0 ? '−' : '');
  return {
    id: 'cost-sweep',
    title: 'How much more, or less, the candidate costs than the baseline',
    columns: [left(y.axis), ...sweep.x.values.map((value) => right(x.words(value)))],
    groups: plainRows(
      sweep.y.values.map((value, at) => ({
        title: y.words(value),
        unit: null,
        cells: (difference[at] ?? []).map(
          (share): Cell =>
            share === null
              ? missing(NOT_CARRIED)
              : {
                  kind: 'figure',
                  value: share,
                  text: `${sign(share)}${Math.abs(share * 100).toFixed(1)}%`,
                  unit: 'share',
                },
        ),
      })),
      'modelled',
    ),
    notes: [],
  };
}
