import type { TopLevelSpec } from 'vega-lite';
import type { WalkAway } from '../../../cost-model/types/answers.ts';
import type { CostResult } from '../../../cost-model/types/result.ts';
import { ratio } from '../../../judge/format.ts';
import { titleOfId } from '../../tables/cost/platforms.ts';
import type { Picture } from '../picture.ts';
import { logMarks, spansDecades } from './log-axis.ts';
import { labelledRows, rowPlotWidth, sideColours } from './rows.ts';

/** Those nearest to today's price; the table has them all. */
const MOST_ROWS = 10;

interface Flip {
  readonly key: string;
  readonly label: string;
  readonly colour: string;
  /** Of today's price. */
  readonly at: number;
  readonly low: number;
  readonly high: number;
}

/** How far from today's the prices lie at which the answer flips; null where none is known. */
export function walkAwayPrices(cost: CostResult): Picture | null {
  const [baseline, candidate] = sideColours(cost);
  const flips = (cost.answers?.walkAway ?? [])
    .flatMap((one) => flipOf(one, one.platform === cost.answers?.baseline ? baseline : candidate))
    .toSorted((a, b) => Math.abs(Math.log(a.at)) - Math.abs(Math.log(b.at)))
    .slice(0, MOST_ROWS);
  const [nearest] = flips;
  if (nearest === undefined) return null;
  const [a, b] = [cost.answers?.baseline, cost.answers?.candidate].map((id) => titleOfId(id ?? '', cost));
  return {
    id: 'cost-walk-away-prices',
    title: `The answer flips first at ${nearest.label}`,
    caption:
      'The price at which both cost the same, as a multiple of today’s; the bar holds eight of ten samples. At 1× it is today’s price. The table has every price, those that nobody knows yet too.',
    key: [
      { label: `a price of ${a}`, colour: baseline, mark: 'area' },
      { label: `a price of ${b}`, colour: candidate, mark: 'area' },
    ],
    panels: [
      {
        id: 'cost-walk-away-prices',
        title: null,
        alt: `Prices at which the answer flips, against today's. ${flips.map(({ label }) => label).join('; ')}.`,
        spec: (width) => flipSpec(width, flips),
      },
    ],
    tables: [],
  };
}

function flipOf({ item, priceKey, platform, today, price, low, high }: WalkAway, colour: string): readonly Flip[] {
  const [now, flip] = [Number(today ?? 0), Number(price ?? 0)];
  if (now <= 0 || flip <= 0) return [];
  const at = flip / now;
  const end = (value: number | null): number => (value === null || value <= 0 ? at : value / now);
  return [
    {
      key: `${platform} ${priceKey}`,
      label: `${ratio(at)} today’s price of ${item}`,
      colour,
      at,
      low: end(low),
      high: end(high),
    },
  ];
}

function flipSpec(width: number, flips: readonly Flip[]): TopLevelSpec {
  const rows = labelledRows(flips, width);
  const all = [1, ...flips.flatMap(({ low, at, high }) => [low, at, high])];
  const domain: [number, number] = [Math.min(...all) / 1.15, Math.max(...all) * 1.15];
  const log = spansDecades(all);
  const scale = log
    ? { type: 'log' as const, domain, nice: false }
    : { domain: [0, domain[1]] as [number, number], nice: false, zero: true };
  const colour = { field: 'colour', type: 'nominal' as const, scale: null };
  return {
    width: rowPlotWidth(width),
    height: rows.height,
    layer: [
      {
        data: { values: [{ at: 1 }] },
        mark: { type: 'rule', color: 'var(--muted)', strokeDash: [4, 3] },
        encoding: { x: { field: 'at', type: 'quantitative' } },
      },
      {
        data: { values: [...flips] },
        mark: { type: 'bar', height: 5, yOffset: rows.offset, opacity: 0.55 },
        encoding: {
          y: rows.y,
          x: {
            field: 'low',
            type: 'quantitative',
            title: 'of today’s price',
            stack: null,
            scale,
            axis: {
              labelExpr: "format(datum.value, ',~r') + '×'",
              // A mark may lie close to an end, where half of its label would stick out.
              labelFlush: 16,
              grid: true,
              ...(log ? { values: logMarks(domain) } : {}),
            },
          },
          x2: { field: 'high' },
          color: colour,
        },
      },
      {
        data: { values: [...flips] },
        mark: { type: 'point', filled: true, size: rows.bar * 5, yOffset: rows.offset, opacity: 1 },
        encoding: { y: rows.y, x: { field: 'at', type: 'quantitative' }, color: colour },
      },
      rows.labels,
    ],
  };
}
