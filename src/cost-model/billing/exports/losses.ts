import { sum, toCents } from '../../arithmetic/money.ts';
import type { BillingScope } from '../types/source.ts';
import type { SqlRow } from './engine.ts';
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

/** Why the view in which commitments are spread is not known, by type of line; of rows of an aggregation. */
export function amortizedLosses(tables: readonly Table[], rows: readonly SqlRow[]): readonly string[] {
  const unknown = rows.filter(({ amortized, unblended }) => amortized === null && unblended !== null);
  return [...Map.groupBy(unknown, ({ line_item_type: type }) => String(type))]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([type, of]) => {
      // That a column is missing, of which all types need it, is said already.
      const fields = tables.flatMap(({ format, columns }) =>
        format.amortizedBy(type).filter((field) => field.lost === undefined || columnOf(columns, field) !== null),
      );
      if (fields.length === 0) return [];
      const columns = [...new Set(fields.map((field) => field.columns[0] ?? ''))].join(' and ');
      const amounts = [...Map.groupBy(of, ({ currency }) => String(currency))].map(
        ([currency, own]) => `${currency} ${toCents(sum(own.map(({ unblended }) => String(unblended))))}`,
      );
      return [
        `lines of type ${type} (billed at ${amounts.join(', ')}) do not all say ${columns}: with commitments spread, what they cost is not known, nor the total`,
      ];
    });
}
