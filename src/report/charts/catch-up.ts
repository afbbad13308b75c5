import type { TopLevelSpec } from 'vega-lite';
import { withinWords } from '../../judge/catch-up.ts';
import { significant, whole } from '../../judge/format.ts';
import type { TargetSummary } from '../../judge/types/summary.ts';
import { type NumberedFault, numberedFaults } from '../faults.ts';
import type { Judged } from '../judged.ts';
import { left, plainRows, right, type Table } from '../table.ts';
import { SOURCE_TITLES } from '../words.ts';
import { faintNote, faintUnlessValid } from './faint.ts';
import { faultKey, faultLabelPx, faultNote, faultsWithin } from './fault-bands.ts';
import { ground, namedGround } from './ground.ts';
import { targetColour } from './palette.ts';
import type { Phase } from './phase-bands.ts';
import type { Picture } from './picture.ts';
import { type LatencyScale, latencyScale, zeroScale } from './scales.ts';
import { plotWidth, TITLE_ABOVE_PHASES } from './theme.ts';
import { timeAxis } from './time-axis.ts';
import { valueAxis } from './value-axis.ts';

const LAG_HEIGHT = 190;
const LATENCY_HEIGHT = 110;
/** Seconds shown before the drain, so that the backlog can be seen to grow. */
const MARGIN_SECONDS = 5;

interface LagRow {
  readonly target: string;
  readonly line: string;
  readonly valid: boolean;
  /** Seconds since the start: a lag is of the end of its second, and 0 at the moment the tail was reached. */
  readonly second: number;
  readonly lag: number;
}

interface LatencyRow {
  readonly target: string;
  readonly line: string;
  readonly valid: boolean;
  readonly second: number;
  readonly p99: number | null;
}

interface Frame {
  readonly names: string[];
  readonly phases: readonly Phase[];
  readonly faults: readonly NumberedFault[];
  readonly repetitions: Judged['series']['targets'][number]['repetitions'];
  readonly seconds: [number, number];
}

/** Lag against time per group, and the producers' p99 below; null where nothing was drained. */
export function catchUpProgress({ summary, series }: Judged): Picture | null {
  const everyLag = series.targets.flatMap((target) =>
    target.repetitions.flatMap(({ index, valid, catchUp }) =>
      catchUp.flatMap(({ group, points, tailSecond }): readonly LagRow[] => {
        const line = { target: target.name, line: `${index} ${group}`, valid };
        return [
          ...points.map(({ second, lag }) => ({ ...line, second: second + 1, lag })),
          ...(tailSecond === null ? [] : [{ ...line, second: tailSecond, lag: 0 }]),
        ];
      }),
    ),
  );
  if (everyLag.length === 0) return null;
  const seconds = secondsShown(series, everyLag);
  const lags = everyLag.filter(({ second }) => second >= seconds[0] && second <= seconds[1]);
  const latencies = series.targets.flatMap((target) =>
    target.repetitions.flatMap((repetition) =>
      repetition.seconds
        .filter(({ second }) => second >= seconds[0] && second <= seconds[1])
        .map(
          ({ second, p99 }): LatencyRow => ({
            target: target.name,
            line: String(repetition.index),
            valid: repetition.valid,
            second,
            p99,
          }),
        ),
    ),
  );
  const names = summary.targets.map(({ name }) => name);
  const repetitions = series.targets.flatMap((target) => target.repetitions);
  const frame: Frame = {
    names,
    phases: series.phases,
    faults: faultsWithin(repetitions, numberedFaults(summary.targets), seconds),
    repetitions,
    seconds,
  };
  return {
    id: 'catch-up-progress',
    title: summary.targets.map(catchUpWords).join('; '),
    caption: `Records still to be read by each catching-up group, one line a group and repetition: the backlog grows until the group begins to read. Below, the produce response p99 in the same seconds.${faultNote(frame.faults)}${faintNote(series)}`,
    key: [
      ...names.map((label, index) => ({ label, colour: targetColour(index), mark: 'line' as const })),
      ...faultKey(frame.faults),
    ],
    panels: [
      {
        id: 'catch-up-progress',
        title: null,
        alt: `Lag over time while catching up. ${summary.targets.map(catchUpWords).join('; ')}.`,
        spec: (width) => progressSpec(width, frame, lags, latencies),
      },
    ],
    tables: series.targets.flatMap((target, index) => lagTables(index, target)),
  };
}

