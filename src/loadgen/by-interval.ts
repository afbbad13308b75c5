import type { Cuts } from './cuts.ts';

/** Bounds in µs since the epoch: [from, to). */
export type Begin<T> = (from: number, to: number, before: T | undefined) => T;

/**
 * One of something for each interval of intended time. Asked for every record, it keeps the interval at hand in
 * which the last one lay.
 */
export class ByInterval<T> {
  readonly #cuts: Cuts;
  readonly #begin: Begin<T>;
  /** By their beginning. */
  readonly #intervals = new Map<number, T>();
  #from = Number.POSITIVE_INFINITY;
  #to = Number.NEGATIVE_INFINITY;
  #current: T | undefined;

  /** `begin` makes what an interval has, from what there is of one that began then and that a cut has cut off since. */
  constructor(cuts: Cuts, begin: Begin<T>) {
    this.#cuts = cuts;
    this.#begin = begin;
    cuts.onChange(() => this.#forgetBounds());
  }

  /** That of the interval in which a time lies. */
  of(intendedMicros: number): T {
    if (!(intendedMicros >= this.#from && intendedMicros < this.#to)) this.#select(intendedMicros);
    return this.#current as T;
  }

  /** All there is; from then on each interval begins anew. */
  take(): T[] {
    const taken = [...this.#intervals.values()];
    this.#intervals.clear();
    this.#forgetBounds();
    return taken;
  }

  #forgetBounds(): void {
    this.#to = Number.NEGATIVE_INFINITY;
  }

  #select(intendedMicros: number): void {
    const { from, to } = this.#cuts.around(intendedMicros);
    this.#current = this.#begin(from, to, this.#intervals.get(from));
    this.#intervals.set(from, this.#current);
    this.#from = from;
    this.#to = to;
  }
}
