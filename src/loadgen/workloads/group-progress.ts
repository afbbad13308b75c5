import type { ArrivedRecords } from '../drivers/driver.ts';

/**
 * How far a group has read: positions, lag, and what arrived since the last look. Where a partition moves to another
 * member, that one reads from what was committed, and some records come again.
 */
export class GroupProgress {
  readonly #partitions = new Map<string, { position: number; highWatermark: number | null }>();
  #records = 0;
  #again = 0;
  #bytes = 0;
  #fetches = 0;
  totalRecords = 0;
  totalBytes = 0;

  /** Returns how many of the first records the group had read before. */
  observe({ topic, partition, highWatermark, places }: ArrivedRecords): number {
    const { count, keyBytes, valueStarts, valueEnds } = places;
    if (count === 0) return 0;
    let bytes = 0;
    for (let i = 0; i < count; i++) {
      bytes += (valueEnds[i] as number) - (valueStarts[i] as number) + (keyBytes[i] as number);
    }
    const key = `${topic}/${partition}`;
    const reached = this.#partitions.get(key)?.position ?? 0;
    const again = countBelow(reached, places);
    this.#again += again;
    this.#partitions.set(key, { position: Math.max(reached, places.lastOffset + 1), highWatermark });
    this.#records += count;
    this.#bytes += bytes;
    this.totalRecords += count;
    this.totalBytes += bytes;
    return again;
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

  /** `again`: of the records, those that the group had read before. */
  take(): { records: number; again: number; bytes: number; fetches: number; lag: number | null } {
    const taken = {
      records: this.#records,
      again: this.#again,
      bytes: this.#bytes,
      fetches: this.#fetches,
      lag: this.lag(),
    };
    this.#records = 0;
    this.#again = 0;
    this.#bytes = 0;
    this.#fetches = 0;
    return taken;
  }
}

function countBelow(position: number, { count, offsets }: ArrivedRecords['places']): number {
  if ((offsets[0] as number) >= position) return 0;
  let below = 0;
  while (below < count && (offsets[below] as number) < position) below++;
  return below;
}
