import type { TopLevelSpec } from 'vega-lite';
import { significant } from '../../../judge/format.ts';
import type { Coverage, SizesCovered } from '../../../judge/types/coverage.ts';
import { left, plainRows, right, type Table, text } from '../../table.ts';
import { HATCHING } from '../hatching.ts';
import { targetColour } from '../palette.ts';
import type { Picture } from '../picture.ts';
import { zeroScale } from '../scales.ts';
import { plotWidth } from '../theme.ts';
import { valueAxis } from '../value-axis.ts';

const HEIGHT = 150;
const COLOUR = targetColour(0);

/** Sizes of captured records, as shares of the records and of their bytes; those that the run never sends are hatched. */
export function coveredSizes({ sizes }: Coverage): Picture | null {
  if (sizes === null) return null;
  const percent = (share: number): string => `${significant(Math.floor(share * 1_000) / 10)}%`;
  const panel = (id: string, of: 'records' | 'bytes', title: string) => ({
    id,
    title,
    alt: `Share of the ${of} by the size of their record; the run sends sizes of ${percent(sizes[of])} of them.`,
    spec: (width: number) => spec(width, sizes, of),
  });
  return {
    id: 'coverage-sizes',
    title: `The run sends records of the sizes that ${percent(sizes.records)} of the captured records have, with ${percent(sizes.bytes)} of their bytes`,
    caption:
      'Each bar is half an octave of sizes: the upper one is √2 times the lower. A few large records may hold most bytes, so that both shares are shown. Hatched sizes are never sent by this run.',
    key: [
      { label: 'exercised', colour: COLOUR, mark: 'area' },
      { label: 'not exercised', colour: COLOUR, mark: 'hatched' },
    ],
    panels: [
      panel('coverage-records', 'records', 'of the records'),
      panel('coverage-bytes', 'bytes', 'of their bytes'),
    ],
    tables: [dataTable(sizes)],
  };
}

function spec(width: number, { bins }: SizesCovered, of: 'records' | 'bytes'): TopLevelSpec {
  const bars = bins.map((bin) => ({
    // A logarithmic axis has no zero.
    from: Math.max(0.7, bin.overBytes),
    to: Math.max(1, bin.upToBytes),
    percent: 100 * bin[of],
    exercised: bin.exercised,
    zero: 0,
  }));
  const [least, most] = [Math.min(...bars.map(({ from }) => from)), Math.max(...bars.map(({ to }) => to))];
  const x = {
    field: 'from',
    type: 'quantitative' as const,
    title: 'size of the value, bytes',
    scale: { type: 'log' as const, domain: [least, most * 1.05], nice: false },
    axis: { format: ',~r', tickCount: 5 },
  };
  const y = valueAxis('percent', `%, of the ${of}`, zeroScale(bars.map(({ percent }) => percent)));
  const encoding = { x, x2: { field: 'to' }, y, y2: { field: 'zero' } };
  return {
    width: plotWidth(width),
    height: HEIGHT,
    layer: [
      { data: { values: bars }, mark: { type: 'rect', color: COLOUR, stroke: 'var(--page)' }, encoding },
      {
        data: { values: bars.filter(({ exercised }) => !exercised) },
        mark: { type: 'rect', color: HATCHING },
        encoding,
      },
    ],
  };
}

function dataTable({ bins }: SizesCovered): Table {
  return {
    id: 'coverage-sizes-data',
    title: 'Captured sizes',
    columns: [left('Bytes'), right('Of the records, %'), right('Of the bytes, %'), left('Exercised')],
    groups: plainRows(
      bins.map(({ overBytes, upToBytes, records, bytes, exercised }) => ({
        title: `${overBytes + 1} to ${upToBytes}`,
        unit: null,
        cells: [
          { kind: 'figure', value: records, text: significant(100 * records), unit: 'fraction' },
          { kind: 'figure', value: bytes, text: significant(100 * bytes), unit: 'fraction' },
          text(exercised ? 'yes' : 'no'),
        ],
      })),
    ),
    notes: [],
  };
}
