import { inputError } from '../../../errors.ts';
import { canonicalJson, digestOf } from '../../../scenarios/digest.ts';
import { sum, toCents } from '../../arithmetic/money.ts';
import type { Period, SourceRows } from '../types/source.ts';

/**
 * The days of a source that belong to a period, as a source of its own. What the others hold is said.
 * @throws WorkbenchError where it has none of them.
 */
export function withinPeriod(source: SourceRows, period: Period | null): SourceRows {
  if (period === null) return source;
  const isWithin = ({ day }: { readonly day: string }): boolean => day >= period.start && day < period.end;
  const rows = source.rows.filter(isWithin);
  const others = source.rows.filter((row) => !isWithin(row));
  if (rows.length === 0) {
    throw inputError('billing-period', [
      {
        what: `${source.source} has nothing from ${period.start} until before ${period.end}; it is of ${source.period.start} until before ${source.period.end}`,
        todo: 'Give days that it holds; the end is the first day that is no longer part of it.',
      },
    ]);
  }
  const left = [...Map.groupBy(others, ({ currency }) => currency)].map(
    ([currency, own]) => `${currency} ${toCents(sum(own.map(({ unblended }) => unblended)))}`,
  );
  return {
    ...source,
    digest: digestOf(canonicalJson([source.digest, period])),
    period: intersection(source.period, period),
    rows,
    losses: [
      ...source.losses,
      ...(left.length === 0
        ? []
        : [
            `Only ${period.start} until before ${period.end} is asked for: ${left.join(', ')} of other days is left out.`,
          ]),
    ],
  };
}

/** Days as text sort as they follow one another. */
const intersection = (one: Period, other: Period): Period => ({
  start: [one.start, other.start].toSorted()[1] ?? other.start,
  end: [one.end, other.end].toSorted()[0] ?? other.end,
});
