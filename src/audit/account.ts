import { RangeSet } from '../evidence/ranges.ts';
import type {
  AuditTotals,
  GroupReading,
  PartitionAudit,
  PartitionOutcomes,
  PartitionReading,
  RepetitionAudit,
} from '../evidence/types/audit.ts';
import { type Book, openBooks } from './book.ts';
import { listFindings } from './draft.ts';
import { groupFindings } from './group-findings.ts';
import { logFindings } from './log-findings.ts';
import { type AuditedPlan, isPermitted } from './permitted.ts';

/** audit.json stays a file that can be opened. */
const RANGES_LISTED = 1_000;

export type Account = Required<Omit<RepetitionAudit, 'target' | 'repetition'>>;

/**
 * Holds what producers were told against one complete reading, and that against what each group got.
 * acknowledged = delivered + lost; `unknown` may be present or absent; what was refused or never sent must be
 * absent. Without a plan no finding counts as permitted.
 */
export function account(
  outcomes: readonly PartitionOutcomes[],
  readings: readonly PartitionReading[],
  groups: readonly GroupReading[] = [],
  plan: AuditedPlan | null = null,
): Account {
  const books = openBooks(outcomes, readings);
  const ofGroups = groups.map((group) => groupFindings(group, books, readings));
  const drafts = [...logFindings(books, readings), ...ofGroups.flatMap((of) => of.drafts)];
  return {
    complete: readings.length > 0 && readings.every((reading) => reading.complete),
    totals: totalsOf(books, readings),
    partitions: books.flatMap((book) => (book.told === null ? [] : partitionAudit(book, book.told))),
    ...listFindings(drafts, ({ name, topic }) => isPermitted(name, topic, plan)),
    groups: ofGroups.map(({ audit }) => audit),
  };
}

function totalsOf(books: readonly Book[], readings: readonly PartitionReading[]): AuditTotals {
  const sum = (count: (book: Book) => number) => books.reduce((total, book) => total + count(book), 0);
  const told = (fate: 'failed' | 'unsent') => sum((book) => RangeSet.from(book.told?.[fate] ?? []).size);
  const acknowledged = sum((book) => book.acknowledged.size);
  const lost = sum((book) => book.lost.size);
  return {
    acknowledged,
    failed: told('failed'),
    unknown: sum(({ unknown }) => unknown.size),
    unsent: told('unsent'),
    delivered: acknowledged - lost,
    lost,
    duplicated: sum(({ duplicates }) => duplicates),
    reordered: sum(({ reordered }) => reordered.size),
    corrupted: readings.reduce((total, { corrupted }) => total + RangeSet.from(corrupted).size, 0),
    unknownPresent: sum(({ unknown, seen }) => unknown.and(seen).size),
    unexpected:
      readings.reduce((total, { foreign }) => total + foreign, 0) +
      sum(({ seen, acknowledged, unknown }) => seen.minus(acknowledged).minus(unknown).size),
  };
}

function partitionAudit(book: Book, told: PartitionOutcomes): PartitionAudit {
  const { topic, partition, producer, log, reordered } = book;
  const sets = {
    acknowledged: book.acknowledged,
    failed: RangeSet.from(told.failed),
    unknown: book.unknown,
    lost: book.lost,
    duplicated: book.duplicated,
  };
  const listed = Object.entries(sets).map(([name, set]) => [name, set, set.toRanges(RANGES_LISTED)] as const);
  const leftOut = listed.flatMap(([name, set, ranges]) => {
    const left = set.size - ranges.reduce((sum, [from, to]) => sum + to - from, 0);
    return left === 0 ? [] : [[name, left] as const];
  });
  return {
    topic,
    partition,
    producer,
    ...(Object.fromEntries(listed.map(([name, , ranges]) => [name, ranges])) as Pick<
      PartitionAudit,
      keyof typeof sets
    >),
    reordered: reordered.size,
    corruptedOffsets: firstNumbers(RangeSet.from(log?.corrupted ?? [])),
    ...(leftOut.length === 0 ? {} : { leftOut: Object.fromEntries(leftOut) }),
    ...(told.cuts === undefined ? {} : { cuts: told.cuts }),
  };
}

function firstNumbers(set: RangeSet): readonly number[] {
  return set
    .toRanges(RANGES_LISTED)
    .flatMap(([from, to]) => Array.from({ length: Math.min(to - from, RANGES_LISTED) }, (_, i) => from + i))
    .slice(0, RANGES_LISTED);
}
