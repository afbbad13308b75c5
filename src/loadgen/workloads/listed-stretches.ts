/** Of a whole reading: a few megabytes, whatever stands in the log. */
const STRETCHES_LISTED = 20_000;

/** Room for stretches that a whole reading shares, so that a torn log does not take memory by the record. */
export class StretchRoom {
  #left = STRETCHES_LISTED;

  /** False where there is none left. */
  take(): boolean {
    return this.#left-- > 0;
  }
}
