import { identifier } from '../sql/quote.ts';
import { cur } from './cur.ts';
import { focus } from './focus.ts';
import { type Columns, columnName, type Format } from './format.ts';

export type FormatName = Format['source'];

/** Columns as AWS writes them into Parquet; what is not named here is text. */
const TYPES: readonly { readonly names: RegExp; readonly type: string }[] = [
  { names: /_(start|end)_date$|PeriodStart$|PeriodEnd$/, type: 'TIMESTAMP' },
  { names: /Cost$|Quantity$|_cost$|_amount$|_commitment|recurring_fee|upfront_fee/, type: 'DOUBLE' },
  { names: /^resource_tags$|^Tags$/, type: 'MAP(VARCHAR, VARCHAR)' },
];

/** Edition 1.2, without the columns that other issuers or later editions have in their place. */
const NOT_IN_EVERYTHING = ['product_region', 'tags', 'reservation/ReservationARN', 'ServiceProviderName', 'Region'];

function everythingOf({ fields }: Format): Columns {
  const names = Object.values(fields)
    .flatMap(({ columns }) => columns)
    .filter((name) => !NOT_IN_EVERYTHING.includes(name));
  return new Map(
    names.map((name) => {
      const type = TYPES.find((known) => known.names.test(name))?.type ?? 'VARCHAR';
      return [columnName(name), { ref: identifier(name), type }];
    }),
  );
}

export const FORMATS: Readonly<Record<FormatName, { readonly format: Format; readonly everything: Columns }>> = {
  cur: { format: cur, everything: everythingOf(cur) },
  focus: { format: focus, everything: everythingOf(focus) },
};
