import { Cuts } from '../cuts.ts';
import type { ArrivedRecords } from '../drivers/driver.ts';
import { type IntervalCounts, IntervalRecorder } from '../interval-recorder.ts';
import { readIntendedMicros } from '../record-prefix.ts';
import { GroupProgress } from './group-progress.ts';

/**
 * A group that keeps up with the log: from the intended send to the application's hands for the
 * first time, by record: one that comes again has its sample.
 */
export class TailGroup {
  readonly progress = new GroupProgress();
  readonly #endToEnd: IntervalRecorder;

  constructor(cuts = new Cuts()) {
    this.#endToEnd = new IntervalRecorder('end-to-end', cuts);
  }

  observe(arrived: ArrivedRecords): void {
    const again = this.progress.observe(arrived);
    const { memory, receivedMicros, places } = arrived;
    for (let i = again; i < places.count; i++) {
      const prefixStart = places.prefixStarts[i] as number;
      if (prefixStart < 0) continue;
      const intended = readIntendedMicros(memory, prefixStart);
      this.#endToEnd.record(intended, receivedMicros - intended);
    }
  }

  take(): IntervalCounts[] {
    return this.#endToEnd.take();
  }
}
