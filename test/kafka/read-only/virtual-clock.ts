import { setImmediate as immediate } from 'node:timers/promises';
import type { PacerClock } from '../../../src/kafka/read-only/pacer.ts';

/** Time that passes only where somebody sleeps; each sleep ends late by as much as is said. */
export class VirtualClock implements PacerClock {
  #now = 0;
  readonly #lateMs: number;

  constructor(lateMs = 0) {
    this.#lateMs = lateMs;
  }

  now(): number {
    return this.#now;
  }

  async sleep(ms: number, signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    // Whoever was let through before sees the time at which it was.
    await immediate();
    this.#now += ms + this.#lateMs;
  }

  pass(ms: number): void {
    this.#now += ms;
  }
}
