import { priceAgeNotes } from '../../cost-model/prices/price-age.ts';
import { monthPricedNote } from '../../cost-model/pricing/month-priced.ts';
import type { Provenance } from '../../cost-model/types/figures.ts';
import type { NoClaim, Summary } from '../../judge/types/summary.ts';
import { numberedFaults } from '../faults.ts';
import type { Judged } from '../judged.ts';
import { whyMissing } from '../missing-figure.ts';
import { left, type Row, type RowGroup, right, type Table, text } from '../table.ts';
import { SOURCE_TITLES } from '../words.ts';
import { LOWER_BOUND_NOTE } from './cost/amounts.ts';
import { totalRow } from './cost/total-row.ts';
import { type Figure, figureRow } from './figure-row.ts';
import { noRatios, ratioCells, ratioColumns, ratioPairs } from './ratio.ts';

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

const AFTER_A_FAULT: readonly Figure[] = [
  { title: 'Time to headroom', metric: 'timeToHeadroomSeconds', quantity: 'seconds' },
  { title: 'No acknowledgement for', metric: 'longestWithoutAckSeconds', quantity: 'seconds' },
  { title: 'Acknowledged within 1 s', metric: 'availability', quantity: 'share' },
];

const DURING_A_FAULT =
  'Under a fault: no acknowledgement from one partition for at most so long, and of the records that were intended until it was seen to be healed, those acknowledged within 1 s.';

/** A row with the ratio of its figure. */
function comparedRow(summary: Summary, figure: Figure): Row {
  const row = figureRow(summary.targets, figure);
  return { ...row, cells: [...row.cells, ...ratioCells(summary, figure.metric, null)] };
}

/** What each fault did to the clients, and when that was over. */
function recoveryGroups(summary: Summary): readonly RowGroup[] {
  return numberedFaults(summary.targets).map(({ id, name }) => ({
    title: name,
    provenance: 'measured',
    rows: [
      ...AFTER_A_FAULT.map((figure) => comparedRow(summary, { ...figure, metric: `recovery.${id}.${figure.metric}` })),
    ],
  }));
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
  const groups = FIGURES.filter(({ title }) => anyCatchUp || title !== 'Catching up').map(
    ({ title, figures }): RowGroup => {
      const rows = figures.map((row) => comparedRow(summary, row));
      return { title, provenance: 'measured', rows: title === 'Catching up' ? [sourceRow(summary), ...rows] : rows };
    },
  );
  return [...groups.slice(0, -1), ...recoveryGroups(summary), ...groups.slice(-1)];
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
      ...(numberedFaults(summary.targets).length === 0 ? [] : [DURING_A_FAULT]),
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
