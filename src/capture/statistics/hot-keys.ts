import { student975 } from './student.ts';

/** What is known of one key: of its records in the windows since it was last forgotten. */
interface Hot {
  /** The one partition in which it was seen; null: it stands in several. */
  partition: number | null;
  /** Weighted records in windows of the even and of the odd fold. */
  even: number;
  odd: number;
  /** Σy² and Σy·m over windows, for the interval: y its weighted records in a window, m all keyed ones. */
  yy: number;
  ym: number;
}

/** The windows of a partition, or all: their weighted keyed records. */
interface Seen {
  windows: number;
  even: number;
  odd: number;
  mm: number;
}

export interface HottestKey {
  readonly share: number;
  readonly low: number | null;
  readonly high: number | null;
  /** Shares of the most frequent keys, as seen; the first ones are a little too high because they were chosen. */
  readonly ranks: readonly number[];
}

const RANKS = 20;

const nothing = (): Seen => ({ windows: 0, even: 0, odd: 0, mm: 0 });

/**
 * The most frequent of any number of keys, in bounded memory (after Misra and Gries, 1982: what is forgotten was
 * seldom). A key that is chosen for being the most frequent one looks more frequent than it is, so that each half of
 * the windows chooses the key and the other half says its share. A key has one partition where a partitioner chooses
 * it by the key; its share is then told within that partition, whose own share is counted and no matter of chance
 * (post-stratification; Cochran, "Sampling Techniques", 5A.9).
 */
export class HotKeys {
  readonly #capacity: number;
  readonly #keys = new Map<number, Hot>();
  readonly #partitions = new Map<number, Seen>();
  readonly #all = nothing();
  /** Σ of the squared weights of keyed records. */
  #squares = 0;

  constructor(capacity: number) {
    this.#capacity = capacity;
  }

  /** `records` of each key in one window of a partition, and the weight of each of them. */
  add(records: ReadonlyMap<number, number>, weight: number, partition: number): void {
    if (records.size === 0) return;
    const own = this.#partitions.get(partition) ?? nothing();
    this.#partitions.set(partition, own);
    const isEven = own.windows % 2 === 0;
    const fold = isEven ? 'even' : 'odd';
    let count = 0;
    for (const each of records.values()) count += each;
    const m = count * weight;
    this.#squares += count * weight ** 2;
    for (const seen of [own, this.#all]) {
      seen.windows++;
      seen[fold] += m;
      seen.mm += m * m;
    }
    for (const [key, each] of records) {
      const y = each * weight;
      let hot = this.#keys.get(key);
      if (hot === undefined) {
        hot = { partition, even: 0, odd: 0, yy: 0, ym: 0 };
        this.#keys.set(key, hot);
      }
      if (hot.partition !== partition) hot.partition = null;
      hot[fold] += y;
      hot.yy += y * y;
      hot.ym += y * m;
    }
    if (this.#keys.size > 2 * this.#capacity) this.#forgetSeldom();
  }

  /** As many records of equal weight say as much (Kish, "Survey Sampling", 11.7): heavy windows say less. */
  get effectiveRecords(): number {
    const all = this.#all.even + this.#all.odd;
    return this.#squares === 0 ? 0 : all ** 2 / this.#squares;
  }

  /** `shareOf` a partition: of all records; it is what the windows say where nobody counted. */
  hottest(shareOf: (partition: number) => number | null = () => null): HottestKey | null {
    const byCount = [...this.#keys.values()].toSorted((a, b) => b.even + b.odd - (a.even + a.odd));
    const [first] = byCount;
    if (first === undefined) return null;
    const share = this.#told(shareOf);
    const shareIn = (hot: Hot): number => this.#share(hot, shareOf, ({ even, odd }) => even + odd);
    const ranks = byCount.slice(0, RANKS).map(shareIn);
    const { seen, factor } = this.#stratum(first, shareOf);
    if (seen.windows < 3 || factor === 0) return { share, low: null, high: null, ranks };
    const within = share / factor;
    const squares = Math.max(0, first.yy - 2 * within * first.ym + within * within * seen.mm);
    const deviation = (factor * Math.sqrt((squares * seen.windows) / (seen.windows - 1))) / (seen.even + seen.odd);
    const half = student975(seen.windows - 1) * deviation;
    return { share, low: Math.max(0, share - half), high: Math.min(1, share + half), ranks };
  }

  /** Each fold's own first key, by the other fold; among equals the choice must not know the other fold. */
  #told(shareOf: (partition: number) => number | null): number {
    const byEven = this.#first('even');
    const byOdd = this.#first('odd');
    const [even, odd] = [this.#all.even, this.#all.odd];
    const toldBy = (hot: Hot | undefined, fold: 'even' | 'odd'): number | null => {
      if (hot === undefined || this.#stratum(hot, shareOf).seen[fold] === 0) return null;
      return this.#share(hot, shareOf, (seen) => seen[fold]);
    };
    const told = [toldBy(byEven, 'odd'), toldBy(byOdd, 'even')];
    const [byOther, byOne] = told;
    if (byOther !== null && byOther !== undefined && byOne !== null && byOne !== undefined) {
      return (byOther * odd + byOne * even) / (even + odd);
    }
    const only = byEven ?? byOdd;
    return only === undefined ? 0 : this.#share(only, shareOf, (seen) => seen.even + seen.odd);
  }

  #first(fold: 'even' | 'odd'): Hot | undefined {
    let best: readonly [number, Hot] | undefined;
    for (const [key, hot] of this.#keys) {
      const isFirst = best === undefined || hot[fold] > best[1][fold] || (hot[fold] === best[1][fold] && key < best[0]);
      if (isFirst) best = [key, hot];
    }
    return best?.[1];
  }

  #share(
    hot: Hot,
    shareOf: (partition: number) => number | null,
    of: (counts: Pick<Seen, 'even' | 'odd'>) => number,
  ): number {
    const { seen, factor } = this.#stratum(hot, shareOf);
    return of(seen) === 0 ? 0 : (factor * of(hot)) / of(seen);
  }

  /** Within what a key's share is told, and what share of everything that is. */
  #stratum(hot: Hot, shareOf: (partition: number) => number | null): { seen: Seen; factor: number } {
    const own = hot.partition === null ? undefined : this.#partitions.get(hot.partition);
    const factor = hot.partition === null ? null : shareOf(hot.partition);
    return own === undefined || factor === null ? { seen: this.#all, factor: 1 } : { seen: own, factor };
  }

  #forgetSeldom(): void {
    const kept = [...this.#keys].toSorted(([, a], [, b]) => b.even + b.odd - (a.even + a.odd)).slice(0, this.#capacity);
    this.#keys.clear();
    for (const [key, hot] of kept) this.#keys.set(key, hot);
  }
}
