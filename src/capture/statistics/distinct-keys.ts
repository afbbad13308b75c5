/** Hashes of keys are whole numbers below this. */
export const HASH_RANGE = 2 ** 48;

export interface DistinctEstimate {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

/** More of the keys than this that were seen once say that most keys were not seen at all. */
const MOST_SEEN_ONCE = 0.8;

/**
 * How many distinct keys there are, from those in a sample. Keys are kept whose hash lies below a bound, which is
 * halved when there are too many (Gibbons, "Distinct Sampling", 2001); from how many of these were seen once and
 * twice follows how many were not seen (Chao, 1984, bias-corrected; interval: Chao, 1987).
 */
export class DistinctKeys {
  readonly #capacity: number;
  #kept = new Map<number, number>();
  #bound = HASH_RANGE;

  constructor(capacity: number) {
    this.#capacity = capacity;
  }

  add(hash: number, records: number): void {
    if (hash >= this.#bound) return;
    this.#kept.set(hash, (this.#kept.get(hash) ?? 0) + records);
    while (this.#kept.size > this.#capacity) {
      this.#bound /= 2;
      this.#kept = new Map([...this.#kept].filter(([kept]) => kept < this.#bound));
    }
  }

  /** Distinct keys in the sample itself. */
  get seen(): number {
    return Math.round((this.#kept.size * HASH_RANGE) / this.#bound);
  }

  /** Null where the sample says no more than "more than were seen". */
  estimate(): DistinctEstimate | null {
    const seen = this.#kept.size;
    if (seen === 0) return null;
    let once = 0;
    let twice = 0;
    for (const records of this.#kept.values()) {
      if (records === 1) once++;
      if (records === 2) twice++;
    }
    if (once > MOST_SEEN_ONCE * seen) return null;
    const times = HASH_RANGE / this.#bound;
    const unseen = (once * (once - 1)) / (2 * (twice + 1));
    // Of thinning by the hash: as many more keys, each kept with the chance 1 ÷ times.
    const thinning = (1.96 * Math.sqrt(seen * (times - 1) * times)) / times;
    if (unseen === 0) {
      return { value: times * seen, low: Math.max(times * (seen - thinning), seen), high: times * (seen + thinning) };
    }
    const ratio = once / (twice + 1);
    const variance = (twice + 1) * (ratio ** 2 / 2 + ratio ** 3 + ratio ** 4 / 4);
    const spread = Math.exp(1.96 * Math.sqrt(Math.log(1 + variance / unseen ** 2)));
    return {
      value: Math.round(times * (seen + unseen)),
      low: Math.max(times * (seen + unseen / spread - thinning), seen),
      high: times * (seen + unseen * spread + thinning),
    };
  }
}
