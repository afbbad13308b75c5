import type { Histogram } from 'hdr-histogram-js';
import type { RunFolder } from './run-folder.ts';
import type { Event } from './types/events.ts';
import type { Metric } from './types/metrics.ts';
import type { SampleName } from './types/samples.ts';

type Without<T, K extends PropertyKey> = T extends unknown ? Omit<T, K> : never;
export type RepetitionEvent = Without<
  Extract<Event, { repetition: number }>,
  'target' | 'repetition' | 'atMicros' | 'wall'
>;
export type RepetitionMetric = Without<Metric, 'target' | 'repetition'>;

/** Writes one repetition's lines: adds whose they are and when they were. */
export class RepetitionRecorder {
  readonly #folder: RunFolder;
  readonly #whose: { readonly target: string; readonly repetition: number };
  #clock: (() => number) | null = null;
  #epochWallMs = 0;

  constructor(folder: RunFolder, target: string, repetition: number) {
    this.#folder = folder;
    this.#whose = { target, repetition };
  }

  /** From here on events have a monotonic time. */
  setEpoch(clock: () => number, epochWallMs: number): void {
    this.#clock = clock;
    this.#epochWallMs = epochWallMs;
  }

  /** `atMicros`: when it happened, where that is known better than by now. */
  event(event: RepetitionEvent, atMicros: number | null = this.#clock?.() ?? null): void {
    const at = atMicros === null ? null : Math.round(atMicros);
    this.#folder.event({ ...event, ...this.#whose, atMicros: at, wall: new Date().toISOString() } as Event);
  }

  metric(metric: RepetitionMetric): void {
    this.#folder.metric({ ...metric, ...this.#whose } as Metric);
  }

  /** `endSecond`: where the interval ends, if not with the second. */
  sample(
    name: Without<SampleName, 'target' | 'repetition'>,
    second: number,
    histogram: Histogram,
    endSecond = Math.floor(second) + 1,
  ): void {
    this.#folder.sample({ ...name, ...this.#whose }, this.#epochWallMs, second, histogram, endSecond);
  }
}
