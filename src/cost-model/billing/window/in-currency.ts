import { inputError } from '../../../errors.ts';
import { canonicalJson, digestOf } from '../../../scenarios/digest.ts';
import { sum, toCents } from '../../arithmetic/money.ts';
import type { BillRow } from '../types/row.ts';
import type { SourceRows } from '../types/source.ts';

/**
 * What of a source is billed in one currency, as a source of its own; all of it where none is named. What is in others is
 * said: currencies make no total.
 * @throws WorkbenchError where nothing is in it
 */
export function inCurrency(source: SourceRows, currency: string | null): SourceRows {
  if (currency === null || source.rows.length === 0) return source;
  const rows = source.rows.filter((row) => row.currency === currency);
  const others = source.rows.filter((row) => row.currency !== currency);
  if (others.length === 0) return source;
  const found = amountsOf(others);
  if (rows.length === 0) {
    throw inputError('billing-currency', [
      { what: `${source.source} has nothing in ${currency}; it has ${found}`, todo: 'Name a currency that it has.' },
    ]);
  }
  const losses = [...source.losses, `${found} is left out: only ${currency} was asked for`];
  return { ...source, digest: digestOf(canonicalJson([source.digest, currency])), rows, losses };
}

const amountsOf = (rows: readonly BillRow[]): string =>
  [...Map.groupBy(rows, (row) => row.currency)]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([currency, own]) => `${currency} ${toCents(sum(own.map(({ unblended }) => unblended)))}`)
    .join(', ');
