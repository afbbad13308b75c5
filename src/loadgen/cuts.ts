const MICROS_PER_SECOND = 1e6;

/**
 * Times within seconds at which intervals end too: where a fault begins or ends, so that what was before and what
 * came after never share a histogram. A thread is told of a cut before it comes.
 */
export class Cuts {
  /** µs since the epoch, ascending. */
  #times: readonly number[] = [];
  readonly #listeners: (() => void)[] = [];

  get times(): readonly number[] {
    return this.#times;
  }

  add(atMicros: number): void {
    if (this.#times.includes(atMicros)) return;
    this.#times = [...this.#times, atMicros].toSorted((a, b) => a - b);
    for (const changed of this.#listeners) changed();
  }

  /** For those who keep the bounds of an interval in mind. */
  onChange(changed: () => void): void {
    this.#listeners.push(changed);
  }

  /** The interval [from, to) in which a time lies, in µs: it begins and ends at a whole second or at a cut. */
  around(micros: number): { readonly from: number; readonly to: number } {
    let from = Math.floor(micros / MICROS_PER_SECOND) * MICROS_PER_SECOND;
    let to = from + MICROS_PER_SECOND;
    for (const cut of this.#times) {
      if (cut <= micros) from = Math.max(from, cut);
      else to = Math.min(to, cut);
    }
    return { from, to };
  }

  /** The first cut later than this; infinite where there is none. */
  after(micros: number): number {
    return this.#times.find((cut) => cut > micros) ?? Number.POSITIVE_INFINITY;
  }
}
