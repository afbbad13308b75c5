import { Transform } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';

/**
 * A link of so many bytes a second, both ways, that all disturbed requests share: each chunk takes its place behind
 * those before it. `lifted` lets everything that waits pass.
 */
export class SharedLink {
  readonly #bytesPerSecond: number;
  readonly #lifted: AbortSignal;
  #freeAtMs = 0;

  constructor(bytesPerSecond: number, lifted: AbortSignal) {
    this.#bytesPerSecond = bytesPerSecond;
    this.#lifted = lifted;
  }

  /** One way of one request. */
  stream(): Transform {
    return new Transform({
      transform: (chunk: Buffer, _encoding, done) => {
        this.#passed(chunk.length).then(() => done(null, chunk), done);
      },
    });
  }

  async #passed(bytes: number): Promise<void> {
    if (this.#lifted.aborted) return;
    const now = performance.now();
    this.#freeAtMs = Math.max(now, this.#freeAtMs) + (bytes / this.#bytesPerSecond) * 1e3;
    await pause(this.#freeAtMs - now, this.#lifted);
  }
}

/** Waits, at most until the signal. */
export async function pause(milliseconds: number, lifted: AbortSignal): Promise<void> {
  await delay(milliseconds, undefined, { signal: lifted }).catch(() => undefined);
}
