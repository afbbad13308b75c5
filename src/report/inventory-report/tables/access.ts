import type { AclAnswer, QuotaAnswer, ScramUserAnswer } from '../../../kafka/read-only/answers.ts';
import { left, plainRows, type Table, text } from '../../table.ts';
import { cappedNote, type Shown } from '../section.ts';

/** Who may do what: one row for each principal and resource. */
export function aclsTable(acls: readonly AclAnswer[], { rows }: Shown): Table {
  const grouped = Map.groupBy(acls, ({ principal, resourceType, resourceName, patternType, host, permission }) =>
    JSON.stringify([principal, resourceType, resourceName, patternType, permission, host]),
  );
  const all = [...grouped]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([, same]) => same.slice(0, 1).map((first) => ({ first, same })));
  return {
    id: 'inventory-acls',
    title: 'ACLs by principal',
    columns: [left('Principal'), left('May'), left('On'), left('From')],
    groups: plainRows(
      all.slice(0, rows).map(({ first, same }) => ({
        title: first.principal,
        unit: null,
        cells: [
          text(`${first.permission === 'deny' ? 'not ' : ''}${same.map(({ operation }) => operation).join(', ')}`),
          text(
            `${first.resourceType} ${first.resourceName}${first.patternType === 'literal' ? '' : ` (${first.patternType})`}`,
          ),
          text(first.host === '*' ? 'anywhere' : first.host),
        ],
      })),
    ),
    notes: cappedNote(all.length, rows, 'row', 'by principal', 'inventory.json'),
  };
}

export const quotasTable = (quotas: readonly QuotaAnswer[], { rows }: Shown): Table => ({
  id: 'inventory-quotas',
  title: 'Quotas',
  columns: [left('For'), left('Limits')],
  groups: plainRows(
    quotas.slice(0, rows).map(({ entity, values }) => ({
      title: entity.map(({ type, name }) => `${type} ${name ?? '(default)'}`).join(', '),
      unit: null,
      cells: [text(values.map(({ key, value }) => `${key}=${value}`).join(', '))],
    })),
  ),
  notes: cappedNote(quotas.length, rows, 'quota', 'by name', 'inventory.json'),
});

export const scramUsersTable = (users: readonly ScramUserAnswer[], { rows }: Shown): Table => ({
  id: 'inventory-scram-users',
  title: 'SCRAM users',
  columns: [left('User'), left('Mechanisms (iterations)')],
  groups: plainRows(
    users.slice(0, rows).map(({ user, mechanisms }) => ({
      title: user,
      unit: null,
      cells: [text(mechanisms.map(({ mechanism, iterations }) => `${mechanism} (${iterations})`).join(', '))],
    })),
  ),
  notes: cappedNote(users.length, rows, 'user', 'by name', 'inventory.json'),
});
