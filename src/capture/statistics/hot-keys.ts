import { student975 } from './student.ts';

/** What is known of one key: of its records in the windows since it was last forgotten. */
interface Hot {
  /** Weighted records in windows of the even and of the odd fold. */
  even: number;
  odd: number;
  /** Σy² and Σy·m over windows, for the interval: y its weighted records in a window, m all keyed ones. */
  yy: number;
  ym: number;
}

export interface HottestKey {
  readonly share: number;
  readonly low: number | null;
  readonly high: number | null;
  /** Shares of the most frequent keys, as seen; the first ones are a little too high because they were chosen. */
  readonly ranks: readonly number[];
}

const RANKS = 20;

/**
 * The most frequent of any number of keys, in bounded memory (after Misra and Gries, 1982: what is forgotten was
 * seldom). A key that is chosen for being the most frequent one looks more frequent than it is, so that each half of
 * the windows chooses the key and the other half says its share.
 */
export class HotKeys {
  readonly #capacity: number;
  readonly #keys = new Map<number, Hot>();
  #windows = 0;
  #even = 0;
  #odd = 0;
  #mm = 0;

  constructor(capacity: number) {
    this.#capacity = capacity;
  }

  /** `records` of each key in one window, and the weight of each of them. */
  add(records: ReadonlyMap<number, number>, weight: number): void {
    if (records.size === 0) return;
    const isEven = this.#windows++ % 2 === 0;
    let all = 0;
    for (const count of records.values()) all += count;
    const m = all * weight;
    if (isEven) this.#even += m;
    else this.#odd += m;
    this.#mm += m * m;
    for (const [key, count] of records) {
      const y = count * weight;
      let hot = this.#keys.get(key);
      if (hot === undefined) {
        hot = { even: 0, odd: 0, yy: 0, ym: 0 };
        this.#keys.set(key, hot);
      }
      if (isEven) hot.even += y;
      else hot.odd += y;
      hot.yy += y * y;
      hot.ym += y * m;
    }
    if (this.#keys.size > 2 * this.#capacity) this.#forgetSeldom();
  }

  hottest(): HottestKey | null {
    const all = this.#even + this.#odd;
    if (all === 0) return null;
    const byCount = [...this.#keys.values()].toSorted((a, b) => b.even + b.odd - (a.even + a.odd));
    const [first] = byCount;
    if (first === undefined) return null;
    const share = this.#told();
    const ranks = byCount.slice(0, RANKS).map(({ even, odd }) => (even + odd) / all);
    if (this.#windows < 3) return { share, low: null, high: null, ranks };
    const squares = Math.max(0, first.yy - 2 * share * first.ym + share * share * this.#mm);
    const deviation = Math.sqrt((squares * this.#windows) / (this.#windows - 1)) / all;
    const half = student975(this.#windows - 1) * deviation;
    return { share, low: Math.max(0, share - half), high: Math.min(1, share + half), ranks };
  }

  /** Each fold's own first key, by the other fold; among equals the choice must not know the other fold. */
  #told(): number {
    const firstBy = (of: (hot: Hot) => number): Hot | undefined =>
      [...this.#keys].reduce<readonly [number, Hot] | undefined>((best, [key, hot]) => {
        if (best === undefined || of(hot) > of(best[1])) return [key, hot];
        return of(hot) === of(best[1]) && key < best[0] ? [key, hot] : best;
      }, undefined)?.[1];
    const byEven = firstBy(({ even }) => even);
    const byOdd = firstBy(({ odd }) => odd);
    if (this.#even === 0 || this.#odd === 0)
      return ((byEven?.even ?? 0) + (byOdd?.odd ?? 0)) / (this.#even + this.#odd);
    return ((byEven?.odd ?? 0) + (byOdd?.even ?? 0)) / (this.#even + this.#odd);
  }

  #forgetSeldom(): void {
    const kept = [...this.#keys].toSorted(([, a], [, b]) => b.even + b.odd - (a.even + a.odd)).slice(0, this.#capacity);
    this.#keys.clear();
    for (const [key, hot] of kept) this.#keys.set(key, hot);
  }
}
