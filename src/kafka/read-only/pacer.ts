import { setTimeout as delay } from 'node:timers/promises';
import type { ReadLimits } from './requests-log.ts';

const BYTES_PER_MIB = 1024 ** 2;

/** What pacing uses of time; a test gives its own. */
export interface PacerClock {
  /** Milliseconds from any beginning; never goes back. */
  now(): number;
  /** Rejects where the signal aborts. */
  sleep(ms: number, signal: AbortSignal): Promise<void>;
}

const systemClock: PacerClock = {
  now: () => performance.now(),
  sleep: (ms, signal) => delay(ms, undefined, { signal }),
};

/**
 * Lets requests through one after the other, so that neither limit is passed in any second. What comes back is known
 * only afterwards: it is charged then, and the next request waits until the debt is paid.
 */
export class Pacer {
  readonly #clock: PacerClock;
  readonly #gapMs: number;
  readonly #bytesPerMs: number;
  /** From when on the next request may go, and from when on all bytes so far are paid for. */
  #requestAt = Number.NEGATIVE_INFINITY;
  #paidAt = Number.NEGATIVE_INFINITY;
  #turn: Promise<unknown> = Promise.resolve();

  constructor({ requestsPerSecond, mibPerSecond }: ReadLimits, clock: PacerClock = systemClock) {
    this.#clock = clock;
    this.#gapMs = 1e3 / requestsPerSecond;
    this.#bytesPerMs = (mibPerSecond * BYTES_PER_MIB) / 1e3;
  }

  /** Resolves when a request of so many bytes, its answer's expected ones among them, may go: how long it waited, ms. */
  async pass(bytes: number, signal: AbortSignal): Promise<number> {
    const asked = this.#clock.now();
    const turn = this.#turn.then(() => this.#wait(signal));
    this.#turn = turn.then(
      (due) => this.#takes(bytes, due),
      () => undefined,
    );
    await turn;
    return this.#clock.now() - asked;
  }

  /** Bytes beyond what was expected; fewer than expected are given back. */
  charge(bytes: number): void {
    const from = bytes > 0 ? Math.max(this.#clock.now(), this.#paidAt) : this.#paidAt;
    this.#paidAt = from + bytes / this.#bytesPerMs;
  }

  /** Resolves with when it was due: a time that has passed only by as much as a timer was late. */
  async #wait(signal: AbortSignal): Promise<number> {
    let due = Number.POSITIVE_INFINITY;
    for (;;) {
      signal.throwIfAborted();
      const now = this.#clock.now();
      const from = Math.max(this.#requestAt, this.#paidAt);
      // Nobody waited: what was due long ago is no claim to go faster now.
      if (from <= now) return Math.min(due, now);
      due = from;
      await this.#clock.sleep(Math.ceil(from - now), signal).catch(() => signal.throwIfAborted());
    }
  }

  /** A timer that is late by less than a gap does not slow down what follows. */
  #takes(bytes: number, due: number): void {
    this.#requestAt = Math.max(due, this.#clock.now() - this.#gapMs) + this.#gapMs;
    this.charge(bytes);
  }
}
