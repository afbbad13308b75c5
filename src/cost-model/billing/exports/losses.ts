import type { BillingScope } from '../types/source.ts';
import { columnOf } from './formats/format.ts';
import type { Table } from './tables.ts';

/** What optional columns that are missing take away, each in a sentence. */
export function lossesOf(tables: readonly Table[], scope: BillingScope): readonly string[] {
  const losses = tables.flatMap(({ format, columns }) =>
    Object.entries(format.fields).flatMap(([, field]) =>
      field.lost === undefined || columnOf(columns, field) !== null
        ? []
        : [`no ${field.columns.join(' or ')}: ${field.lost}`],
    ),
  );
  const tagged = Object.keys(scope.tags).length > 0;
  return [
    ...new Set(losses),
    ...(tagged ? ['tags are not retroactive: what was used before a tag was activated does not carry it'] : []),
  ];
}
