import type { TopLevelSpec } from 'vega-lite';
import { moneyAxis, moneyScale } from './money-axis.ts';
import { labelledRows, rowPlotWidth } from './rows.ts';

/** Colours of a step that lowers the month, and of one that raises it. */
export const LESS = 'var(--good)';
export const MORE = 'var(--category-support)';

/** One bar of a waterfall. */
export interface Step {
  readonly key: string;
  readonly label: string;
  readonly from: number;
  readonly to: number;
  readonly colour: string;
}

/** Bars one below the other, each beginning where the one above ends. */
export function waterfallSpec(width: number, steps: readonly Step[], currency: string): TopLevelSpec {
  const rows = labelledRows(steps, width);
  return {
    width: rowPlotWidth(width),
    height: rows.height,
    layer: [
      {
        data: { values: [...steps] },
        mark: { type: 'bar', height: rows.bar, yOffset: rows.offset },
        encoding: {
          y: rows.y,
          x: moneyAxis('from', 'a month', moneyScale(steps.flatMap((step) => [step.from, step.to])), currency),
          x2: { field: 'to' },
          color: { field: 'colour', type: 'nominal', scale: null },
        },
      },
      rows.labels,
    ],
  };
}
