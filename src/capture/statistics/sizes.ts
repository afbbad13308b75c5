/** Sizes up to here are counted each by itself as long as there are few of them. */
const MOST_EXACT = 64;

/** A step between neighbouring places of the histogram: sizes are told to within 1%. */
const STEP = 1.01;

/** How many records have which size, in bounded memory: exactly where few sizes occur, otherwise to within 1%. */
export class Sizes {
  #exact: Map<number, number> | null = new Map();
  readonly #places = new Map<number, Place>();
  #count = 0;
  #least = Number.POSITIVE_INFINITY;
  #most = 0;

  add(bytes: number, weight: number): void {
    this.#count++;
    this.#least = Math.min(this.#least, bytes);
    this.#most = Math.max(this.#most, bytes);
    if (this.#exact !== null) {
      this.#exact.set(bytes, (this.#exact.get(bytes) ?? 0) + weight);
      if (this.#exact.size > MOST_EXACT) this.#exact = null;
    }
    const at = Math.round(Math.log(Math.max(1, bytes)) / Math.log(STEP));
    const place = this.#places.get(at) ?? { weight: 0, bytes: 0 };
    this.#places.set(at, { weight: place.weight + weight, bytes: place.bytes + weight * bytes });
  }

  /** Records that were seen, whatever they weigh. */
  get count(): number {
    return this.#count;
  }

  get least(): number {
    return this.#least;
  }

  get most(): number {
    return this.#most;
  }

  /** Size → share of the records, smallest first; null where more than a few sizes occur. */
  exact(): readonly SizeShare[] | null {
    return this.#exact === null ? null : shares([...this.#exact].map(([bytes, weight]) => ({ bytes, weight })));
  }

  /** The same in places as wide as the histogram's, each with the mean of its sizes. */
  shares(): readonly SizeShare[] {
    return shares([...this.#places.values()].map(({ weight, bytes }) => ({ bytes: bytes / weight, weight })));
  }
}

interface Place {
  readonly weight: number;
  /** Of all its records together. */
  readonly bytes: number;
}

export interface SizeShare {
  readonly bytes: number;
  readonly share: number;
}

function shares(sizes: readonly { readonly bytes: number; readonly weight: number }[]): readonly SizeShare[] {
  const all = sizes.reduce((sum, { weight }) => sum + weight, 0);
  return sizes.map(({ bytes, weight }) => ({ bytes, share: weight / all })).toSorted((a, b) => a.bytes - b.bytes);
}

/** The smallest size that at least `share` of the records do not exceed. */
export function sizeAt(sizes: readonly SizeShare[], share: number): number {
  let passed = 0;
  for (const size of sizes) {
    passed += size.share;
    if (passed >= share - 1e-9) return size.bytes;
  }
  return sizes.at(-1)?.bytes ?? 0;
}
