/** Where a run is; the command shows it. */
export interface RunProgress {
  update(at: ProgressAt): void;
  /** A line that stays. */
  line(text: string): void;
}

export interface ProgressAt {
  readonly target: string;
  readonly repetition: number;
  readonly repetitions: number;
  /** What is going on, in a few words. */
  readonly doing: string;
  readonly fraction: number;
  readonly secondsLeft: number;
  readonly live: LiveFigures | null;
}

/** The last whole second of the load. */
export interface LiveFigures {
  readonly offeredPerSecond: number;
  readonly acknowledgedPerSecond: number;
  readonly p50Ms: number | null;
  readonly p99Ms: number | null;
  readonly lag: number | null;
  readonly errors: number;
}

/** Beside the planned seconds a repetition starts a cluster, reads everything once more and stops. */
const OVERHEAD_SECONDS = { local: 14, remote: 6 } as const;

/** How long a run will take and how far it is, from the plan alone. */
export class RunClock {
  readonly #perRepetition: number[];
  #finished = 0;
  #startedAt = performance.now();

  constructor(loadSeconds: number, locals: readonly boolean[]) {
    this.#perRepetition = [];
    for (const local of locals) this.addRepetition(loadSeconds, local);
  }

  addRepetition(loadSeconds: number, local: boolean): void {
    this.#perRepetition.push(loadSeconds + OVERHEAD_SECONDS[local ? 'local' : 'remote']);
  }

  startRepetition(): void {
    this.#startedAt = performance.now();
  }

  finishRepetition(): void {
    this.#finished++;
  }

  now(): { fraction: number; secondsLeft: number } {
    const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0);
    const total = sum(this.#perRepetition);
    const planned = this.#perRepetition[this.#finished] ?? 0;
    const current = Math.min((performance.now() - this.#startedAt) / 1e3, planned);
    const done = sum(this.#perRepetition.slice(0, this.#finished)) + current;
    return { fraction: total === 0 ? 1 : done / total, secondsLeft: Math.max(0, Math.round(total - done)) };
  }
}
