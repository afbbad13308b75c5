import type { Cuts } from './cuts.ts';

const MICROS_PER_SECOND = 1e6;

/** Outcomes of the records intended in one interval, as far as they became known since the last call. */
export interface OutcomeCounts {
  /** Where the interval begins: a whole second, or a cut within one. */
  readonly second: number;
  intended: number;
  acknowledged: number;
  acknowledgedInLimit: number;
  failed: number;
  unknown: number;
  unsent: number;
}

const noOutcomes = (second: number): OutcomeCounts => ({
  second,
  intended: 0,
  acknowledged: 0,
  acknowledgedInLimit: 0,
  failed: 0,
  unknown: 0,
  unsent: 0,
});

/** Outcomes by the second of intended time, and apart where a cut divides the second. */
export class IntervalOutcomes {
  readonly #cuts: Cuts;
  /** By their beginning. */
  readonly #intervals = new Map<number, OutcomeCounts>();
  #from = Number.POSITIVE_INFINITY;
  #to = Number.NEGATIVE_INFINITY;
  #current = noOutcomes(-1);

  constructor(cuts: Cuts) {
    this.#cuts = cuts;
    cuts.onChange(() => this.#forgetBounds());
  }

  /** The counts of the interval in which a time lies. */
  of(intendedMicros: number): OutcomeCounts {
    if (!(intendedMicros >= this.#from && intendedMicros < this.#to)) this.#select(intendedMicros);
    return this.#current;
  }

  take(): OutcomeCounts[] {
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
    let counts = this.#intervals.get(from);
    if (counts === undefined) {
      counts = noOutcomes(from / MICROS_PER_SECOND);
      this.#intervals.set(from, counts);
    }
    this.#from = from;
    this.#to = to;
    this.#current = counts;
  }
}
