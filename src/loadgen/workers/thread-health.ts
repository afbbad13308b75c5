import type { ThreadMetric } from './messages.ts';

const SAMPLE_EVERY_MS = 10;
const SECOND_MS = 1_000;

/** CPU, memory and lateness of timers of one thread, once a second: what the validity gate looks at. */
export class ThreadHealth {
  readonly #whose: { readonly thread: 'produce' | 'read' | 'main'; readonly index?: number };
  readonly #cpuMicros: () => number;
  readonly #timer: NodeJS.Timeout;
  #lateness: number[] = [];
  #last = performance.now();
  #cpu: number;

  /** `index`: which of the threads that send, or that read. */
  constructor(
    whose: { readonly thread: 'produce' | 'read' | 'main'; readonly index?: number },
    cpuMicros: () => number,
  ) {
    this.#whose = whose;
    this.#cpuMicros = cpuMicros;
    this.#cpu = cpuMicros();
    this.#timer = setInterval(() => {
      const now = performance.now();
      this.#lateness.push(Math.max(0, now - this.#last - SAMPLE_EVERY_MS));
      this.#last = now;
    }, SAMPLE_EVERY_MS);
    this.#timer.unref();
  }

  take(second: number): ThreadMetric {
    const cpu = this.#cpuMicros();
    const metric = {
      kind: 'generator' as const,
      second,
      ...this.#whose,
      cpuSeconds: (cpu - this.#cpu) / 1e6,
      eventLoopMaxMs: Math.max(0, ...this.#lateness),
      eventLoopP99Ms: delayAtShare(this.#lateness, 0.01 * SECOND_MS),
      heapBytes: process.memoryUsage().heapUsed,
    };
    this.#cpu = cpu;
    this.#lateness = [];
    return metric;
  }

  stop(): void {
    clearInterval(this.#timer);
  }
}

/**
 * The delay that something arriving at a random moment exceeds during `exceededMs` of the time: a timer
 * late by l ms delays what came in those l ms by l down to 0, so Σ max(0, l − d) = exceededMs.
 */
export function delayAtShare(lateness: readonly number[], exceededMs: number): number {
  const descending = lateness.toSorted((a, b) => b - a);
  let sum = 0;
  let delay = 0;
  for (const [index, late] of descending.entries()) {
    // With only the longest ones above d: sum − (index + 1) × d = exceededMs.
    sum += late;
    delay = Math.max(delay, (sum - exceededMs) / (index + 1));
  }
  return delay;
}

const total = ({ user, system }: NodeJS.CpuUsage): number => user + system;
export const threadCpuMicros = (): number => total(process.threadCpuUsage());
export const processCpuMicros = (): number => total(process.cpuUsage());
