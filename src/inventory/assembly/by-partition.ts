import type { LogDirAnswer, PartitionOffset } from '../../kafka/read-only/answers.ts';
import type { Reading } from '../../kafka/read-only/reading.ts';
import type { Sample } from './readings.ts';

/** Something of each partition, by topic and number. */
export class ByPartition<T> {
  readonly #topics = new Map<string, Map<number, T>>();

  set(topic: string, partition: number, value: T): void {
    const known = this.#topics.get(topic);
    if (known === undefined) this.#topics.set(topic, new Map([[partition, value]]));
    else known.set(partition, value);
  }

  get(topic: string, partition: number): T | undefined {
    return this.#topics.get(topic)?.get(partition);
  }
}

/** A sample as it is looked up: offsets, and sizes by the broker that has them. */
export interface SampleIndex {
  readonly earliest: ByPartition<PartitionOffset>;
  readonly latest: ByPartition<PartitionOffset>;
  readonly sizes: ReadonlyMap<number, ByPartition<number>>;
  readonly sizesAtMs: number;
}

export const sampleIndex = ({ earliest, latest, logDirs, sizesAtMs }: Sample): SampleIndex => ({
  earliest: offsets(earliest),
  latest: offsets(latest),
  sizes: sizesByBroker(logDirs),
  sizesAtMs,
});

function offsets(reading: Reading<readonly PartitionOffset[]>): ByPartition<PartitionOffset> {
  const found = new ByPartition<PartitionOffset>();
  if (reading.obtained) for (const one of reading.value) found.set(one.topic, one.partition, one);
  return found;
}

function sizesByBroker(reading: Reading<readonly LogDirAnswer[]>): ReadonlyMap<number, ByPartition<number>> {
  const brokers = new Map<number, ByPartition<number>>();
  for (const { broker, replicas } of reading.obtained ? reading.value : []) {
    const sizes = brokers.get(broker) ?? new ByPartition<number>();
    brokers.set(broker, sizes);
    for (const { topic, partition, bytes } of replicas) {
      // One that moves between two directories stands in both; the copy that is not finished is the smaller one.
      sizes.set(topic, partition, Math.max(bytes, sizes.get(topic, partition) ?? 0));
    }
  }
  return brokers;
}
