import type { ThreadMetric } from './messages.ts';

const SAMPLE_EVERY_MS = 10;

/** CPU, memory and lateness of timers of one thread, once a second: what the validity gate looks at. */
export class ThreadHealth {
  readonly #thread: 'produce' | 'read' | 'main';
  readonly #cpuMicros: () => number;
  readonly #timer: NodeJS.Timeout;
  #lateness: number[] = [];
  #last = performance.now();
  #cpu: number;

  constructor(thread: 'produce' | 'read' | 'main', cpuMicros: () => number) {
    this.#thread = thread;
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
    const lateness = this.#lateness.toSorted((a, b) => a - b);
    const metric = {
      kind: 'generator' as const,
      second,
      thread: this.#thread,
      cpuSeconds: (cpu - this.#cpu) / 1e6,
      eventLoopMaxMs: lateness.at(-1) ?? 0,
      eventLoopP99Ms: lateness[Math.floor(lateness.length * 0.99)] ?? 0,
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

const total = ({ user, system }: NodeJS.CpuUsage): number => user + system;
export const threadCpuMicros = (): number => total(process.threadCpuUsage());
export const processCpuMicros = (): number => total(process.cpuUsage());
