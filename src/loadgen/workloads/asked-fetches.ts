/** How a group keeps asking for records: fetches sent within a second, and those open at its end. */
export class AskedFetches {
  #asked = 0;
  #open = 0;

  asked(): void {
    this.#asked++;
    this.#open++;
  }

  /** With or without an answer. */
  ended(): void {
    this.#open--;
  }

  take(): { asked: number; open: number } {
    const taken = { asked: this.#asked, open: this.#open };
    this.#asked = 0;
    return taken;
  }
}
