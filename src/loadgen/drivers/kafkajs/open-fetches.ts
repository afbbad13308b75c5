import type { ReaderContext } from '../driver.ts';

/** A node that was asked for records, or the group that a member wants back into. */
type Awaited = number | 'group';

type Context = Pick<ReaderContext, 'clock' | 'onFetchStart' | 'onFetch' | 'onFetchLost'>;

/** What a member waits for: of each node one fetch at most. The library does not say when it gives one up. */
export class OpenFetches {
  readonly #context: Context;
  readonly #since = new Map<Awaited, number>();

  constructor(context: Context) {
    this.#context = context;
  }

  /** What was open with the same node was given up. */
  start(awaited: Awaited): void {
    this.lost(awaited);
    this.#since.set(awaited, this.#context.clock());
    this.#context.onFetchStart();
  }

  answered(node: number): void {
    const since = this.#since.get(node);
    if (since === undefined) return;
    this.#since.delete(node);
    this.#context.onFetch(this.#context.clock() - since);
  }

  lost(awaited: Awaited): void {
    if (this.#since.delete(awaited)) this.#context.onFetchLost();
  }

  allLost(): void {
    for (const awaited of [...this.#since.keys()]) this.lost(awaited);
  }
}
