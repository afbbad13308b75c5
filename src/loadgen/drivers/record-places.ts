import { twiceAsLong } from '../growth.ts';

const FIRST_CAPACITY = 256;

/** Where records stand in the memory that they arrived in, by column: cutting them out costs more than reading them. */
export class RecordPlaces {
  count = 0;
  /** Of each record, below `count`. */
  offsets = new Float64Array(FIRST_CAPACITY);
  keyBytes = new Int32Array(FIRST_CAPACITY);
  valueStarts = new Int32Array(FIRST_CAPACITY);
  valueEnds = new Int32Array(FIRST_CAPACITY);
  /** Of the prefix: in the value, or in a header of a smaller one; −1 where there is none. */
  prefixStarts = new Int32Array(FIRST_CAPACITY);

  /** −1 where there are none. */
  get lastOffset(): number {
    return this.count === 0 ? -1 : (this.offsets[this.count - 1] as number);
  }

  clear(): void {
    this.count = 0;
  }

  add(offset: number, keyBytes: number, valueStart: number, valueEnd: number, prefixStart: number): void {
    const at = this.count;
    if (at === this.offsets.length) this.#grow();
    this.offsets[at] = offset;
    this.keyBytes[at] = keyBytes;
    this.valueStarts[at] = valueStart;
    this.valueEnds[at] = valueEnd;
    this.prefixStarts[at] = prefixStart;
    this.count = at + 1;
  }

  /** A record of which nothing can be read. */
  addUnreadable(offset: number): void {
    this.add(offset, 0, 0, 0, -1);
  }

  #grow(): void {
    this.offsets = twiceAsLong(this.offsets);
    this.keyBytes = twiceAsLong(this.keyBytes);
    this.valueStarts = twiceAsLong(this.valueStarts);
    this.valueEnds = twiceAsLong(this.valueEnds);
    this.prefixStarts = twiceAsLong(this.prefixStarts);
  }
}
