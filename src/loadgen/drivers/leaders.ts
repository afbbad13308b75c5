/** How long an answer is taken for current where nothing shows that it is not. */
const CURRENT_FOR_MS = 5_000;

/** Node ids by topic, then by partition. */
export type LeadersByTopic = ReadonlyMap<string, readonly number[]>;

/** Who leads which partition, for a library that keeps it to itself. */
export class Leaders {
  readonly #lookUp: () => Promise<LeadersByTopic>;
  readonly #onError: (message: string) => void;
  #leaders: LeadersByTopic = new Map();
  #lookedAt = 0;
  #looking = false;

  constructor(lookUp: () => Promise<LeadersByTopic>, onError: (message: string) => void) {
    this.#lookUp = lookUp;
    this.#onError = onError;
  }

  /** −1 where nobody leads it, as far as known. */
  of(topic: string, partition: number): number {
    if (performance.now() - this.#lookedAt > CURRENT_FOR_MS) this.lookAgain();
    return this.#leaders.get(topic)?.[partition] ?? -1;
  }

  /** Rejects where a topic does not exist or no broker answers. */
  async look(): Promise<void> {
    this.#leaders = await this.#lookUp();
    this.#lookedAt = performance.now();
  }

  /** Never throws, never blocks. */
  lookAgain(): void {
    if (this.#looking) return;
    this.#looking = true;
    this.look()
      .catch((error: Error) => this.#onError(error.message))
      .finally(() => {
        this.#lookedAt = performance.now();
        this.#looking = false;
      });
  }
}
