import { significant } from '../../judge/format.ts';
import { CALM_SECONDS } from '../../judge/recovery/calm.ts';
import type { RecoverySummary } from '../../judge/types/figures.ts';
import type { TargetSummary } from '../../judge/types/summary.ts';
import { type NumberedFault, recoveryFrom } from '../faults.ts';
import { loneFigure } from '../figure.ts';
import { groupedDigits } from '../format.ts';
import { whyMissing } from '../missing-figure.ts';
import { type Cell, left, list, type Row, type RowGroup, right, type Table, text } from '../table.ts';
import { disturbanceTable } from './disturbance.ts';
import { type Figure, figureRow } from './figure-row.ts';

const BEGAN: readonly Figure[] = [
  { title: 'Began', metric: 'startedAtSeconds', quantity: 'instant' },
  { title: 'Seen in effect', metric: 'heldAtSeconds', quantity: 'instant' },
  { title: 'Healing began', metric: 'healingAtSeconds', quantity: 'instant' },
  { title: 'Seen healed', metric: 'endedAtSeconds', quantity: 'instant' },
];

const RECOVERED: readonly Figure[] = [
  { title: 'First acknowledgement', metric: 'timeToFirstAckSeconds', quantity: 'seconds' },
  { title: 'Every partition again', metric: 'timeToEveryPartitionSeconds', quantity: 'seconds' },
  { title: 'Nothing queued any more', metric: 'timeToDrainedSeconds', quantity: 'seconds' },
  { title: 'Headroom', metric: 'timeToHeadroomSeconds', quantity: 'seconds' },
  { title: 'Headroom gone again before it had ended', metric: 'headroomGoneAgainSeconds', quantity: 'seconds' },
  { title: 'Longest without acknowledgement', metric: 'longestWithoutAckSeconds', quantity: 'seconds' },
];

const SENDS: readonly Figure[] = [
  { title: 'Intended', metric: 'intended', quantity: 'records' },
  { title: 'Failed', metric: 'failed', quantity: 'records' },
  { title: 'Unknown', metric: 'unknown', quantity: 'records' },
  { title: 'Unsent', metric: 'unsent', quantity: 'records' },
  { title: 'Sent again', metric: 'retried', quantity: 'records' },
  { title: 'Acknowledged within 1 s', metric: 'availability', quantity: 'share' },
  { title: 'Acknowledged and lost', metric: 'lost', quantity: 'records' },
  { title: 'Twice in the log', metric: 'duplicated', quantity: 'records' },
];

/** When one fault came and went, and what it did to the clients: rows are figures, columns are targets. */
export function recoveryTable({ id, number, name }: NumberedFault, targets: readonly TargetSummary[]): Table {
  const recoveries = targets.map((target) => recoveryFrom(target, id));
  const group = (title: string, figures: readonly Figure[], more: readonly Row[] = []): RowGroup => ({
    title,
    provenance: 'measured',
    rows: [...figures.map((each) => figureRow(targets, { ...each, metric: `recovery.${id}.${each.metric}` })), ...more],
  });
  const groups = [
    group('The fault, since the start of the load', BEGAN),
    group('Recovery, since the fault began', RECOVERED, withoutAckRows(recoveries)),
    group('Records intended while it lasted', SENDS),
    group('Readers', [], readerRows(recoveries, targets, id)),
  ];
  const healed = recoveries.find((recovery) => recovery !== null)?.healed;
  return {
    id: `recovery-${number}`,
    title: `${number} ${name}, in figures`,
    columns: [left('Figure'), ...targets.map((target) => right(target.name))],
    groups: [...groups.filter(({ rows }) => rows.length > 0), ...notedGroups(recoveries)],
    notes: [
      ...(healed === undefined ? [] : [`Healed is when ${healed}.`]),
      `Headroom is back at the first of ${CALM_SECONDS} seconds in a row with at least 99% of what was intended acknowledged, p99 within its limit, and nothing queued.`,
    ],
  };
}

const MOST_PARTITIONS = 5;

/** The partitions that waited longest, where any did. */
function withoutAckRows(recoveries: readonly (RecoverySummary | null)[]): readonly Row[] {
  if (recoveries.every((recovery) => (recovery?.withoutAck.length ?? 0) === 0)) return [];
  const cell = (recovery: RecoverySummary | null): Cell => {
    const all = recovery?.withoutAck ?? [];
    const shown = all
      .slice(0, MOST_PARTITIONS)
      .map((each) => `${each.topic}/${each.partition} ${significant(each.seconds)} s`);
    return all.length > shown.length ? list([...shown, `and ${all.length - shown.length} more`]) : list(shown);
  };
  return [{ title: 'Partitions without one', unit: null, cells: recoveries.map(cell) }];
}

const READERS = [
  ['longest without a record', 'longestGapSeconds', 'seconds', 's'],
  ['rebalances', 'rebalances', 'count', null],
  ['back at the tail', 'timeToTailSeconds', 'seconds', 's'],
] as const;

function readerRows(
  recoveries: readonly (RecoverySummary | null)[],
  targets: readonly TargetSummary[],
  id: string,
): readonly Row[] {
  const groups = new Set(recoveries.flatMap((recovery) => recovery?.readers.map(({ group }) => group) ?? []));
  return [...groups].flatMap((name) =>
    READERS.map(([title, key, quantity, unit]) => ({
      title: `${name}: ${title}`,
      unit,
      cells: targets.map((target, index) => {
        const reader = recoveries[index]?.readers.find(({ group }) => group === name);
        const why = reader === undefined ? whyMissing(target, `recovery.${id}.readers`) : NO_READER[key];
        return loneFigure(quantity, reader?.[key] ?? null, why);
      }),
    })),
  );
}

const NO_READER = {
  longestGapSeconds: 'it is not known when the group read',
  rebalances: 'it is not known how often the group was rebalanced',
  timeToTailSeconds: 'the group was not back at the tail while the load lasted',
} as const;

/** What else was seen; nothing where nothing was. */
function notedGroups(recoveries: readonly (RecoverySummary | null)[]): readonly RowGroup[] {
  const cells = recoveries.map((recovery): Cell => {
    const notes = recovery?.notes ?? [];
    return notes.length === 0 ? text('') : list(notes.map(groupedDigits));
  });
  return recoveries.every((recovery) => (recovery?.notes.length ?? 0) === 0)
    ? []
    : [{ title: 'Seen meanwhile', provenance: null, rows: [{ title: 'Notes', unit: null, cells }] }];
}

/** The tables of every fault, in the order of the page. */
export const recoveryTables = (faults: readonly NumberedFault[], targets: readonly TargetSummary[]): readonly Table[] =>
  faults.flatMap((fault) => [recoveryTable(fault, targets), disturbanceTable(fault, targets)]);