/** From a little before the first drain to the end of what was sent, or of the last drain. */
function secondsShown({ targets }: Judged['series'], lags: readonly LagRow[]): [number, number] {
  const repetitions = targets.flatMap((target) => target.repetitions);
  const starts = repetitions.flatMap(({ catchUp }) => catchUp.map(({ startSecond }) => Math.floor(startSecond)));
  const sent = repetitions.flatMap((it) => it.seconds.flatMap(({ second, count }) => (count > 0 ? [second + 1] : [])));
  const behind = lags.flatMap(({ second, lag }) => (lag > 0 ? [second] : []));
  return [Math.max(0, Math.min(...starts) - MARGIN_SECONDS), [...sent, ...behind].reduce((a, b) => Math.max(a, b), 0)];
}

function catchUpWords({ name, catchUp }: TargetSummary): string {
  if (catchUp === null) return `No catch-up on ${name}`;
  const from = SOURCE_TITLES[catchUp.source];
  return catchUp.timeToTailSeconds === null
    ? `${name} did not reach the tail${withinWords(catchUp)} (read from ${from})`
    : `${name} caught up in ${significant(catchUp.timeToTailSeconds)} s (read from ${from})`;
}

function progressSpec(
  width: number,
  frame: Frame,
  lags: readonly LagRow[],
  latencies: readonly LatencyRow[],
): TopLevelSpec {
  const { names, faults, repetitions, seconds } = frame;
  const px = plotWidth(width);
  const color = {
    field: 'target',
    type: 'nominal' as const,
    legend: null,
    scale: { domain: names, range: names.map((_, index) => targetColour(index)) },
  };
  const labelPx = faultLabelPx(faults);
  const panel = (rows: readonly object[], field: string, title: string, scale: LatencyScale, below: string | null) => ({
    data: { values: [...rows] },
    mark: { type: 'line' as const },
    encoding: {
      x: timeAxis('second', seconds, px, below),
      y: valueAxis(field, title, scale, field === 'lag' ? { titleY: TITLE_ABOVE_PHASES - labelPx } : {}),
      color,
      detail: { field: 'line', type: 'nominal' as const },
      opacity: faintUnlessValid(1),
    },
  });
  return {
    vconcat: [
      {
        width: px,
        height: LAG_HEIGHT,
        layer: [
          ...namedGround(frame, repetitions, px),
          panel(lags, 'lag', 'lag, records', zeroScale(lags.map(({ lag }) => lag)), null),
        ],
      },
      {
        width: px,
        height: LATENCY_HEIGHT,
        layer: [
          ...ground(frame, repetitions),
          panel(
            latencies,
            'p99',
            'produce p99, ms',
            latencyScale(latencies.map(({ p99 }) => p99)),
            'seconds since the start',
          ),
        ],
      },
    ],
  };
}

function lagTables(index: number, target: Judged['series']['targets'][number]): readonly Table[] {
  return target.repetitions.flatMap((repetition) =>
    repetition.catchUp.map(({ group, points }, position) => ({
      id: `lag-${index}-${repetition.index}-${position}`,
      title: `${target.name}, repetition ${repetition.index}, group ${group}`,
      columns: [left('Second'), right('Lag at its end, records'), right('Read, MiB')],
      groups: plainRows(
        points.map(({ second, lag, mib }) => ({
          title: String(second),
          unit: null,
          cells: [
            { kind: 'figure' as const, value: lag, text: whole(lag), unit: 'records' },
            { kind: 'figure' as const, value: mib, text: significant(mib), unit: 'MiB' },
          ],
        })),
        'measured' as const,
      ),
      notes: [],
    })),
  );
}
