import type { CostResult, PlatformCost } from '../../../cost-model/types/result.ts';
import { comparedPlatforms } from '../../tables/cost/platforms.ts';
import { cut, wrap } from '../../terminal-text.ts';
import { targetColour } from '../palette.ts';
import { CHARACTER_PX } from '../phase-bands.ts';

/** From this many rows on, they stand closer. */
const MANY = 7;
const LINE_PX = 16;
const ABOVE_PX = 2;
const BELOW_PX = 8;

export interface LabelledRow {
  readonly key: string;
  readonly label: string;
}

/** Plots whose rows have their labels above leave no room at the left: axis labels stand half over their ends. */
export const rowPlotWidth = (width: number): number => width - 36;

const rowOrder = (keys: readonly string[]) => ({
  field: 'key',
  type: 'nominal' as const,
  sort: [...keys],
  axis: null,
});

/** Rows with a label above each bar, over as many lines as the longest one needs. */
export function labelledRows(rows: readonly LabelledRow[], width: number) {
  const columns = Math.floor(rowPlotWidth(width) / CHARACTER_PX);
  const labels = rows.map(({ key, label }) => ({ key, lines: wrap(label, columns).map((line) => cut(line, columns)) }));
  const labelPx = LINE_PX * Math.max(1, ...labels.map(({ lines }) => lines.length));
  const bar = rows.length < MANY ? 26 : 14;
  const band = ABOVE_PX + labelPx + bar + BELOW_PX + (rows.length < MANY ? 14 : 6);
  const y = rowOrder(rows.map(({ key }) => key));
  return {
    height: { step: band },
    y,
    bar,
    /** Of a bar, from the middle of its row. */
    offset: ABOVE_PX + labelPx + bar / 2 - band / 2,
    labels: {
      data: { values: labels },
      mark: {
        type: 'text' as const,
        align: 'left' as const,
        baseline: 'line-top' as const,
        lineHeight: LINE_PX,
        x: 0,
        yOffset: ABOVE_PX - band / 2,
        color: 'var(--ink)',
      },
      encoding: { y, text: { field: 'lines', type: 'nominal' as const } },
    },
  };
}

/** Of what stays and of what it is set against: as their targets have where they have some, in every picture. */
export function sideColours(cost: CostResult): readonly [baseline: string, candidate: string] {
  const targets = [...new Set(cost.platforms.flatMap((platform) => platform.targets))];
  const place = ({ targets: [first] }: PlatformCost): number => (first === undefined ? -1 : targets.indexOf(first));
  const [a = -1, b = -1] = comparedPlatforms(cost).map(place);
  return a < 0 || b < 0 || a === b ? [targetColour(0), targetColour(1)] : [targetColour(a), targetColour(b)];
}
