import type { ArrivedRecords } from '../drivers/driver.ts';

/** How far a group has read: positions, lag, and what arrived since the last look. */
export class GroupProgress {
  readonly #partitions = new Map<string, { position: number; highWatermark: number | null }>();
  #records = 0;
  #bytes = 0;
  #fetches = 0;
  totalRecords = 0;
  totalBytes = 0;

  observe({ topic, partition, highWatermark, places }: ArrivedRecords): void {
    const { count, keyBytes, valueStarts, valueEnds } = places;
    if (count === 0) return;
    let bytes = 0;
    for (let i = 0; i < count; i++) {
      bytes += (valueEnds[i] as number) - (valueStarts[i] as number) + (keyBytes[i] as number);
    }
    this.#partitions.set(`${topic}/${partition}`, { position: places.lastOffset + 1, highWatermark });
    this.#records += count;
    this.#bytes += bytes;
    this.totalRecords += count;
    this.totalBytes += bytes;
  }

  fetched(): void {
    this.#fetches++;
  }

  /** Records behind the high watermarks last seen; null before anything arrived, and where one is not known. */
  lag(): number | null {
    if (this.#partitions.size === 0) return null;
    let lag = 0;
    for (const { position, highWatermark } of this.#partitions.values()) {
      if (highWatermark === null) return null;
      lag += Math.max(0, highWatermark - position);
    }
    return lag;
  }

  take(): { records: number; bytes: number; fetches: number; lag: number | null } {
    const taken = { records: this.#records, bytes: this.#bytes, fetches: this.#fetches, lag: this.lag() };
    this.#records = 0;
    this.#bytes = 0;
    this.#fetches = 0;
    return taken;
  }
}
