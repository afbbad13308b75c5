import type { GroupEntry } from '../../../inventory/types.ts';
import type { TransactionAnswer } from '../../../kafka/read-only/answers.ts';
import { utcMinute } from '../../format.ts';
import { type Cell, left, missing, plainRows, right, type Table, text } from '../../table.ts';
import { figure } from '../figures.ts';
import { cappedNote, type Shown, someNames } from '../section.ts';

/** Groups, the furthest behind first. */
export function groupsTable(groups: readonly GroupEntry[], { rows, names }: Shown): Table {
  const behind = groups.toSorted((a, b) => (b.lag ?? -1) - (a.lag ?? -1));
  return {
    id: 'inventory-groups',
    title: 'Groups, the furthest behind first',
    columns: [
      left('Group'),
      left('Kind'),
      left('State'),
      right('Members'),
      right('Lag'),
      left('Topics'),
      left('Client ids'),
    ],
    groups: plainRows(
      behind.slice(0, rows).map(({ id, kind, state, members, lag, lagIsLowerBound, offsets, protocolType }) => ({
        title: id,
        unit: null,
        cells: [
          text(
            kind === 'classic' && protocolType !== 'consumer' && protocolType !== ''
              ? `${kind}, ${protocolType}`
              : kind,
          ),
          state === null ? missing('the state was not told') : text(state),
          figure(members.length, 'count'),
          lagFigure(lag, lagIsLowerBound),
          text(someNames(topicsOf({ offsets, members }), names)),
          text(someNames([...new Set(members.map(({ clientId }) => clientId))].sort(), names)),
        ],
      })),
    ),
    notes: [
      ...cappedNote(groups.length, rows, 'group', 'the furthest behind first', 'groups.csv and inventory.json'),
      'Lag counts records from the commits to the ends of the logs, read in this order; ≥ where some of these are not known.',
    ],
  };
}

function lagFigure(lag: number | null, isLowerBound: boolean): Cell {
  const shown = figure(lag, 'count', 'no commit, or no end offset, is known');
  return isLowerBound && shown.kind === 'figure' ? { ...shown, text: `≥ ${shown.text}` } : shown;
}

/** Those it committed for, and those its members read. */
export function topicsOf({ offsets, members }: Pick<GroupEntry, 'offsets' | 'members'>): readonly string[] {
  const assigned = members.flatMap((member) => member.assigned.map(({ topic }) => topic));
  return [...new Set([...offsets.map(({ topic }) => topic), ...assigned])].sort();
}

/** Transactional ids, those that are open first, the oldest before the others. */
export function transactionsTable(all: readonly TransactionAnswer[], { rows, names }: Shown): Table {
  const since = ({ startedAtMs }: TransactionAnswer): number => startedAtMs ?? Number.POSITIVE_INFINITY;
  const oldest = all.toSorted((a, b) => (since(a) === since(b) ? 0 : since(a) - since(b)));
  return {
    id: 'inventory-transactions',
    title: 'Transactional ids',
    columns: [left('Transactional id'), left('State'), left('Open since'), left('Topics')],
    groups: plainRows(
      oldest.slice(0, rows).map(({ transactionalId, state, startedAtMs, partitions }) => ({
        title: transactionalId,
        unit: null,
        cells: [
          text(state),
          startedAtMs === null ? missing('none is open') : text(utcMinute(new Date(startedAtMs).toISOString())),
          text(
            someNames(
              partitions.map(({ topic }) => topic),
              names,
            ),
          ),
        ],
      })),
    ),
    notes: cappedNote(all.length, rows, 'transactional id', 'the oldest first', 'inventory.json'),
  };
}
