import { sum } from '../../arithmetic/money.ts';
import { classify } from '../classify/classify.ts';
import { hullOf } from '../days.ts';
import { shareOut } from '../shared-costs/share-out.ts';
import type { SharedCosts } from '../shared-costs/shared-costs.ts';
import type { Bill, BillSource } from '../types/bill.ts';
import type { BillRule } from '../types/rule.ts';
import type { BillingScope, Period, SourceRows } from '../types/source.ts';
import { billedUsage } from './billed-usage.ts';
import { apartAmortizedOf, apartOf, categoriesOf, daysOf, ruleUses, unclassifiedOf } from './parts.ts';
import { refuseWhatDoesNotAddUp } from './refusals.ts';
import { wholeOf } from './whole.ts';

export interface BillInput {
  readonly sources: readonly SourceRows[];
  readonly rules: readonly BillRule[];
  readonly scope: BillingScope;
  /** Costs that the target shares with others; none where left out. */
  readonly shared?: readonly SharedCosts[];
}

/** What sorts and splits a source of its own. */
export interface SortedSource {
  readonly source: SourceRows;
  readonly rules: readonly BillRule[];
  readonly shared: readonly SharedCosts[];
}

/** The bill of sources that are sorted and split alike. */
export const billOf = ({ sources, rules, scope, shared = [] }: BillInput): Bill =>
  billOfSorted(
    sources.map((source) => ({ source, rules, shared })),
    scope.target,
  );

/**
 * One bill of a target: categories + unclassified + apart = total, exactly.
 * @throws WorkbenchError where the sources do not make one total: nothing billed, several currencies, days that would
 * count twice; or where a shared cost has no weight for the target.
 */
export function billOfSorted(own: readonly SortedSource[], target: string): Bill {
  const sources = own.map(({ source }) => source);
  refuseWhatDoesNotAddUp(sources, target);
  const split = own.map(({ source, rules, shared }) => ({ rules, ...shareOut(source.rows, shared, target) }));
  const rows = split.flatMap((one) => one.rows);
  const parts = split.flatMap((one) => one.parts);
  const classified = split.flatMap((one) => classify(one.rows, one.rules));
  return {
    schemaVersion: 1,
    currency: rows[0]?.currency ?? '',
    period: { ...periodOf(sources), provisional: rows.some(({ provisional }) => provisional) },
    total: sum(rows.map(({ unblended }) => unblended)),
    categories: categoriesOf(classified),
    unclassified: unclassifiedOf(classified),
    apart: apartOf(classified),
    apartAmortized: apartAmortizedOf(classified),
    amortizedTotal: wholeOf(rows.map(({ amortized }) => amortized)),
    days: daysOf(classified),
    rules: ruleUses(classified),
    usage: billedUsage(classified),
    sources: sources.map(billSource),
    shared: parts,
    losses: [...new Set(sources.flatMap(({ losses }) => losses))],
  };
}

/** From the first day of any source; as short as an hour only where they all say so. */
function periodOf(sources: readonly SourceRows[]): Period & { readonly hours?: number } {
  const period = hullOf(sources.map((source) => source.period)) ?? { start: '', end: '' };
  const [hours, ...others] = new Set(sources.map((source) => source.hours));
  return hours === undefined || others.length > 0 ? period : { ...period, hours };
}

const billSource = ({ source, digest, repeatable, period, hours, rows }: SourceRows): BillSource => ({
  source,
  digest,
  repeatable,
  period: hours === undefined ? period : { ...period, hours },
  lines: rows.reduce((lines, row) => lines + row.lines, 0),
  total: sum(rows.map(({ unblended }) => unblended)),
});
