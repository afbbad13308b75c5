import { RangeSet } from '../evidence/ranges.ts';
import type { ProducerReading, Ranges, Stretch } from '../evidence/types/audit.ts';

/** Where some records of one producer stand, or are missing. */
export interface Place {
  readonly offsets: readonly [from: number, to: number];
  readonly firstMicros: number | null;
  readonly lastMicros: number | null;
}

type Listed = Pick<ProducerReading, 'stretches' | 'listsAll'>;

/**
 * Finds offsets and intended times by the stretches that a reading listed, all of one producer. Where more stretches
 * were read than are listed, it tells what stands somewhere, but not between what something is missing.
 */
export class Places {
  readonly listsAll: boolean;
  readonly #stretches: readonly Stretch[];
  readonly #byFrom: readonly Stretch[];
  readonly #byTo: readonly Stretch[];

  constructor({ stretches, listsAll }: Listed) {
    this.listsAll = listsAll;
    this.#stretches = stretches;
    this.#byFrom = stretches.toSorted((a, b) => a.from - b.from);
    this.#byTo = stretches.toSorted((a, b) => a.to - b.to);
  }

  /**
   * Between the records before and after sequences [from, to), which were not read; `end`: of the reading. null where
   * the records before and after are not known to be listed.
   */
  ofMissing([from, to]: readonly [number, number], end: number): Place | null {
    if (!this.listsAll) return null;
    const before = this.#byTo[firstWhere(this.#byTo, (stretch) => stretch.to > from) - 1];
    const after = this.#byFrom[firstWhere(this.#byFrom, (stretch) => stretch.from >= to)];
    const begin = before?.endOffset ?? 0;
    return {
      offsets: [begin, Math.max(begin, after?.offset ?? end)],
      firstMicros: before?.lastMicros ?? null,
      lastMicros: after?.firstMicros ?? null,
    };
  }

  /** Every time that records of the set were read. */
  ofPresent(sequences: RangeSet): readonly Place[] {
    return this.#stretches.flatMap((stretch) => placesWithin(stretch, sequences.within(stretch.from, stretch.to)));
  }

  /** Every time that records were read once more. */
  ofDuplicates(): readonly Place[] {
    const seen = new RangeSet();
    return this.#stretches.flatMap((stretch) => {
      const again = placesWithin(stretch, seen.within(stretch.from, stretch.to));
      seen.add(stretch.from, stretch.to);
      return again;
    });
  }

  /** What was read for the first time after a higher sequence. */
  ofReordered(reordered: RangeSet): readonly Place[] {
    const seen = new RangeSet();
    return this.#stretches.flatMap((stretch) => {
      const first = reordered.within(stretch.from, stretch.to).minus(seen);
      seen.add(stretch.from, stretch.to);
      return placesWithin(stretch, first);
    });
  }

  /** The sequences that stand at these offsets, as far as that is certain. */
  sequencesAt(offsets: Ranges): RangeSet {
    const sequences = new RangeSet();
    for (const stretch of this.#stretches.filter(isUnbroken)) {
      for (const [from, to] of offsets) {
        const start = Math.max(from, stretch.offset);
        const end = Math.min(to, stretch.endOffset);
        sequences.add(stretch.from + start - stretch.offset, stretch.from + end - stretch.offset);
      }
    }
    return sequences;
  }
}

/** Nothing of another producer stands between its records. */
const isUnbroken = ({ from, to, offset, endOffset }: Stretch): boolean => endOffset - offset === to - from;

function placesWithin(stretch: Stretch, part: RangeSet): readonly Place[] {
  return part.toRanges().map(([from, to]) => ({
    offsets: isUnbroken(stretch)
      ? [stretch.offset + from - stretch.from, stretch.offset + to - stretch.from]
      : [stretch.offset, stretch.endOffset],
    firstMicros: from === stretch.from ? stretch.firstMicros : null,
    lastMicros: to === stretch.to ? stretch.lastMicros : null,
  }));
}

/** Index of the first for which `holds`, which goes on to hold for all that follow. */
function firstWhere<T>(ascending: readonly T[], holds: (it: T) => boolean): number {
  let low = 0;
  let high = ascending.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (holds(ascending[middle] as T)) high = middle;
    else low = middle + 1;
  }
  return low;
}
