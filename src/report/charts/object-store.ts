import type { TopLevelSpec } from 'vega-lite';
import { significant, whole } from '../../judge/format.ts';
import type { ObjectStorePoint, TargetSeries } from '../../judge/types/series.ts';
import type { TargetSummary } from '../../judge/types/summary.ts';
import { type NumberedFault, numberedFaults } from '../faults.ts';
import type { Judged } from '../judged.ts';
import { left, plainRows, right, type Table } from '../table.ts';
import { faintNote, faintUnlessValid } from './faint.ts';
import { faultKey, faultLabelPx, faultNote } from './fault-bands.ts';
import { ground, namedGround } from './ground.ts';
import { targetColour } from './palette.ts';
import type { Phase } from './phase-bands.ts';
import type { Picture } from './picture.ts';
import { type LatencyScale, zeroScale } from './scales.ts';
import { plotWidth, TITLE_ABOVE_PHASES } from './theme.ts';
import { timeAxis, wholeLoad } from './time-axis.ts';
import { valueAxis } from './value-axis.ts';

const REQUESTS_HEIGHT = 150;
const BYTES_HEIGHT = 90;

type Repetition = TargetSeries['repetitions'][number];

interface Frame {
  readonly phases: readonly Phase[];
  readonly faults: readonly NumberedFault[];
  readonly seconds: readonly [number, number];
  readonly requests: LatencyScale;
  readonly mib: LatencyScale;
}

/** Series of runs from before there was a proxy have no such list. */
const requestsOf = ({ objectStore }: { readonly objectStore?: readonly ObjectStorePoint[] }) => objectStore ?? [];

/** Requests and bytes per second, one panel a target that has an object store; null where none has. */
export function objectStoreRequests({ summary, series }: Judged): Picture | null {
  const shown = summary.targets.flatMap((target, index) => {
    const own = series.targets.find(({ name }) => name === target.name);
    const repetitions = own?.repetitions.filter((repetition) => requestsOf(repetition).length > 0) ?? [];
    return repetitions.length === 0 ? [] : [{ target, repetitions, index }];
  });
  if (shown.length === 0) return null;
  const points = shown.flatMap(({ repetitions }) => repetitions.flatMap(requestsOf));
  const frame: Frame = {
    phases: series.phases,
    faults: numberedFaults(summary.targets),
    seconds: [0, points.reduce((end, { second }) => Math.max(end, second + 1), wholeLoad(series)[1])],
    requests: zeroScale(points.flatMap(({ put, get, other }) => [put, get, other])),
    mib: zeroScale(points.flatMap(({ mibWritten, mibRead }) => [mibWritten, mibRead])),
  };
  return {
    id: 'object-store-requests',
    title: `Requests to the object store: ${shown.map(({ target }) => requestWords(target)).join('; ')}`,
    caption: `Requests that the object store answered in each second, as the proxy before it counted them, and below, the bytes of their bodies. Triangles count answers of 503 (SlowDown), diamonds other errors and requests without an answer.${faultNote(frame.faults)}${faintNote(series)}`,
    key: [
      { label: 'GET, read', colour: 'var(--ink)', mark: 'line' },
      { label: 'PUT, written', colour: 'var(--ink)', mark: 'dashed-line' },
      { label: 'other', colour: 'var(--ink)', mark: 'faint-line' },
      { label: '503', colour: 'var(--ink)', mark: 'triangle' },
      { label: 'failed', colour: 'var(--ink)', mark: 'diamond' },
      ...faultKey(frame.faults),
    ],
    panels: shown.map(({ target, repetitions, index }) => ({
      id: `object-store-requests-${index}`,
      title: target.name,
      alt: `Requests and bytes per second between ${requestWords(target)}.`,
      spec: (width) => requestSpec(width, frame, repetitions, targetColour(index)),
    })),
    tables: shown.flatMap(({ target, repetitions, index }) =>
      repetitions.map((repetition) => requestTable(index, target.name, repetition)),
    ),
  };
}

function requestWords({ name, objectStore }: TargetSummary): string {
  if (objectStore === null) return `${name} not known`;
  const { get, put, throttled } = objectStore;
  return `${name} ${whole(get)} GET and ${whole(put)} PUT, ${throttled === 0 ? 'none' : whole(throttled)} answered with 503`;
}

function requestSpec(width: number, frame: Frame, repetitions: readonly Repetition[], colour: string): TopLevelSpec {
  const rows = repetitions.flatMap((repetition) =>
    requestsOf(repetition).map((point) => ({ ...point, repetition: repetition.index, valid: repetition.valid })),
  );
  const px = plotWidth(width);
  const labelPx = faultLabelPx(frame.faults);
  const x = (title: string | null) => timeAxis('second', frame.seconds, px, title);
  const requests = (field: string) =>
    valueAxis(field, 'requests/s', frame.requests, { titleY: TITLE_ABOVE_PHASES - labelPx });
  const mib = (field: string) => valueAxis(field, 'MiB/s', frame.mib);
  const line = (strokeDash: number[], opacity: number, encoding: object) => ({
    mark: { type: 'line' as const, color: colour, strokeWidth: 1.5, strokeDash },
    encoding: {
      detail: { field: 'repetition', type: 'nominal' as const },
      opacity: faintUnlessValid(opacity),
      ...encoding,
    },
  });
  const troubles = (field: 'throttled' | 'failed', shape: string) => ({
    data: { values: rows.filter((row) => row[field] > 0).map((row) => ({ ...row, second: row.second + 0.5 })) },
    mark: { type: 'point' as const, filled: true, shape, size: 45, color: 'var(--ink)' },
    encoding: { x: x(null), y: requests(field), opacity: faintUnlessValid(0.85) },
  });
  return {
    data: { values: rows },
    vconcat: [
      {
        width: px,
        height: REQUESTS_HEIGHT,
        layer: [
          ...namedGround(frame, repetitions, px),
          line([1, 0], 0.5, { x: x(null), y: requests('other') }),
          line([5, 3], 1, { x: x(null), y: requests('put') }),
          line([1, 0], 1, { x: x(null), y: requests('get') }),
          troubles('throttled', 'triangle-up'),
          troubles('failed', 'diamond'),
        ],
      },
      {
        width: px,
        height: BYTES_HEIGHT,
        layer: [
          ...ground(frame, repetitions),
          line([5, 3], 1, { x: x('seconds since the start'), y: mib('mibWritten') }),
          line([1, 0], 1, { x: x('seconds since the start'), y: mib('mibRead') }),
        ],
      },
    ],
  };
}

const COLUMNS = [
  ['get', 'GET', 'requests'],
  ['put', 'PUT', 'requests'],
  ['other', 'Other', 'requests'],
  ['throttled', '503', 'requests'],
  ['failed', 'Failed', 'requests'],
  ['mibRead', 'Read, MiB', 'MiB'],
  ['mibWritten', 'Written, MiB', 'MiB'],
] as const;

function requestTable(target: number, name: string, repetition: Repetition): Table {
  return {
    id: `object-store-seconds-${target}-${repetition.index}`,
    title: `${name}, repetition ${repetition.index}${repetition.valid ? '' : ' (invalid)'}`,
    columns: [left('Second'), ...COLUMNS.map(([, title]) => right(title))],
    groups: plainRows(
      requestsOf(repetition).map((point) => ({
        title: String(point.second),
        unit: null,
        cells: COLUMNS.map(([key, , unit]) => ({
          kind: 'figure' as const,
          value: point[key],
          text: significant(point[key]),
          unit,
        })),
      })),
      'measured',
    ),
    notes: [],
  };
}
