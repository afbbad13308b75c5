import type { TopLevelSpec } from 'vega-lite';
import { significant } from '../../../judge/format.ts';
import type { Coverage, MinutesCovered } from '../../../judge/types/coverage.ts';
import { left, plainRows, right, type Table, text } from '../../table.ts';
import { HATCHING } from '../hatching.ts';
import { targetColour } from '../palette.ts';
import type { Picture } from '../picture.ts';
import { zeroScale } from '../scales.ts';
import { plotWidth } from '../theme.ts';
import { valueAxis } from '../value-axis.ts';

const HEIGHT = 180;
const COLOUR = targetColour(0);
const RUN = 'var(--ink)';

/** The captured time by its rate, busiest first; what lies above the run's highest rate is hatched. */
export function coveredMinutes({ minutes }: Coverage): Picture {
  const percent = `${significant(Math.floor(minutes.share * 1_000) / 10)}%`;
  return {
    id: 'coverage-minutes',
    title: `The run reaches the rate of ${percent} of the time that was captured`,
    caption:
      'The captured time, busiest first, and how many records a second were written in it. The line is the highest rate at which this run measures; the time more than 5% above it is hatched: nothing here says what happens then.',
    key: [
      { label: 'exercised', colour: COLOUR, mark: 'area' },
      { label: 'not exercised', colour: COLOUR, mark: 'hatched' },
      { label: 'highest rate of this run', colour: RUN, mark: 'dashed-line' },
    ],
    panels: [
      {
        id: 'coverage-minutes',
        title: null,
        alt: `Rates of the captured time, from ${significant(minutes.productionPeak)} records a second down; the run reaches ${significant(minutes.planPeak)}.`,
        spec: (width) => spec(width, minutes),
      },
    ],
    tables: [dataTable(minutes)],
  };
}

function spec(width: number, { parts, planPeak, productionPeak }: MinutesCovered): TopLevelSpec {
  const x = {
    field: 'fromPercent',
    type: 'quantitative' as const,
    title: 'share of the captured time, %',
    scale: { domain: [0, 100], nice: false },
    axis: { values: [0, 25, 50, 75, 100] },
  };
  const y = valueAxis('recordsPerSecond', 'records/s', zeroScale([productionPeak, planPeak]));
  const bars = parts.map(({ from, to, recordsPerSecond, exercised }) => {
    return { fromPercent: 100 * from, toPercent: 100 * to, recordsPerSecond, exercised, zero: 0 };
  });
  const encoding = { x, x2: { field: 'toPercent' }, y, y2: { field: 'zero' } };
  return {
    width: plotWidth(width),
    height: HEIGHT,
    layer: [
      { data: { values: bars }, mark: { type: 'rect', color: COLOUR }, encoding },
      {
        data: { values: bars.filter(({ exercised }) => !exercised) },
        mark: { type: 'rect', color: HATCHING },
        encoding,
      },
      {
        data: { values: [{ recordsPerSecond: planPeak }] },
        mark: { type: 'rule', color: RUN, strokeDash: [5, 3], strokeWidth: 1.5 },
        encoding: { y },
      },
    ],
  };
}

function dataTable({ parts }: MinutesCovered): Table {
  return {
    id: 'coverage-minutes-data',
    title: 'Captured time by its rate',
    columns: [left('Share of the time'), right('Records/s'), left('Exercised')],
    groups: plainRows(
      parts.map(({ from, to, recordsPerSecond, exercised }) => ({
        title: `${significant(100 * from)}% to ${significant(100 * to)}%`,
        unit: null,
        cells: [
          { kind: 'figure', value: recordsPerSecond, text: significant(recordsPerSecond), unit: 'records/s' },
          text(exercised ? 'yes' : 'no'),
        ],
      })),
    ),
    notes: [],
  };
}
