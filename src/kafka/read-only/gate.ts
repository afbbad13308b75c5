import { Pacer, type PacerClock } from './pacer.ts';
import type { AskedLog, AskedRequest, ReadLimits, Spent } from './requests-log.ts';

export interface GateOptions {
  readonly limits: ReadLimits;
  readonly log: AskedLog;
  readonly signal: AbortSignal;
  readonly clock?: PacerClock;
}

/** What one request passes: the pace and the log are the gate's, the end may be another. */
export interface Passage {
  readonly signal: AbortSignal;
  pass(bytes: number): Promise<number>;
  passed(request: AskedRequest, expected: number): void;
}

/** The one way out for every request of a command, to brokers and to HTTP services: paced together, logged together. */
export class Gate implements Passage {
  readonly signal: AbortSignal;
  readonly limits: ReadLimits;
  readonly #pacer: Pacer;
  readonly #log: AskedLog;
  #spent: Spent = { requests: 0, sentBytes: 0, receivedBytes: 0 };

  constructor({ limits, log, signal, clock }: GateOptions) {
    this.signal = signal;
    this.limits = limits;
    this.#pacer = new Pacer(limits, clock);
    this.#log = log;
  }

  /**
   * Resolves when a request may go, with how long it was held back, ms.
   * @param bytes that it has, and that its answer is expected to have
   */
  pass(bytes: number): Promise<number> {
    return this.#pacer.pass(bytes, this.signal);
  }

  /** Through the same gate, for what has an end of its own: clearing up goes on where the rest was interrupted. */
  until(signal: AbortSignal): Passage {
    return {
      signal,
      pass: (bytes) => this.#pacer.pass(bytes, signal),
      passed: (request, expected) => this.passed(request, expected),
    };
  }

  /** What became of a request that passed; `expected` is what it passed with. */
  passed(request: AskedRequest, expected: number): void {
    const { sentBytes, receivedBytes } = request;
    this.#pacer.charge(sentBytes + receivedBytes - expected);
    this.#spent = {
      requests: this.#spent.requests + 1,
      sentBytes: this.#spent.sentBytes + sentBytes,
      receivedBytes: this.#spent.receivedBytes + receivedBytes,
    };
    const { millis, pacedMillis } = request;
    this.#log({ ...request, millis: rounded(millis), pacedMillis: rounded(pacedMillis) });
  }

  spent(): Spent {
    return this.#spent;
  }
}

const rounded = (millis: number): number => Math.round(millis * 1e3) / 1e3;
