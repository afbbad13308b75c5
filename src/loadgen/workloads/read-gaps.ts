import { GAP_MICROS } from '../../evidence/gap.ts';
import type { ArrivedRecords } from '../drivers/driver.ts';
import { PartitionTable } from '../partition-table.ts';
import { readIntendedMicros } from '../record-prefix.ts';

/** A group got nothing from a partition for so long. `toMicros` null: nothing came any more. */
export interface ReadGap {
  readonly topic: string;
  readonly partition: number;
  readonly fromMicros: number;
  readonly toMicros: number | null;
}

interface Silence {
  readonly topic: string;
  readonly partition: number;
  lastArrivalMicros: number;
  /** More stood in the log than had arrived. */
  isBehind: boolean;
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
    isBehind: false,
  }));
  #sinceMicros = Number.NEGATIVE_INFINITY;
  #ended: ReadGap[] = [];

  /** What lingers before it is sent is not waited for: a gap is noted where it is longer by `lingerMicros`. */
  constructor(lingerMicros: number) {
    this.#leastMicros = GAP_MICROS + lingerMicros;
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
    silence.isBehind = highWatermark !== null && places.lastOffset + 1 < highWatermark;
  }

  /** The group reads no more: where it was behind, the silence had no end. */
  close(atMicros: number): void {
    for (const { topic, partition, lastArrivalMicros, isBehind } of this.#partitions.values()) {
      if (!isBehind || atMicros - lastArrivalMicros < this.#leastMicros) continue;
      this.#ended.push({ topic, partition, fromMicros: lastArrivalMicros, toMicros: null });
    }
  }

  take(): ReadGap[] {
    const taken = this.#ended;
    this.#ended = [];
    return taken;
  }
}
