import type { TopLevelSpec } from 'vega-lite';
import type { Capture, RateInterval } from '../../capture/types.ts';
import { significant } from '../../judge/format.ts';
import { targetColour } from '../charts/palette.ts';
import type { Picture } from '../charts/picture.ts';
import { zeroScale } from '../charts/scales.ts';
import { plotWidth } from '../charts/theme.ts';
import { valueAxis } from '../charts/value-axis.ts';
import { left, plainRows, right, type Table } from '../table.ts';
import { figureText } from './words.ts';

const HEIGHT = 180;

/** How much was written over the time that was watched, and over the time before it; null where nothing is known. */
export function ratePicture({ whole }: Capture): Picture | null {
  const views = [
    { id: 'rates', title: 'while it was watched', intervals: whole.intervals },
    { id: 'rates-past', title: 'before, from offsets by time', intervals: whole.past },
  ].filter(({ intervals }) => intervals.length > 0);
  if (views.length === 0) return null;
  const { averageRecordsPerSecond: average, peakRecordsPerSecond: peak } = whole;
  return {
    id: 'rates',
    title: `${figureText(average.value, 'records/s')} on average, ${figureText(peak.value, 'records/s')} at the peak`,
    caption: `Each step is one interval. The peak is ${peak.how}.`,
    key: [{ label: 'records a second', colour: targetColour(0), mark: 'line' }],
    panels: views.map(({ id, title, intervals }) => ({
      id,
      title,
      alt: `Records a second in ${intervals.length} intervals.`,
      spec: (width) => spec(width, intervals),
    })),
    tables: views.map(({ id, title, intervals }) => dataTable(id, title, intervals)),
  };
}

function spec(width: number, intervals: readonly RateInterval[]): TopLevelSpec {
  const px = plotWidth(width);
  const first = intervals[0]?.fromMs ?? 0;
  const lasts = intervals.at(-1)?.seconds ?? 0;
  const until = (intervals.at(-1)?.fromMs ?? 0) + lasts * 1e3;
  const inHours = until - first > 3 * 3_600e3;
  const unit = inHours ? 3_600e3 : 1e3;
  const at = (ms: number): number => (ms - first) / unit;
  const points = intervals.map(({ fromMs, recordsPerSecond }) => ({ at: at(fromMs), recordsPerSecond }));
  const last = points.at(-1);
  const values = last === undefined ? points : [...points, { ...last, at: at(until) }];
  return {
    width: px,
    height: HEIGHT,
    data: { values },
    mark: { type: 'line', interpolate: 'step-after', color: targetColour(0) },
    encoding: {
      x: {
        field: 'at',
        type: 'quantitative',
        title: `${inHours ? 'hours' : 'seconds'} since ${new Date(first).toISOString().slice(0, 19).replace('T', ' ')} UTC`,
        scale: { domain: [0, at(until)], nice: false, zero: false },
        axis: { tickCount: px > 400 ? 10 : 5 },
      },
      y: valueAxis('recordsPerSecond', 'records/s', zeroScale(values.map(({ recordsPerSecond }) => recordsPerSecond))),
    },
  };
}

function dataTable(id: string, title: string, intervals: readonly RateInterval[]): Table {
  return {
    id: `${id}-data`,
    title: `Records a second ${title}`,
    columns: [left('From, UTC'), right('Seconds'), right('Records/s')],
    groups: plainRows(
      intervals.map(({ fromMs, seconds, recordsPerSecond }) => ({
        title: new Date(fromMs).toISOString().slice(0, 19).replace('T', ' '),
        unit: null,
        cells: [
          { kind: 'figure', value: seconds, text: significant(seconds), unit: 's' },
          { kind: 'figure', value: recordsPerSecond, text: significant(recordsPerSecond), unit: 'records/s' },
        ],
      })),
    ),
    notes: [],
  };
}
