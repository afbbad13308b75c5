/** Counts equal errors between two looks, so that a storm of them is one line a second. */
export class ErrorTally {
  readonly #counts = new Map<string, { where: string; message: string; count: number }>();

  readonly add = (where: string, message: string): void => {
    const key = `${where}\0${message}`;
    const entry = this.#counts.get(key);
    if (entry === undefined) this.#counts.set(key, { where, message, count: 1 });
    else entry.count++;
  };

  take(): { where: string; message: string; count: number }[] {
    const taken = [...this.#counts.values()];
    this.#counts.clear();
    return taken;
  }
}
