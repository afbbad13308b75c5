import type { ClusterMetadata, fetchV17, Message } from '@platformatic/kafka';
import { PREFIX_HEADER } from '../../record-prefix.ts';
import { CollectedRecords } from '../collected-records.ts';
import type { ReaderContext } from '../driver.ts';

const PREFIX_KEY = Buffer.from(PREFIX_HEADER);

/** Puts the messages of a fetch, which the library hands out one by one, together again by partition. */
export class Arrivals {
  readonly #context: ReaderContext;
  readonly #highWatermarks = new Map<string, number>();
  #topic = '';
  #partition = -1;
  readonly #records = new CollectedRecords();

  constructor(context: ReaderContext) {
    this.#context = context;
  }

  /** High watermarks stand in a fetch's answer alone, which names topics by id. */
  noteWatermarks(answer: fetchV17.FetchResponse, metadata: ClusterMetadata | undefined): void {
    const topics = new Map([...(metadata?.topics ?? [])].map(([name, { id }]) => [id, name]));
    for (const { topicId, partitions } of answer.responses) {
      const topic = topics.get(topicId);
      if (topic === undefined) continue;
      for (const { partitionIndex, highWatermark } of partitions) {
        if (highWatermark >= 0n) this.#highWatermarks.set(`${topic}/${partitionIndex}`, Number(highWatermark));
      }
    }
  }

  /** A fetch's messages come in one go: what was gathered is handed on when they end, or at the next partition. */
  add({ topic, partition, offset, key, value, headerEntries }: Message): void {
    if (topic !== this.#topic || partition !== this.#partition) this.#handOn();
    if (this.#records.count === 0) queueMicrotask(() => this.#handOn());
    this.#topic = topic;
    this.#partition = partition;
    const prefix = headerEntries.find(([name]) => PREFIX_KEY.equals(name))?.[1] ?? null;
    // The library leaves out the key and the value that are null.
    const given: { readonly key?: Buffer; readonly value?: Buffer } = { key, value };
    this.#records.add(Number(offset), given.key?.length ?? 0, given.value ?? null, prefix);
  }

  #handOn(): void {
    const records = this.#records;
    if (records.count === 0) return;
    this.#context.onRecords({
      topic: this.#topic,
      partition: this.#partition,
      highWatermark: this.#highWatermarks.get(`${this.#topic}/${this.#partition}`) ?? null,
      receivedMicros: this.#context.clock(),
      memory: records.memory,
      places: records.places,
      provesPayloads: records.provesPayloads,
    });
    records.clear();
  }
}
