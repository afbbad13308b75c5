/** Values below this have a count each; above it every power of two is divided into half as many. */
const EXACT = 2_048;
const EXACT_BITS = 11;
const PER_DOUBLING = EXACT / 2;
const SIGNED_LIMIT = 2 ** 31;
/** Enough for a quarter of a second; more is made when a value asks for it. */
const FIRST_SLOTS = 8 * PER_DOUBLING;

/**
 * Counts of whole µs in the slots of an HdrHistogram of three significant digits (lowest value 1 µs, 2,048
 * sub-buckets): a value costs a shift and an increment, and the histogram made from the counts is the one
 * that would have recorded the values. The range grows; nothing is clamped.
 */
export class MicrosCounts {
  #counts = new Uint32Array(FIRST_SLOTS);
  #lowest = Number.POSITIVE_INFINITY;
  #highest = -1;

  /** `micros`: rounded to whole µs. Throws where it is negative or no number. */
  record(micros: number): void {
    const slot = slotOf(Math.round(micros));
    if (slot >= this.#counts.length) this.#grow(slot);
    this.#counts[slot] = (this.#counts[slot] as number) + 1;
    if (slot < this.#lowest) this.#lowest = slot;
    if (slot > this.#highest) this.#highest = slot;
  }

  /** [value, count, value, count, …] in ascending order, each value the lowest of its slot; then counts from 0 again. */
  take(): Float64Array {
    const counts = this.#counts;
    const pairs: number[] = [];
    for (let slot = this.#lowest; slot <= this.#highest; slot++) {
      const count = counts[slot] as number;
      if (count > 0) pairs.push(lowestOf(slot), count);
    }
    if (this.#highest >= 0) counts.fill(0, this.#lowest, this.#highest + 1);
    this.#lowest = Number.POSITIVE_INFINITY;
    this.#highest = -1;
    return Float64Array.from(pairs);
  }

  #grow(slot: number): void {
    const larger = new Uint32Array(2 ** Math.ceil(Math.log2(slot + 1)));
    larger.set(this.#counts);
    this.#counts = larger;
  }
}

function slotOf(value: number): number {
  if (value < EXACT) {
    if (!(value >= 0)) throw new Error(`${value} µs is no latency`);
    return value;
  }
  const doublings = value < SIGNED_LIMIT ? 32 - EXACT_BITS - Math.clz32(value) : doublingsOf(value);
  return doublings * PER_DOUBLING + Math.floor(value / 2 ** doublings);
}

/** How often a value above 32 bits must be halved until it is below EXACT. */
function doublingsOf(value: number): number {
  if (!(value <= Number.MAX_SAFE_INTEGER)) throw new Error(`${value} µs is no latency`);
  const high = Math.floor(value / SIGNED_LIMIT);
  return 31 + 32 - EXACT_BITS - Math.clz32(high);
}

function lowestOf(slot: number): number {
  const doublings = Math.max(0, Math.floor(slot / PER_DOUBLING) - 1);
  return (slot - doublings * PER_DOUBLING) * 2 ** doublings;
}
