import { Cuts } from '../cuts.ts';
import type { ArrivedRecords } from '../drivers/driver.ts';
import { type IntervalCounts, IntervalRecorder } from '../interval-recorder.ts';
import { GroupProgress } from './group-progress.ts';

/** A group that waited as a live member and then drains a backlog until its last partition is at the tail. */
export class CatchUpGroup {
  readonly progress = new GroupProgress();
  readonly #fetch: IntervalRecorder;
  readonly #behind = new Set<string>();
  #started = false;
  /** µs since the epoch; null until every partition has been at its high watermark once. */
  atTailMicros: number | null = null;
  /** What had been read by then. */
  recordsAtTail = 0;
  bytesAtTail = 0;

  constructor(cuts = new Cuts()) {
    this.#fetch = new IntervalRecorder('fetch', cuts);
  }

  /** The partitions that have something to read, as `topic/partition`. */
  start(behind: readonly string[]): void {
    this.#started = true;
    for (const partition of behind) this.#behind.add(partition);
  }

  observe(arrived: ArrivedRecords): void {
    this.progress.observe(arrived);
    const { topic, partition, highWatermark, places } = arrived;
    const isAtTail = highWatermark !== null && places.lastOffset + 1 >= highWatermark;
    if (!this.#started || places.count === 0 || !isAtTail) return;
    this.#behind.delete(`${topic}/${partition}`);
    if (this.#behind.size > 0 || this.atTailMicros !== null) return;
    this.atTailMicros = arrived.receivedMicros;
    this.recordsAtTail = this.progress.totalRecords;
    this.bytesAtTail = this.progress.totalBytes;
  }

  /**
   * A fetch ended at `atMicros` after `micros`. Only those of the drain count: they began before its end, and
   * brought records. Where a broker's partitions are at the tail before the others, it answers without any, after
   * as long as a fetch may wait for producers.
   */
  fetched(atMicros: number, micros: number, hasRecords: boolean): void {
    if (!hasRecords || !this.#started) return;
    if (this.atTailMicros !== null && atMicros - micros >= this.atTailMicros) return;
    this.progress.fetched();
    this.#fetch.record(atMicros, micros);
  }

  take(): IntervalCounts[] {
    return this.#fetch.take();
  }
}
