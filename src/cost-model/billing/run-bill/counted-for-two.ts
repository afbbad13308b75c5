import { inputError, type Problem } from '../../../errors.ts';
import { sourceName } from '../bill/source-name.ts';
import { daysOf } from '../days.ts';
import type { BillRow } from '../types/row.ts';
import type { SavedSource } from '../types/saved-billing.ts';
import { chargedDays } from '../window/charged-days.ts';

/**
 * Lines that would count for two targets of a run, whichever files they came from: what one has of a day, account and
 * provider, and what the scope of the other takes in. What a key splits may stand for both.
 * @throws WorkbenchError with every pair of targets.
 */
export function refuseCountedForTwo(saved: readonly SavedSource[]): void {
  const problems = saved.flatMap((one, at) =>
    saved
      .slice(at + 1)
      .filter(({ scope }) => scope.target !== one.scope.target)
      .flatMap((other): readonly Problem[] => {
        const found = commonDay(one, other) ?? commonDay(other, one);
        return found === null ? [] : [problemOf(one, other, found)];
      }),
  );
  if (problems.length > 0) throw inputError('bill', problems);
}

function problemOf(one: SavedSource, other: SavedSource, day: string): Problem {
  const [a, b] = [one, other].map(({ scope: { target }, source }) => ({ target, name: sourceName(source) }));
  return {
    what: `the same lines of ${a?.name}${a?.name === b?.name ? '' : ` and ${b?.name}`} would count for ${a?.target} and for ${b?.target}: what ${day} has`,
    todo: "Give each its accounts or tags, or say which lines they share: `shared:` under the target's `billing:`.",
  };
}

/** The first day and provider of which a row certainly is the other's too; null of none. */
function commonDay(one: SavedSource, other: SavedSource): string | null {
  const within = one.source.rows.filter((row) => isWithin(row, one, other));
  const theirs = other.source.rows.filter(isOwn);
  const areInvoices = isInvoice(one) && isInvoice(other);
  const [found] = [
    ...common(within.filter(isOwn), theirs, areInvoices ? lineOf : () => []),
    // What one of them shares, the other may have beside it: only the same kind of line is the same.
    ...common(
      within.filter((row) => !isOwn(row)),
      theirs,
      lineOf,
    ),
  ].toSorted();
  if (found === undefined) return null;
  const [day, provider] = JSON.parse(found) as readonly string[];
  return `${provider} billed for ${day}`;
}

const isOwn = ({ shared }: BillRow): boolean => shared === null;

const isInvoice = ({ source }: SavedSource): boolean => source.source.startsWith('invoice:');

type Detail = (row: BillRow) => readonly (string | null)[];

const lineOf: Detail = ({ service, usageType, operation, resource }) => [service, usageType, operation, resource];

/** Days and providers of which both have rows that are alike in detail. */
function common(some: readonly BillRow[], others: readonly BillRow[], detail: Detail): readonly string[] {
  const marksOf = (row: BillRow): readonly string[] =>
    daysOf(chargedDays(row)).map((day) => JSON.stringify([day, row.provider, ...detail(row)]));
  const theirs = new Set(others.flatMap(marksOf));
  return some.flatMap(marksOf).filter((mark) => theirs.has(mark));
}

/** Whether a row of one is certainly made of lines that the scope of the other takes in; an invoice knows only clusters. */
function isWithin(row: BillRow, one: SavedSource, other: SavedSource): boolean {
  if (isInvoice(one) && isInvoice(other)) return true;
  const own = isInvoice(one) || isInvoice(other) ? null : one.scope;
  const { accounts, region, tags } = other.scope;
  const known = row.account === null ? (own?.accounts ?? []) : [row.account];
  return (
    (accounts.length === 0 || (known.length > 0 && known.every((account) => accounts.includes(account)))) &&
    (region === null || region === row.region) &&
    // What is shared was found where a tag is missing: no tag is certain of it.
    Object.entries(tags).every(([key, value]) => isOwn(row) && own?.tags[key] === value)
  );
}
