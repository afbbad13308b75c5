import type { CostResult, PlatformCost } from '../../../cost-model/types/result.ts';
import { comparedPlatforms } from '../../tables/cost/platforms.ts';
import { targetColour } from '../palette.ts';

/** From this many rows on, they stand closer. */
const MANY = 7;

/** Pixels of a row with its label above the bar, by how many there are. */
export const rowPx = (rows: number): { readonly band: number; readonly bar: number } =>
  rows < MANY ? { band: 64, bar: 26 } : { band: 46, bar: 14 };

/** Plots whose rows have their labels above leave no room at the left: axis labels stand half over their ends. */
export const rowPlotWidth = (width: number): number => width - 36;

export const rowOrder = (keys: readonly string[]) => ({
  field: 'key',
  type: 'nominal' as const,
  sort: [...keys],
  axis: null,
});

/** Labels above the bars of a picture whose rows are `keys`, cut where they would be wider than the picture. */
export const rowLabels = (rows: readonly { readonly key: string; readonly label: string }[], width: number) => ({
  data: { values: rows.map(({ key, label }) => ({ key, label })) },
  mark: {
    type: 'text' as const,
    align: 'left' as const,
    baseline: 'bottom' as const,
    x: 0,
    yOffset: -rowPx(rows.length).bar / 2 + 4,
    limit: rowPlotWidth(width),
    color: 'var(--ink)',
  },
  encoding: {
    y: rowOrder(rows.map(({ key }) => key)),
    text: { field: 'label', type: 'nominal' as const },
  },
});

/** How far below the middle of its row a bar stands, under the label. */
export const barOffset = (rows: number): number => rowPx(rows).bar / 2 - 2;

/** Of what stays and of what it is set against: as their targets have where they have some, in every picture. */
export function sideColours(cost: CostResult): readonly [baseline: string, candidate: string] {
  const targets = [...new Set(cost.platforms.flatMap((platform) => platform.targets))];
  const place = ({ targets: [first] }: PlatformCost): number => (first === undefined ? -1 : targets.indexOf(first));
  const [a = -1, b = -1] = comparedPlatforms(cost).map(place);
  return a < 0 || b < 0 || a === b ? [targetColour(0), targetColour(1)] : [targetColour(a), targetColour(b)];
}
