import type { TopLevelSpec } from 'vega-lite';
import { milliseconds, significant } from '../../judge/format.ts';
import type { SecondPoint, TargetSeries } from '../../judge/types/series.ts';
import type { TargetSummary } from '../../judge/types/summary.ts';
import { type NumberedFault, numberedFaults } from '../faults.ts';
import type { Judged } from '../judged.ts';
import { type Cell, left, missing, plainRows, right, type Table, text } from '../table.ts';
import { faintNote, faintUnlessValid } from './faint.ts';
import { faultKey, faultLabelPx, faultNote } from './fault-bands.ts';
import { ground, namedGround } from './ground.ts';
import { targetColour } from './palette.ts';
import type { Phase } from './phase-bands.ts';
import type { Picture } from './picture.ts';
import { type LatencyScale, latencyScale, zeroScale } from './scales.ts';
import { plotWidth, TITLE_ABOVE_PHASES } from './theme.ts';
import { timeAxis, wholeLoad } from './time-axis.ts';
import { valueAxis } from './value-axis.ts';

const LATENCY_HEIGHT = 190;
const RATE_HEIGHT = 70;

interface Frame {
  readonly phases: readonly Phase[];
  readonly faults: readonly NumberedFault[];
  readonly seconds: readonly [number, number];
  readonly latency: LatencyScale;
  readonly rate: LatencyScale;
}

/** Latency and rates per second, one panel a target on common scales, every repetition drawn. */
export function overTime({ summary, series }: Judged): Picture | null {
  const points = series.targets.flatMap((target) => target.repetitions.flatMap((repetition) => repetition.seconds));
  if (points.length === 0) return null;
  const frame: Frame = {
    phases: series.phases,
    faults: numberedFaults(summary.targets),
    seconds: wholeLoad(series),
    latency: latencyScale(points.flatMap(({ p50, p99, max }) => [p50, p99, max])),
    rate: zeroScale(points.flatMap(({ intended, acknowledged }) => [intended, acknowledged])),
  };
  const shown = summary.targets.flatMap((target, index) => {
    const own = series.targets.find(({ name }) => name === target.name);
    return own === undefined || own.repetitions.length === 0 ? [] : [{ target, own, index }];
  });
  return {
    id: 'over-time',
    title: `Produce response p99 by phase: ${shown.map(({ target }) => phaseWords(target)).join('; ')}`,
    caption: `Latency of the records that were due in each second, with every repetition drawn over the others; below, what was due and what was acknowledged in that second. Shades mark the phases.${faultNote(frame.faults)}${faintNote(series)}`,
    key: [
      { label: 'p99', colour: 'var(--ink)', mark: 'line' },
      { label: 'p50', colour: 'var(--ink)', mark: 'faint-line' },
      { label: 'maximum', colour: 'var(--ink)', mark: 'dot' },
      { label: 'intended rate', colour: 'var(--muted)', mark: 'dashed-line' },
      ...faultKey(frame.faults),
    ],
    panels: shown.map(({ target, own, index }) => ({
      id: `over-time-${index}`,
      title: target.name,
      alt: `Latency and rates per second on ${target.name}, ${own.repetitions.length} repetitions; p99 ${phaseWords(target)}.`,
      spec: (width) => timeSpec(width, frame, own, targetColour(index)),
    })),
    tables: shown.flatMap(({ own, index }) =>
      own.repetitions.map((repetition) => secondsTable(index, own.name, repetition)),
    ),
  };
}

function phaseWords({ name, produce }: TargetSummary): string {
  const phases = produce.phases.filter(({ role }) => role === 'measured');
  const said = phases.map(
    (phase) => `${phase.response.p99 === null ? '–' : milliseconds(phase.response.p99)} in ${phase.name}`,
  );
  return `${name} ${said.join(', ')}`;
}

function timeSpec(width: number, frame: Frame, own: TargetSeries, colour: string): TopLevelSpec {
  const rows = own.repetitions.flatMap(({ index, seconds, valid }) =>
    seconds.map((point) => ({ ...point, repetition: index, valid })),
  );
  const px = plotWidth(width);
  const x = (title: string | null) => timeAxis('second', frame.seconds, px, title);
  const labelPx = faultLabelPx(frame.faults);
  const detail = { field: 'repetition', type: 'nominal' as const };
  const latency = (field: string) =>
    valueAxis(field, 'latency, ms', frame.latency, { titleY: TITLE_ABOVE_PHASES - labelPx });
  const rate = (field: string) => valueAxis(field, 'records/s', frame.rate);
  return {
    data: { values: rows },
    vconcat: [
      {
        width: px,
        height: LATENCY_HEIGHT,
        layer: [
          ...namedGround(frame, own.repetitions, px),
          {
            mark: { type: 'point', filled: true, size: 9, color: colour },
            encoding: { x: x(null), y: latency('max'), opacity: faintUnlessValid(0.55) },
          },
          {
            mark: { type: 'line', color: colour, strokeWidth: 1.25 },
            encoding: { x: x(null), y: latency('p50'), detail, opacity: faintUnlessValid(0.6) },
          },
          {
            mark: { type: 'line', color: colour, strokeWidth: 1.9 },
            encoding: { x: x(null), y: latency('p99'), detail, opacity: faintUnlessValid(1) },
          },
        ],
      },
      {
        width: px,
        height: RATE_HEIGHT,
        layer: [
          ...ground(frame, own.repetitions),
          {
            mark: { type: 'line', color: colour, strokeWidth: 1.5, interpolate: 'step-after' },
            encoding: {
              x: x('seconds since the start'),
              y: rate('acknowledged'),
              detail,
              opacity: faintUnlessValid(1),
            },
          },
          {
            mark: {
              type: 'line',
              color: 'var(--muted)',
              strokeWidth: 1.25,
              strokeDash: [4, 3],
              interpolate: 'step-after',
            },
            encoding: { x: x('seconds since the start'), y: rate('intended'), detail },
          },
        ],
      },
    ],
  };
}

const TOO_FEW = 'too few samples in that second';

function secondsTable(target: number, name: string, repetition: TargetSeries['repetitions'][number]): Table {
  const columns = ['p50', 'p99', 'max', 'intended', 'offered', 'acknowledged'] as const;
  const cell = (point: SecondPoint, key: (typeof columns)[number]): Cell => {
    const value = point[key];
    if (value === null) return missing(TOO_FEW);
    return {
      kind: 'figure',
      value,
      text: significant(value),
      unit: key === 'p50' || key === 'p99' || key === 'max' ? 'ms' : 'records/s',
    };
  };
  return {
    id: `seconds-${target}-${repetition.index}`,
    title: `${name}, repetition ${repetition.index}${repetition.valid ? '' : ' (invalid)'}`,
    columns: [
      left('Second'),
      left('Phase'),
      ...['p50, ms', 'p99, ms', 'Maximum, ms'].map(right),
      ...['Intended, records/s', 'Offered, records/s', 'Acknowledged, records/s'].map(right),
    ],
    groups: plainRows(
      repetition.seconds.map((point) => ({
        title: String(point.second),
        unit: null,
        cells: [text(point.phase ?? ''), ...columns.map((key) => cell(point, key))],
      })),
      'measured',
    ),
    notes: [],
  };
}
