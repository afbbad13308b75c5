import type { ObjectStoreSecond } from './messages.ts';
import { type SettledRequest, Tally } from './tally.ts';

const NANOS_PER_MS = 1e6;

/** Reports every second since the epoch once it is over. */
export class SecondReports {
  readonly #report: (second: ObjectStoreSecond) => void;
  readonly #tally = new Tally();
  #epochNanos: bigint | null = null;
  #timer: NodeJS.Timeout | null = null;
  #next = 0;
  #cpuMicros = 0;

  constructor(report: (second: ObjectStoreSecond) => void) {
    this.#report = report;
  }

  /** `epochNanos`: a reading of `process.hrtime.bigint()`; what is settled before it is in no report. */
  begin(epochNanos: bigint): void {
    this.#epochNanos = epochNanos;
    this.#next = Math.max(0, Math.floor(this.#seconds()));
    this.#cpuMicros = cpuMicros();
    this.#wait();
  }

  settled(request: SettledRequest): void {
    const second = Math.floor(this.#seconds());
    if (second >= this.#next) this.#tally.add(second, request);
  }

  /** Reports the second that is under way, too. */
  end(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    if (this.#epochNanos === null) return;
    this.#reportUntil(Math.floor(this.#seconds()) + 1);
    this.#epochNanos = null;
  }

  /** Since the epoch; before there is one, no second is over. */
  #seconds(): number {
    if (this.#epochNanos === null) return Number.NEGATIVE_INFINITY;
    return Number(process.hrtime.bigint() - this.#epochNanos) / 1e9;
  }

  #wait(): void {
    if (this.#epochNanos === null) return;
    const overAt = this.#epochNanos + BigInt(this.#next + 1) * 1_000_000_000n;
    const leftMs = Number(overAt - process.hrtime.bigint()) / NANOS_PER_MS;
    this.#timer = setTimeout(
      () => {
        this.#reportUntil(Math.floor(this.#seconds()));
        this.#wait();
      },
      Math.max(1, Math.ceil(leftMs)),
    );
  }

  #reportUntil(end: number): void {
    while (this.#next < end) {
      const cpu = cpuMicros();
      this.#report({ ...this.#tally.take(this.#next), cpuMicros: cpu - this.#cpuMicros });
      this.#cpuMicros = cpu;
      this.#next += 1;
    }
  }
}

/** Of this thread since its start. */
function cpuMicros(): number {
  const { user, system } = process.threadCpuUsage();
  return user + system;
}
