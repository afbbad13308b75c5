import type { TopLevelSpec } from 'vega-lite';
import type { BreakEven, Crossing } from '../../../cost-model/types/answers.ts';
import type { CostResult } from '../../../cost-model/types/result.ts';
import { type Reading, readingOf } from '../../cost-words/workload-axis.ts';
import { moneyWords } from '../../money.ts';
import { breakEvenTables } from '../../tables/cost/break-even.ts';
import { comparedPlatforms, titleOf, titleOfId } from '../../tables/cost/platforms.ts';
import type { Panel, Picture } from '../picture.ts';
import { plotWidth } from '../theme.ts';
import { logMarks, spansDecades } from './log-axis.ts';
import { moneyLabels, moneyScale } from './money-axis.ts';
import { sideColours } from './rows.ts';

const HEIGHT = 190;
const BAND = 'var(--fault)';

/** Where the cheaper of the two changes as one figure of the workload does; null where nothing may be ranked. */
export function breakEvenCurves(cost: CostResult): Picture | null {
  const curves = (cost.answers?.breakEven ?? []).filter(({ points, why }) => why === null && points.length > 0);
  const [baseline, candidate] = comparedPlatforms(cost);
  if (curves.length === 0 || baseline === undefined || candidate === undefined) return null;
  const crossing = curves.filter(({ crossings }) => crossings.length > 0);
  const [stays, other] = sideColours(cost);
  return {
    id: 'cost-break-even',
    title:
      crossing.length === 0
        ? `${titleOfId(curves[0]?.cheaperBelow ?? '', cost)} stays the cheaper one over all that was searched`
        : `Where the cheaper one changes: ${crossing.map((curve) => crossingWords(curve, cost)).join('; ')}`,
    caption: `A month on both, as one figure of the workload changes and all else stays. The dashed line is today. The solid line is where both cost the same; the band holds eight of ten samples.`,
    key: [
      { label: titleOf(baseline, cost), colour: stays, mark: 'line' },
      { label: titleOf(candidate, cost), colour: other, mark: 'line' },
      { label: 'today', colour: 'var(--muted)', mark: 'dashed-line' },
      { label: 'where they meet, in eight of ten samples', colour: BAND, mark: 'band' },
    ],
    panels: curves.map((curve) => panelOf(curve, cost)),
    tables: breakEvenTables(curves, cost),
  };
}

/** Steps of both curves may let them cross often; only as many crossings are told one by one. */
const FEW = 3;

const endsOf = (crossings: readonly Crossing[]): readonly number[] =>
  [crossings[0], crossings.at(-1)].flatMap((crossing) => (crossing === undefined ? [] : [crossing.at]));

function crossingWords(curve: BreakEven, cost: CostResult): string {
  const { noun, words } = readingOf(curve, cost);
  const { crossings } = curve;
  if (crossings.length > FEW)
    return `${noun} ${crossings.length} times between ${endsOf(crossings).map(words).join(' and ')}`;
  return `${noun} ${crossings.map(({ at }) => words(at)).join(' and ')}`;
}

function panelWords(curve: BreakEven, cost: CostResult): string {
  const reading = readingOf(curve, cost);
  const { crossings, cheaperBelow, searched, today } = curve;
  if (crossings.length === 0) {
    const who = cheaperBelow === null ? 'no change' : `${titleOfId(cheaperBelow, cost)} is the cheaper one`;
    return `${capital(reading.noun)}: ${who} from ${reading.words(searched[0])} to ${reading.words(searched[1])} (today ${reading.words(today)})`;
  }
  if (crossings.length > FEW) {
    return `${capital(reading.noun)}: the cheaper one changes ${crossings.length} times between ${endsOf(crossings).map(reading.words).join(' and ')}, step by step (today ${reading.words(today)})`;
  }
  const changes = crossings.map(
    (crossing) =>
      `above ${reading.words(crossing.at)}${rangeWords(crossing, reading)} ${titleOfId(crossing.cheaperAbove, cost)}`,
  );
  return `${capital(reading.noun)}: ${cheaperBelow === null ? 'it is not known which' : titleOfId(cheaperBelow, cost)} is the cheaper one, ${changes.join(', ')} (today ${reading.words(today)})`;
}

const capital = (words: string): string => `${words.slice(0, 1).toUpperCase()}${words.slice(1)}`;

const rangeWords = ({ low, high }: Crossing, { words }: Reading): string =>
  low === null || high === null ? '' : ` (${words(low)} to ${words(high)})`;

function panelOf(curve: BreakEven, cost: CostResult): Panel {
  const title = panelWords(curve, cost);
  return {
    id: `cost-break-even-${curve.figure}`,
    title,
    alt: `Monthly cost of both platforms against ${readingOf(curve, cost).axis}. ${title}.`,
    spec: (width) => curveSpec(width, curve, cost),
  };
}

function curveSpec(width: number, curve: BreakEven, cost: CostResult): TopLevelSpec {
  const { axis, of } = readingOf(curve, cost);
  const [stays, other] = sideColours(cost);
  const sides = curve.points.flatMap(({ at, baseline, candidate }) => [
    { at: of(at), cost: baseline, side: 'baseline' },
    { at: of(at), cost: candidate, side: 'candidate' },
  ]);
  const costs = sides.map((point) => point.cost);
  const log = spansDecades(costs);
  const span: [number, number] = [of(curve.searched[0]), of(curve.searched[1])];
  const linear = moneyScale(costs);
  const extent: [number, number] = [Math.min(...costs), Math.max(...costs)];
  const x = { field: 'at', type: 'quantitative' as const };
  const rules = (values: readonly object[], mark: object) => ({
    data: { values: [...values] },
    mark: { type: 'rule' as const, ...mark },
    encoding: { x },
  });
  return {
    width: plotWidth(width),
    height: HEIGHT,
    layer: [
      {
        data: {
          values: (curve.crossings.length > FEW ? [] : curve.crossings).flatMap(({ low, high }) =>
            low === null || high === null ? [] : [{ low: of(low), high: of(high) }],
          ),
        },
        mark: { type: 'rect', color: BAND, opacity: 0.45, clip: true },
        encoding: { x: { field: 'low', type: 'quantitative' }, x2: { field: 'high' } },
      },
      rules([{ at: of(curve.today) }], { color: 'var(--muted)', strokeDash: [4, 3], clip: true }),
      rules(
        curve.crossings.map(({ at }) => ({ at: of(at) })),
        { color: 'var(--ink)', clip: true },
      ),
      {
        data: { values: sides },
        mark: { type: 'line' },
        encoding: {
          x: {
            ...x,
            title: axis,
            scale: { type: 'log', domain: span, nice: false },
            axis: { values: logMarks(span), format: ',~r' },
          },
          y: {
            field: 'cost',
            type: 'quantitative',
            title: `a month, ${moneyWords(cost.currency)}`,
            scale: log
              ? { type: 'log', domain: extent, nice: false }
              : { domain: linear.domain, nice: false, zero: false },
            axis: {
              values: log ? logMarks(extent) : linear.ticks,
              labelExpr: moneyLabels(cost.currency, log ? extent : linear.domain),
            },
          },
          color: {
            field: 'side',
            type: 'nominal',
            legend: null,
            scale: { domain: ['baseline', 'candidate'], range: [stays, other] },
          },
        },
      },
    ],
  };
}
