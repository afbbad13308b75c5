import { GAP_MICROS } from '../../evidence/gap.ts';
import type { ArrivedRecords } from '../drivers/driver.ts';
import { PartitionTable } from '../partition-table.ts';
import { readIntendedMicros } from '../record-prefix.ts';

/**
 * A group got nothing from a partition for so long. `toMicros` null: nothing came any more; it then begins with the
 * arrival before, or with the load, as nobody knows here when the first record that did not come was due.
 */
export interface ReadGap {
  readonly topic: string;
  readonly partition: number;
  readonly fromMicros: number;
  readonly toMicros: number | null;
}

type Ends = readonly { readonly topic: string; readonly offsets: readonly number[] }[];

interface Silence {
  readonly topic: string;
  readonly partition: number;
  lastArrivalMicros: number;
  /** Offsets after the furthest that arrived, and after the last that is known to stand in the log. */
  position: number;
  end: number;
}

/**
 * Finds the times at which a group got nothing from a partition though something waited: from the arrival before,
 * or from when the first record that then arrives was due, to its arrival.
 */
export class ReadGaps {
  readonly #leastMicros: number;
  readonly #partitions = new PartitionTable<Silence>((topic, partition) => ({
    topic,
    partition,
    lastArrivalMicros: Number.NEGATIVE_INFINITY,
    position: 0,
    end: 0,
  }));
  #sinceMicros: number;
  #ended: ReadGap[] = [];

  /**
   * What lingers before it is sent is not waited for: a gap is noted where it is longer by `lingerMicros`. A group
   * that waits to be told to read has no gaps until it is started.
   */
  constructor(lingerMicros: number, waits = false) {
    this.#leastMicros = GAP_MICROS + lingerMicros;
    this.#sinceMicros = waits ? Number.POSITIVE_INFINITY : Number.NEGATIVE_INFINITY;
  }

  /** The group has asked for nothing until now. */
  start(atMicros: number): void {
    this.#sinceMicros = atMicros;
  }

  observe({ topic, partition, highWatermark, receivedMicros, memory, places }: ArrivedRecords): void {
    if (places.count === 0) return;
    const silence = this.#partitions.of(topic, partition);
    const prefixStart = places.prefixStarts[0] as number;
    const due = prefixStart < 0 ? Number.NEGATIVE_INFINITY : readIntendedMicros(memory, prefixStart);
    const fromMicros = Math.max(silence.lastArrivalMicros, this.#sinceMicros, due);
    // From −∞: the first record of all, which does not say when it was due.
    if (Number.isFinite(fromMicros) && receivedMicros - fromMicros >= this.#leastMicros) {
      this.#ended.push({ topic, partition, fromMicros, toMicros: receivedMicros });
    }
    silence.lastArrivalMicros = receivedMicros;
    silence.position = Math.max(silence.position, places.lastOffset + 1);
    silence.end = highWatermark ?? silence.position;
  }

  /**
   * The group reads no more: where more stands in the log than arrived, the silence had no end. `ends`: end offsets by
   * partition of the topics that it reads; where they are not known, the last high watermark that it was told.
   */
  close(atMicros: number, ends: Ends = []): void {
    for (const { topic, offsets } of ends) {
      offsets.forEach((end, partition) => {
        this.#partitions.of(topic, partition).end = end;
      });
    }
    for (const { topic, partition, lastArrivalMicros, position, end } of this.#partitions.values()) {
      const fromMicros = Math.max(0, lastArrivalMicros, this.#sinceMicros);
      if (position >= end || atMicros - fromMicros < this.#leastMicros) continue;
      this.#ended.push({ topic, partition, fromMicros, toMicros: null });
    }
  }

  take(): ReadGap[] {
    const taken = this.#ended;
    this.#ended = [];
    return taken;
  }
}
