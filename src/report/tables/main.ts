import { monthPricedNote } from '../../cost-model/month-priced.ts';
import { priceAgeNotes } from '../../cost-model/price-age.ts';
import type { Provenance } from '../../cost-model/types.ts';
import { numberAtPath } from '../../judge/metric-path.ts';
import type { NoClaim, Summary } from '../../judge/types/summary.ts';
import { figure, formOf, type Quantity } from '../figure.ts';
import type { Judged } from '../judged.ts';
import { whyMissing } from '../missing-figure.ts';
import { left, type Row, type RowGroup, right, type Table, text } from '../table.ts';
import { SOURCE_TITLES } from '../words.ts';
import { LOWER_BOUND_NOTE, totalRow } from './cost.ts';
import { noRatios, ratioCells, ratioColumns, ratioPairs } from './ratio.ts';

interface Figure {
  readonly title: string;
  readonly metric: string;
  readonly quantity: Quantity;
}

/** Rows of the main table; each metric is a path into a target of summary.json. */
const FIGURES: readonly { readonly title: string; readonly figures: readonly Figure[] }[] = [
  {
    title: 'Producing',
    figures: [
      { title: 'Response p50', metric: 'produce.response.p50', quantity: 'latency' },
      { title: 'Response p99', metric: 'produce.response.p99', quantity: 'latency' },
      { title: 'Response p99.9', metric: 'produce.response.p999', quantity: 'latency' },
      { title: 'Response maximum', metric: 'produce.response.max', quantity: 'latency' },
      { title: 'Intended rate', metric: 'produce.intendedRate', quantity: 'records-per-second' },
      { title: 'Achieved rate', metric: 'produce.achievedRate', quantity: 'records-per-second' },
      { title: 'Acknowledged within 1 s', metric: 'produce.availability', quantity: 'share' },
    ],
  },
  {
    title: 'Reading at the tail',
    figures: [
      { title: 'End to end p50', metric: 'tail.endToEnd.p50', quantity: 'latency' },
      { title: 'End to end p99', metric: 'tail.endToEnd.p99', quantity: 'latency' },
      { title: 'End to end p99.9', metric: 'tail.endToEnd.p999', quantity: 'latency' },
    ],
  },
  {
    title: 'Catching up',
    figures: [
      { title: 'Time to the tail', metric: 'catchUp.timeToTailSeconds', quantity: 'seconds' },
      { title: 'Drain rate', metric: 'catchUp.mibPerSecond', quantity: 'mib-per-second' },
      { title: 'Produce p99 during ÷ before', metric: 'catchUp.collateral.produceP99Ratio', quantity: 'ratio' },
    ],
  },
  {
    title: 'Keeping records',
    figures: [
      { title: 'Records acknowledged', metric: 'audit.acknowledged', quantity: 'records' },
      { title: 'Records lost', metric: 'audit.lost', quantity: 'records' },
      { title: 'Records twice in the log', metric: 'audit.duplicated', quantity: 'records' },
    ],
  },
];

function figureRow(summary: Summary, { title, metric, quantity }: Figure): Row {
  const values = summary.targets.map((target) => numberAtPath(target, metric));
  const form = formOf(quantity, values);
  const cells = summary.targets.map((target, index) =>
    figure(quantity, form, values[index] ?? null, whyMissing(target, metric), { target: target.name, metric }),
  );
  return { title, unit: form.unit, cells: [...cells, ...ratioCells(summary, metric, null)] };
}

function sourceRow(summary: Summary): Row {
  const cells = summary.targets.map((target) =>
    target.catchUp === null
      ? { kind: 'missing' as const, why: whyMissing(target, 'catchUp.source') }
      : text(SOURCE_TITLES[target.catchUp.source]),
  );
  return { title: 'Read from', unit: null, cells: [...cells, ...noRatios(summary)] };
}

function measuredGroups(summary: Summary): readonly RowGroup[] {
  const anyCatchUp = summary.targets.some((target) => target.catchUp !== null);
  return FIGURES.filter(({ title }) => anyCatchUp || title !== 'Catching up').map(({ title, figures }) => {
    const rows = figures.map((row) => figureRow(summary, row));
    return { title, provenance: 'measured', rows: title === 'Catching up' ? [sourceRow(summary), ...rows] : rows };
  });
}

/** The table of the page: rows are figures, columns are targets, then the ratio with its strength. */
export function mainTable({ summary, cost }: Judged): Table {
  const modelled: Provenance = 'modelled';
  const costGroup =
    cost === null ? [] : [{ title: 'Cost of production', provenance: modelled, rows: [totalRow(summary, cost)] }];
  return {
    id: 'figures',
    title: 'Side by side',
    columns: [left('Figure'), ...summary.targets.map((target) => right(target.name)), ...ratioColumns(summary)],
    groups: [...measuredGroups(summary), ...costGroup],
    notes: [
      'Response is measured from the moment a record was due, not from the moment it was sent, so waiting counts.',
      ...(cost?.platforms.some(({ totalIsLowerBound }) => totalIsLowerBound) ? [LOWER_BOUND_NOTE] : []),
      ...(cost === null || cost.platforms.length === 0
        ? []
        : [monthPricedNote(cost), ...priceAgeNotes(cost).slice(0, 1)]),
      ...ratioPairs(summary).flatMap(ratioNotes),
    ],
  };
}

const INDICATIVE: Readonly<Record<NoClaim, string>> = {
  'few-repetitions': 'fewer than 4 valid repetitions a side',
  'not-interleaved': 'the valid repetitions of the two sides did not alternate',
  'not-in-every-draw': 'some repetitions do not have the figure',
};

/** What a ratio divides, and how firmly each row stands: its interval, or the reason why it has none. */
function ratioNotes({
  title,
  clients,
  sides,
  comparison: rows,
}: ReturnType<typeof ratioPairs>[number]): readonly string[] {
  const divided = `${title}: ${sides.b} ÷ ${sides.a}${clients}.`;
  const claimed = rows.some(({ low }) => low !== null);
  const weak = Map.groupBy(
    rows.filter(({ ratio }) => ratio !== null),
    ({ indicativeBecause }) => indicativeBecause,
  );
  return [
    claimed ? `${divided} With its 95% interval, by resampling repetitions and windows of time.` : divided,
    ...[...weak].flatMap(([because, of]) => {
      if (because === null) return [];
      const which = claimed ? `Indicative (${of.map(({ title }) => title).join(', ')})` : 'Indicative';
      return [`${which}: ${INDICATIVE[because]}, so no interval can be given and no difference is claimed.`];
    }),
  ];
}
