import { inputError, type Problem } from '../../../errors.ts';
import { daysOf } from '../days.ts';
import type { SourceRows } from '../types/source.ts';
import { chargedDays } from '../window/charged-days.ts';
import { sourceName } from './source-name.ts';

/**
 * What cannot be one bill: nothing, several currencies, or the same days of a provider from two sources.
 * @throws WorkbenchError with every one of these.
 */
export function refuseWhatDoesNotAddUp(sources: readonly SourceRows[], target: string): void {
  const problems = [...nothing(sources, target), ...severalCurrencies(sources), ...countedTwice(sources)];
  if (problems.length > 0) throw inputError('bill', problems);
}

function nothing(sources: readonly SourceRows[], target: string): Problem[] {
  if (sources.some(({ rows }) => rows.length > 0)) return [];
  return [
    {
      what: `nothing was billed to ${target} in ${sources.length === 0 ? 'no source' : listed(sources.map(sourceName))}`,
      todo: "Check the accounts, tags and days under the target's `billing:` against what was exported.",
    },
  ];
}

function severalCurrencies(sources: readonly SourceRows[]): Problem[] {
  const inSources = Map.groupBy(
    sources.flatMap((source) => source.rows.map(({ currency }) => ({ currency, source: sourceName(source) }))),
    ({ currency }) => currency,
  );
  if (inSources.size < 2) return [];
  const each = [...inSources].map(
    ([currency, found]) => `${currency} in ${listed([...new Set(found.map(({ source }) => source))])}`,
  );
  return [
    {
      what: `two currencies do not make one total: ${each.join('; ')}`,
      todo: 'Choose one with --currency, or export in one.',
    },
  ];
}

function countedTwice(sources: readonly SourceRows[]): Problem[] {
  return sources.flatMap((one, at) => sources.slice(at + 1).flatMap((other) => twice(one, other)));
}

function twice(one: SourceRows, other: SourceRows): Problem[] {
  if (one.digest === other.digest) {
    return [
      {
        what: `${sourceName(one)} and ${sourceName(other)} are the same and would count twice`,
        todo: 'Give it once.',
      },
    ];
  }
  const days = daysIn(other);
  const common = [...daysIn(one)].filter((day) => days.has(day)).toSorted();
  const [first] = common;
  if (first === undefined) return [];
  const [provider = '', day = ''] = first.split(' ');
  const more = common.length > 1 ? ` and ${common.length - 1} more` : '';
  return [
    {
      what: `${sourceName(one)} and ${sourceName(other)} both have what ${provider} billed for ${day}${more}: it would count twice`,
      todo: 'Keep one of the two, or the days that only one of them has; parts of one export are read together. In a run --replace puts the new one in the place of the other.',
    },
  ];
}

/** What a source has, as `provider day`. */
export const daysIn = ({ rows }: SourceRows): ReadonlySet<string> =>
  new Set(rows.flatMap((row) => daysOf(chargedDays(row)).map((day) => `${row.provider} ${day}`)));

const listed = (names: readonly string[]): string => names.join(', ');
