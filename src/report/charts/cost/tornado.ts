import type { TopLevelSpec } from 'vega-lite';
import { platformId } from '../../../cost-model/platform-id.ts';
import type { Sensitivity, SensitivityBar } from '../../../cost-model/types/answers.ts';
import type { CostResult } from '../../../cost-model/types/result.ts';
import { figureWords } from '../../cost-words/figure-name.ts';
import { rangeWords, readableQuantity } from '../../cost-words/readable-quantity.ts';
import { change } from '../../money.ts';
import { left, plainRows, right, type Table, text } from '../../table.ts';
import { money } from '../../tables/cost/amounts.ts';
import { comparedPlatforms, titleOf } from '../../tables/cost/platforms.ts';
import type { Picture } from '../picture.ts';
import { moneyAxis, moneyScale } from './money-axis.ts';
import { labelledRows, rowPlotWidth } from './rows.ts';

/** Bars in the picture; its table has them all. */
const MOST_BARS = 12;

const AT_LOW = 'var(--category-wal-storage)';
const AT_HIGH = 'var(--category-compute)';

/** How the difference moves as each uncertain figure takes its low and its high; null where nothing may be ranked. */
export function tornado(cost: CostResult): Picture | null {
  const sensitivity = cost.answers?.sensitivity ?? null;
  const [widest] = sensitivity?.bars ?? [];
  if (sensitivity === null || widest === undefined) return null;
  const bars = sensitivity.bars.slice(0, MOST_BARS);
  const [baseline, candidate] = comparedPlatforms(cost).map((platform) => titleOf(platform, cost));
  const left = sensitivity.bars.length - bars.length;
  return {
    id: 'cost-tornado',
    title: `What moves the difference most is ${barWords(widest, cost)}: from ${change(widest.atLow, cost.currency)} to ${change(widest.atHigh, cost.currency)} a month`,
    caption: `${candidate} less ${baseline}, a month, as one figure at a time takes its low and its high and all else stays. Left of zero ${candidate} is the cheaper one.${
      left === 0 ? '' : ` The ${bars.length} widest of ${sensitivity.bars.length} are drawn; the data has them all.`
    }`,
    key: [
      { label: 'at its low', colour: AT_LOW, mark: 'area' },
      { label: 'at its high', colour: AT_HIGH, mark: 'area' },
    ],
    panels: [
      {
        id: 'cost-tornado',
        title: null,
        alt: `Bars of the monthly difference at the low and high of each uncertain figure. ${bars
          .map(
            (bar) =>
              `${rowWords(bar, cost)}: ${change(bar.atLow, cost.currency)} and ${change(bar.atHigh, cost.currency)}`,
          )
          .join('; ')}.`,
        spec: (width) => tornadoSpec(width, bars, sensitivity.difference, cost),
      },
    ],
    tables: [barTable(sensitivity, cost)],
  };
}

/** Two platforms may each have an assumption of one name. */
const keyOf = ({ names }: SensitivityBar): string => names.join(' ');

/** What the bar stands for, with its platform where it is that one's alone. */
function barWords({ figure, names }: SensitivityBar, cost: CostResult, range = ''): string {
  const holders = cost.platforms.filter((platform) =>
    names.some((name) => name.startsWith(`${platformId(platform)}/`)),
  );
  const [only] = holders;
  const said = `${figureWords(figure)}${range}`;
  return only === undefined || holders.length > 1 ? said : `${said}, ${titleOf(only, cost)}`;
}

const rowWords = (bar: SensitivityBar, cost: CostResult): string => barWords(bar, cost, ` (${rangeWords(bar)})`);

function tornadoSpec(
  width: number,
  bars: readonly SensitivityBar[],
  difference: number,
  cost: CostResult,
): TopLevelSpec {
  const rows = labelledRows(
    bars.map((one) => ({ key: keyOf(one), label: rowWords(one, cost) })),
    width,
  );
  const scale = moneyScale(bars.flatMap(({ atLow, atHigh }) => [atLow, atHigh, difference]));
  const ends = bars.flatMap((bar) => [
    { key: keyOf(bar), from: difference, to: bar.atLow, colour: AT_LOW },
    { key: keyOf(bar), from: difference, to: bar.atHigh, colour: AT_HIGH },
  ]);
  const rule = (at: number, dash: number[]) => ({
    data: { values: [{ at }] },
    mark: { type: 'rule' as const, color: 'var(--ink)', strokeDash: dash },
    encoding: { x: { field: 'at', type: 'quantitative' as const } },
  });
  return {
    width: rowPlotWidth(width),
    height: rows.height,
    layer: [
      {
        data: { values: ends },
        mark: { type: 'bar', height: rows.bar, yOffset: rows.offset },
        encoding: {
          y: rows.y,
          x: { ...moneyAxis('from', 'difference a month', scale, cost.currency), stack: null },
          x2: { field: 'to' },
          color: { field: 'colour', type: 'nominal', scale: null },
        },
      },
      rule(0, []),
      rule(difference, [3, 3]),
      rows.labels,
    ],
  };
}

function barTable({ bars }: Sensitivity, cost: CostResult): Table {
  return {
    id: 'cost-sensitivity',
    title: 'The difference a month at the low and the high of each figure',
    columns: [
      left('Figure'),
      right('Low'),
      right('As priced'),
      right('High'),
      right('At its low'),
      right('At its high'),
    ],
    groups: plainRows(
      bars.map(({ low, value, high, unit, atLow, atHigh, ...bar }) => ({
        title: barWords({ low, value, high, unit, atLow, atHigh, ...bar }, cost),
        unit: null,
        cells: [
          ...[low, value, high].map((each) => text(readableQuantity(each, unit))),
          ...[atLow, atHigh].map((each) => money(String(each), cost, change(each, cost.currency))),
        ],
      })),
      'modelled',
    ),
    notes: [],
  };
}
