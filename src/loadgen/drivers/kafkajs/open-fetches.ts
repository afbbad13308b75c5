import type { ReaderContext } from '../driver.ts';

/** A node that was asked for records, or the group that a member wants back into. */
type Awaited = number | 'group';

type Context = Pick<ReaderContext, 'clock' | 'onFetchStart' | 'onFetch' | 'onFetchLost'>;

/** What a member waits for: of each node one fetch at most. The library does not say when it gives one up. */
export class OpenFetches {
  readonly #context: Context;
  readonly #since = new Map<Awaited, number>();
  /** Not told yet. */
  readonly #answered = new Map<Awaited, { readonly micros: number; readonly arrivalsBefore: number }>();
  #arrivals = 0;

  constructor(context: Context) {
    this.#context = context;
  }

  /** What was open with the same node was given up. */
  start(awaited: Awaited): void {
    this.#tell(awaited);
    this.lost(awaited);
    this.#since.set(awaited, this.#context.clock());
    this.#context.onFetchStart();
  }

  /** The library says so before it hands on the records that came, and does that before it asks the node again. */
  answered(node: number): void {
    const since = this.#since.get(node);
    if (since === undefined) return;
    this.#since.delete(node);
    this.#answered.set(node, { micros: this.#context.clock() - since, arrivalsBefore: this.#arrivals });
    setImmediate(() => this.#tell(node));
  }

  /** Records were handed on. */
  arrived(): void {
    this.#arrivals++;
  }

  lost(awaited: Awaited): void {
    if (this.#since.delete(awaited)) this.#context.onFetchLost();
  }

  allLost(): void {
    for (const awaited of [...this.#since.keys()]) this.lost(awaited);
  }

  #tell(awaited: Awaited): void {
    const answer = this.#answered.get(awaited);
    if (answer === undefined) return;
    this.#answered.delete(awaited);
    this.#context.onFetch(answer.micros, this.#arrivals > answer.arrivalsBefore);
  }
}
