import type { TopLevelSpec } from 'vega-lite';
import type { RunSpend } from '../../../cost-model/billing/types/run-spend.ts';
import { significant } from '../../../judge/format.ts';
import type { TargetSeries } from '../../../judge/types/series.ts';
import { type NumberedFault, numberedFaults } from '../../faults.ts';
import type { Judged } from '../../judged.ts';
import { cents, unitPrice } from '../../money.ts';
import { type Cell, left, missing, plainRows, right, type Table } from '../../table.ts';
import { CATEGORIES, CATEGORY_TITLES } from '../../words.ts';
import { faultKey, faultLabelPx, faultNote } from '../fault-bands.ts';
import { ground, namedGround } from '../ground.ts';
import { categoryColour, targetColour } from '../palette.ts';
import type { Phase } from '../phase-bands.ts';
import type { Picture } from '../picture.ts';
import { type LatencyScale, latencyScale, zeroScale } from '../scales.ts';
import { plotWidth, TITLE_ABOVE_PHASES } from '../theme.ts';
import { timeAxis, wholeLoad } from '../time-axis.ts';
import { valueAxis } from '../value-axis.ts';

const LATENCY_HEIGHT = 150;
const MONEY_HEIGHT = 120;
/** Of a unit of money, drawn a second: a second costs cents at most. */
const CENTS = 100;

type Repetition = TargetSeries['repetitions'][number];

interface Shown {
  readonly spend: RunSpend;
  readonly repetition: Repetition;
  /** Of the target in the plan. */
  readonly index: number;
}

interface Frame {
  readonly phases: readonly Phase[];
  readonly faults: readonly NumberedFault[];
  readonly seconds: readonly [number, number];
  readonly latency: LatencyScale;
  readonly money: LatencyScale;
}

/**
 * What the run itself cost in each second, under the latency of the same second: one repetition a target, valid where
 * one is. null where none was priced.
 */
export function spendOverTime({ summary, series, spend }: Judged): Picture | null {
  const shown = summary.targets.flatMap(({ name }, index): readonly Shown[] => {
    const repetitions = series.targets.find((target) => target.name === name)?.repetitions ?? [];
    const priced = repetitions.flatMap((repetition) => {
      const own = spend.find((one) => one.target === name && one.repetition === repetition.index);
      return own === undefined || own.seconds.length === 0 ? [] : [{ spend: own, repetition, index }];
    });
    const first = priced.find(({ repetition }) => repetition.valid) ?? priced[0];
    return first === undefined ? [] : [first];
  });
  const [any] = shown;
  if (any === undefined) return null;
  const points = shown.flatMap(({ repetition }) => repetition.seconds);
  const amounts = shown.flatMap((one) => one.spend.seconds.map(({ amount }) => amount * CENTS));
  const frame: Frame = {
    phases: series.phases,
    faults: numberedFaults(summary.targets),
    seconds: wholeLoad(series),
    latency: latencyScale(points.flatMap(({ p50, p99 }) => [p50, p99])),
    money: zeroScale(amounts),
  };
  const kinds = kindsOf(shown.map((one) => one.spend));
  return {
    id: 'run-spend',
    title: `What a repetition of this run consumed, at list prices: ${shown.map((one) => spendWords(one.spend)).join('; ')}`,
    caption: `Above, the produce response p99 and p50 of each second; below, what the run cost in it: the area is the sum. Priced as ${[...new Set(shown.map((one) => one.spend.basis))].join('; and as ')}.${faultNote(frame.faults)}`,
    key: [
      { label: 'p99', colour: 'var(--ink)', mark: 'line' },
      { label: 'p50', colour: 'var(--ink)', mark: 'faint-line' },
      ...kinds.map(({ title, colour }) => ({ label: title, colour, mark: 'area' as const })),
      ...faultKey(frame.faults),
    ],
    panels: shown.map((one) => ({
      id: `run-spend-${one.index}`,
      title: `${one.spend.target}, repetition ${one.spend.repetition}`,
      alt: `Latency and cents per second of one repetition; ${spendWords(one.spend)} in all.`,
      spec: (width) => spendSpec(width, frame, one, kinds),
    })),
    tables: spend.map(secondsTable),
  };
}

const spendWords = ({ target, total, currency, isLowerBound }: RunSpend): string =>
  `${target} ${isLowerBound ? 'at least ' : ''}${smallMoney(total, currency)}`;

/** To the cent, or with all its digits where that would be nothing. */
const smallMoney = (amount: string, currency: string): string =>
  Number(amount) === 0 || Number(amount) >= 0.1
    ? cents(amount, currency)
    : unitPrice(Number(Number(amount).toPrecision(3)).toFixed(12).replace(/0+$/, ''), currency);

