import { RangeSet } from '../evidence/ranges.ts';
import type { PartitionReading, Ranges } from '../evidence/types/audit.ts';
import { type Book, keyOf } from './book.ts';
import type { Draft } from './draft.ts';

/** What the complete reading shows, by producer and partition. */
export function logFindings(books: readonly Book[], readings: readonly PartitionReading[]): readonly Draft[] {
  return [
    ...books.flatMap(ofBook),
    ...readings.map((reading) =>
      corruptedIn(
        reading,
        books.filter((book) => keyOf(book) === keyOf(reading)),
      ),
    ),
  ];
}

function ofBook(book: Book): readonly Draft[] {
  const { topic, partition, producer, told, log, seen, duplicated, duplicates, reordered, lost, damaged, places } =
    book;
  if (log === null) return [];
  const at = { topic, partition, producer, group: null };
  const settled = RangeSet.from(told?.acknowledged ?? []);
  book.unknown.eachRange((from, to) => settled.add(from, to));
  const refused = seen.minus(settled);
  return [
    {
      ...at,
      name: 'lost-write',
      // Where the log was not read to its end, what is missing may stand in the rest of it.
      set: log.complete ? lost.minus(damaged) : new RangeSet(),
      detail: (ranges) => ({ places: ranges.flatMap((range) => places.ofMissing(range, log.end) ?? []) }),
    },
    {
      ...at,
      name: 'duplicate',
      set: duplicated,
      records: duplicates,
      detail: () => ({ places: places.ofDuplicates() }),
    },
    { ...at, name: 'reordering', set: reordered, detail: () => ({ places: places.ofReordered(reordered) }) },
    { ...at, name: 'aborted-read', set: refused, detail: () => ({ places: places.ofPresent(refused) }) },
  ];
}

function corruptedIn({ topic, partition, corrupted }: PartitionReading, books: readonly Book[]): Draft {
  const harmed = books.filter(({ damaged }) => damaged.size > 0);
  const [only] = harmed;
  const isOfOne = harmed.length === 1 && only !== undefined;
  return {
    name: 'corrupted',
    topic,
    partition,
    producer: isOfOne ? only.producer : null,
    group: null,
    set: RangeSet.from(corrupted),
    isOfOffsets: true,
    detail: () => (isOfOne ? { sequences: only.damaged } : {}),
  };
}

/** Which records stand at these offsets: where they are of one producer, and it is certain. */
export function recordsAt(
  offsets: Ranges,
  books: readonly Book[],
): { readonly producer: number | null; readonly sequences: RangeSet } {
  // What is not listed may stand there too.
  const isKnown = books.every(({ places }) => places.listsAll);
  const found = books
    .map(({ producer, places }) => ({ producer, sequences: places.sequencesAt(offsets) }))
    .filter(({ sequences }) => sequences.size > 0);
  const [only] = found;
  return isKnown && found.length === 1 && only !== undefined ? only : { producer: null, sequences: new RangeSet() };
}
