import { RangeSet } from '../evidence/ranges.ts';
import type {
  GroupAudit,
  GroupPartitionReading,
  GroupReading,
  PartitionReading,
  Ranges,
} from '../evidence/types/audit.ts';
import { type Book, keyOf } from './book.ts';
import type { Draft } from './draft.ts';
import { recordsAt } from './log-findings.ts';
import { Places } from './places.ts';

/** What one group's own reading shows beside the complete one. */
export function groupFindings(
  group: GroupReading,
  books: readonly Book[],
  readings: readonly PartitionReading[],
): { readonly drafts: readonly Draft[]; readonly audit: GroupAudit } {
  const own = new Map(group.partitions.map((partition) => [keyOf(partition), partition]));
  const positions = readings.flatMap((reading) => {
    const polled = own.get(keyOf(reading));
    const inPartition = books.filter((book) => keyOf(book) === keyOf(reading));
    return polled === undefined ? [] : ofPolls(group.group, polled, reading, inPartition);
  });
  const reread = group.partitions.reduce((sum, partition) => sum + partition.reread, 0);
  const { group: name, role } = group;
  if (role !== 'tail') return { drafts: positions, audit: { group: name, role, read: null, unseen: null, reread } };
  const unseen = books
    .filter(({ topic, log }) => log !== null && group.topics.includes(topic))
    .map((book) => ofRecords(name, book, own.get(keyOf(book))));
  const sum = (count: (it: (typeof unseen)[number]) => number) => unseen.reduce((total, it) => total + count(it), 0);
  return {
    drafts: [...positions, ...unseen.map(({ draft }) => draft)],
    audit: { group: name, role, read: sum(({ read }) => read), unseen: sum(({ draft }) => draft.set.size), reread },
  };
}

function ofPolls(
  group: string,
  polled: GroupPartitionReading,
  reading: PartitionReading,
  books: readonly Book[],
): readonly Draft[] {
  const { topic, partition } = polled;
  const at = { topic, partition, producer: null, group, isOfOffsets: true };
  const detail = (offsets: Ranges) => recordsAt(offsets, books);
  // What lies behind the end of the complete reading is not known to hold a record.
  const skipped = RangeSet.from(polled.skipped).within(0, reading.end).minus(RangeSet.from(reading.absent));
  return [
    { ...at, name: 'skipped-poll', set: skipped, detail },
    { ...at, name: 'non-monotonic-poll', set: RangeSet.from(polled.wentBack), detail },
    {
      ...at,
      name: 'corrupted',
      // What is damaged in the log itself is found there.
      set: RangeSet.from(polled.corrupted).minus(RangeSet.from(reading.corrupted)),
      detail,
    },
  ];
}

function ofRecords(
  group: string,
  { topic, partition, producer, acknowledged, seen, log }: Book,
  polled: GroupPartitionReading | undefined,
): { readonly draft: Draft; readonly read: number } {
  const present = acknowledged.and(seen);
  const own = polled?.producers.find((it) => it.producer === producer);
  const unseen = present.minus(RangeSet.from(own?.seen ?? []));
  const detail = (ranges: Ranges) => {
    const places = new Places(own ?? { stretches: [], listsAll: true });
    return { places: ranges.flatMap((range) => places.ofMissing(range, log?.end ?? 0) ?? []) };
  };
  const draft: Draft = { name: 'unseen', topic, partition, producer, group, set: unseen, detail };
  return { draft, read: present.size - unseen.size };
}