interface Kind {
  readonly kind: string;
  readonly title: string;
  readonly colour: string;
}

/** What is paid for, in the order and colours of the cost's categories. */
function kindsOf(spends: readonly RunSpend[]): readonly Kind[] {
  const found = new Set(spends.flatMap(({ seconds }) => seconds.flatMap(({ byKind }) => Object.keys(byKind))));
  const known = CATEGORIES.filter((category) => found.has(category));
  const others = [...found].filter((kind) => !(CATEGORIES as readonly string[]).includes(kind)).toSorted();
  return [
    ...known.map((kind) => ({ kind, title: CATEGORY_TITLES[kind], colour: categoryColour(kind) })),
    ...others.map((kind) => ({ kind, title: kind, colour: 'var(--muted)' })),
  ];
}

function spendSpec(
  width: number,
  frame: Frame,
  { spend, repetition, index }: Shown,
  kinds: readonly Kind[],
): TopLevelSpec {
  const px = plotWidth(width);
  const x = (title: string | null) => timeAxis('second', frame.seconds, px, title);
  const labelPx = faultLabelPx(frame.faults);
  const latency = (field: string) =>
    valueAxis(field, 'latency, ms', frame.latency, { titleY: TITLE_ABOVE_PHASES - labelPx });
  const spent = spend.seconds.flatMap(({ second, byKind }) =>
    kinds.map(({ kind }, order) => ({
      from: second,
      to: second + 1,
      kind,
      order,
      cents: (byKind[kind] ?? 0) * CENTS,
    })),
  );
  return {
    vconcat: [
      {
        width: px,
        height: LATENCY_HEIGHT,
        layer: [
          ...namedGround(frame, [repetition], px),
          {
            data: { values: [...repetition.seconds] },
            mark: { type: 'line', color: targetColour(index), strokeWidth: 1.25, opacity: 0.6 },
            encoding: { x: x(null), y: latency('p50') },
          },
          {
            data: { values: [...repetition.seconds] },
            mark: { type: 'line', color: targetColour(index), strokeWidth: 1.9 },
            encoding: { x: x(null), y: latency('p99') },
          },
        ],
      },
      {
        width: px,
        height: MONEY_HEIGHT,
        layer: [
          ...ground(frame, [repetition]),
          {
            data: { values: stacked(spent) },
            mark: { type: 'rect' },
            encoding: {
              x: { ...x('seconds since the start'), field: 'from' },
              x2: { field: 'to' },
              y: {
                ...valueAxis('low', `${centsWords(spend.currency)} a second`, frame.money),
                // A format of the axis would be cut to as many digits as its range has.
                axis: { values: frame.money.ticks, labelExpr: "format(datum.value, ',~g')" },
              },
              y2: { field: 'high' },
              color: {
                field: 'kind',
                type: 'nominal',
                legend: null,
                scale: { domain: kinds.map(({ kind }) => kind), range: kinds.map(({ colour }) => colour) },
              },
            },
          },
        ],
      },
    ],
  };
}

const centsWords = (currency: string): string => (currency === 'USD' ? 'cents' : `hundredths of ${currency}`);

/** Every kind of a second stands on those before it. */
function stacked<T extends { readonly from: number; readonly cents: number }>(rows: readonly T[]) {
  const heights = new Map<number, number>();
  return rows.map((row) => {
    const low = heights.get(row.from) ?? 0;
    heights.set(row.from, low + row.cents);
    return { ...row, low, high: low + row.cents };
  });
}

function secondsTable(spend: RunSpend, at: number): Table {
  const kinds = kindsOf([spend]);
  const money = (value: number | undefined): Cell =>
    value === undefined
      ? missing('nothing of it in that second')
      : {
          kind: 'figure',
          value,
          text: significant(value * CENTS),
          unit: spend.currency,
        };
  return {
    id: `run-spend-seconds-${at}`,
    title: `${spend.target}, repetition ${spend.repetition}`,
    columns: [
      left('Second'),
      ...kinds.map(({ title }) => right(`${title}, ${centsWords(spend.currency)}`)),
      right(`All, ${centsWords(spend.currency)}`),
    ],
    groups: plainRows(
      spend.seconds.map(({ second, amount, byKind }) => ({
        title: String(second),
        unit: null,
        cells: [...kinds.map(({ kind }) => money(byKind[kind])), money(amount)],
      })),
      'list-price',
    ),
    notes: [],
  };
}
