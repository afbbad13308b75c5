import type { PartitionOffset } from '../../kafka/read-only/answers.ts';
import type { FreshRange } from '../sampling/choose-windows.ts';
import type { RateGrid } from './rate-grid.ts';

/** Where each partition's end stood when it was last seen, and what was written since it was first seen. */
export class EndOffsets {
  readonly #topics: ReadonlyMap<string, number>;
  readonly #offsets: Float64Array[];
  readonly #times: Float64Array[];
  readonly #written: Float64Array[];
  readonly #back = new Set<number>();

  /** `partitions` of each topic, by its name and in the order of the topics' numbers. */
  constructor(partitions: ReadonlyMap<string, number>) {
    this.#topics = new Map([...partitions.keys()].map((name, index) => [name, index]));
    const arrays = (fill: number) => [...partitions.values()].map((count) => new Float64Array(count).fill(fill));
    this.#offsets = arrays(-1);
    this.#times = arrays(0);
    this.#written = arrays(0);
  }

  /** Takes in one look at all ends; tells what is new in each partition. */
  take(seen: readonly PartitionOffset[], grid: RateGrid | null): readonly FreshRange[] {
    const fresh: FreshRange[] = [];
    for (const { topic: name, partition, offset, askedAtMs } of seen) {
      const topic = this.#topics.get(name);
      if (topic === undefined || offset === null) continue;
      const [offsets, times, written] = [this.#offsets[topic], this.#times[topic], this.#written[topic]];
      if (offsets === undefined || times === undefined || written === undefined) continue;
      if (partition >= offsets.length) continue;
      const [from, since] = [offsets[partition] as number, times[partition] as number];
      offsets[partition] = offset;
      times[partition] = askedAtMs;
      if (from < 0) continue;
      if (offset < from) this.#back.add(topic);
      if (offset <= from) continue;
      written[partition] = (written[partition] as number) + offset - from;
      grid?.add(topic, since, askedAtMs, offset - from);
      fresh.push({ topic, partition, from, to: offset });
    }
    return fresh;
  }

  /** Records written since the first look, by partition. */
  written(topic: number): Float64Array {
    return this.#written[topic] ?? new Float64Array(0);
  }

  writtenTo(topicName: string, partition: number): number {
    return this.#written[this.#topics.get(topicName) ?? -1]?.[partition] ?? 0;
  }

  /** Where the partition's end stood last; null where it was never seen. */
  end(topicName: string, partition: number): number | null {
    const offset = this.#offsets[this.#topics.get(topicName) ?? -1]?.[partition] ?? -1;
    return offset < 0 ? null : offset;
  }

  /** Topics some of whose ends moved back: made anew, or leaders that had lost records. */
  movedBack(): readonly number[] {
    return [...this.#back];
  }
}
