/** How a group keeps asking for records: fetches sent within a second, and those open at its end. */
export class AskedFetches {
  #asked = 0;
  #open = 0;
  readonly #away = new Set<number>();

  asked(): void {
    this.#asked++;
    this.#open++;
  }

  /** With or without an answer. */
  ended(): void {
    this.#open--;
  }

  /** This member has been taken away: it does not ask, and by intention. Until it is back, that counts as open. */
  away(member: number): void {
    if (this.#away.has(member)) return;
    this.#away.add(member);
    this.asked();
  }

  /** Nothing where it had not been away. */
  back(member: number): void {
    if (this.#away.delete(member)) this.ended();
  }

  take(): { asked: number; open: number } {
    const taken = { asked: this.#asked, open: this.#open };
    this.#asked = 0;
    return taken;
  }
}
