import type { Ranges } from './types/audit.ts';

/** A set of sequences as ascending, disjoint, half-open ranges; memory grows with gaps, not with records. */
export class RangeSet {
  readonly #ranges: [number, number][] = [];
  #size = 0;

  static from(ranges: Ranges): RangeSet {
    const set = new RangeSet();
    for (const [from, to] of ranges) set.add(from, to);
    return set;
  }

  /** How many sequences are in the set. */
  get size(): number {
    return this.#size;
  }

  /** Adds [from, to); overlaps merge. Appending at the end, the usual case, is O(1). */
  add(from: number, to: number): void {
    if (to <= from) return;
    const last = this.#ranges.at(-1);
    if (last === undefined || from > last[1]) {
      this.#ranges.push([from, to]);
      this.#size += to - from;
      return;
    }
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

  /** What is in this set and in [from, to). */
  within(from: number, to: number): [number, number][] {
    const found: [number, number][] = [];
    for (let i = this.#firstEndingAtOrAfter(from + 1); i < this.#ranges.length; i++) {
      const [start, end] = this.#ranges[i] as [number, number];
      if (start >= to) break;
      found.push([Math.max(start, from), Math.min(end, to)]);
    }
    return found;
  }

  /** What is in this set and not in `other`. */
  minus(other: RangeSet): RangeSet {
    const rest = new RangeSet();
    for (const [from, to] of this.#ranges) {
      let next = from;
      for (const [start, end] of other.within(from, to)) {
        rest.add(next, start);
        next = end;
      }
      rest.add(next, to);
    }
    return rest;
  }

  toRanges(): Ranges {
    return this.#ranges.map(([from, to]) => [from, to] as const);
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
