import { CHUNK, SequenceBits } from './sequence-bits.ts';
import type { Ranges, SequenceSet } from './types/audit.ts';

/** As many ranges take the room of one chunk of bits. */
const RANGES_OF_A_CHUNK = 128;

/**
 * A set of sequences as ascending, disjoint, half-open ranges; memory grows with gaps, not with records. Where so
 * many gaps come that bits take less room, it goes over to bits: never much more than one for each sequence.
 */
export class RangeSet {
  #ranges: [number, number][] = [];
  #bits: SequenceBits | null = null;
  #size = 0;

  static from(given: SequenceSet): RangeSet {
    const set = new RangeSet();
    if ('chunks' in given) {
      set.#bits = new SequenceBits(given.chunks);
      set.#size = set.#bits.size;
    } else {
      for (const [from, to] of given) set.add(from, to);
    }
    return set;
  }

  /** How many sequences are in the set. */
  get size(): number {
    return this.#size;
  }

  /** After the highest sequence; 0 where there is none. */
  get end(): number {
    return this.#bits === null ? (this.#ranges.at(-1)?.[1] ?? 0) : this.#bits.end;
  }

  /** Adds [from, to); overlaps merge. Appending at the end, the usual case, is O(1). */
  add(from: number, to: number): void {
    if (to <= from) return;
    if (this.#bits !== null) {
      this.#size += this.#bits.add(from, to);
      return;
    }
    const last = this.#ranges.at(-1);
    if (last === undefined || from > last[1]) {
      this.#ranges.push([from, to]);
      this.#size += to - from;
    } else {
      this.#merge(from, to);
    }
    if (this.#ranges.length >= RANGES_OF_A_CHUNK) this.#useBitsIfSmaller();
  }

  /** What is in this set and in [from, to), ascending; neighbouring pieces may be one range. */
  forEachWithin(from: number, to: number, visit: (from: number, to: number) => void): void {
    if (to <= from) return;
    if (this.#bits !== null) {
      this.#bits.forEachWithin(from, to, visit);
      return;
    }
    for (let i = this.#firstEndingAtOrAfter(from + 1); i < this.#ranges.length; i++) {
      const [start, end] = this.#ranges[i] as [number, number];
      if (start >= to) break;
      visit(Math.max(start, from), Math.min(end, to));
    }
  }

  /** What is not in this set and in [from, to), ascending. */
  forEachMissing(from: number, to: number, visit: (from: number, to: number) => void): void {
    let next = from;
    this.forEachWithin(from, to, (start, end) => {
      if (start > next) visit(next, start);
      next = end;
    });
    if (to > next) visit(next, to);
  }

  eachRange(visit: (from: number, to: number) => void): void {
    this.forEachWithin(0, Number.MAX_SAFE_INTEGER, visit);
  }

  /** What is in this set and in [from, to). */
  within(from: number, to: number): RangeSet {
    const found = new RangeSet();
    this.forEachWithin(from, to, (start, end) => found.add(start, end));
    return found;
  }

  /** What is in this set and not in `other`. */
  minus(other: RangeSet): RangeSet {
    const rest = new RangeSet();
    this.eachRange((from, to) => other.forEachMissing(from, to, (start, end) => rest.add(start, end)));
    return rest;
  }

  /** What is in both. */
  and(other: RangeSet): RangeSet {
    const both = new RangeSet();
    this.eachRange((from, to) => other.forEachWithin(from, to, (start, end) => both.add(start, end)));
    return both;
  }

  /** The first ranges, ascending, at most `limit` of them. */
  toRanges(limit = Number.POSITIVE_INFINITY): Ranges {
    if (this.#bits === null) return this.#ranges.slice(0, limit).map(([from, to]) => [from, to] as const);
    const ranges: [number, number][] = [];
    this.eachRange((from, to) => {
      const last = ranges.at(-1);
      if (last !== undefined && last[1] === from) last[1] = to;
      else if (ranges.length < limit) ranges.push([from, to]);
    });
    return ranges;
  }

  /** For another thread, or to be made a set of again. */
  saved(): SequenceSet {
    return this.#bits === null ? this.toRanges() : { chunks: this.#bits.chunks };
  }

  #merge(from: number, to: number): void {
    const start = this.#firstEndingAtOrAfter(from);
    let end = start;
    let merged: [number, number] = [from, to];
    let replaced = 0;
    for (; end < this.#ranges.length; end++) {
      const range = this.#ranges[end] as [number, number];
      if (range[0] > to) break;
      merged = [Math.min(merged[0], range[0]), Math.max(merged[1], range[1])];
      replaced += range[1] - range[0];
    }
    this.#ranges.splice(start, end - start, merged);
    this.#size += merged[1] - merged[0] - replaced;
  }

  #useBitsIfSmaller(): void {
    const [[first]] = this.#ranges as [[number, number]];
    const [, end] = this.#ranges.at(-1) as [number, number];
    const chunks = Math.ceil(end / CHUNK) - Math.floor(first / CHUNK);
    if (this.#ranges.length < RANGES_OF_A_CHUNK * chunks) return;
    const bits = new SequenceBits();
    for (const [from, to] of this.#ranges) bits.add(from, to);
    this.#bits = bits;
    this.#ranges = [];
  }

  #firstEndingAtOrAfter(value: number): number {
    let low = 0;
    let high = this.#ranges.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#ranges[middle] as [number, number])[1] < value) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
