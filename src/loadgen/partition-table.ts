/** Something of each partition, made on first use. */
export class PartitionTable<T> {
  readonly #make: (topic: string, partition: number) => T;
  readonly #topics = new Map<string, T[]>();

  constructor(make: (topic: string, partition: number) => T) {
    this.#make = make;
  }

  of(topic: string, partition: number): T {
    let ofTopic = this.#topics.get(topic);
    if (ofTopic === undefined) {
      ofTopic = [];
      this.#topics.set(topic, ofTopic);
    }
    ofTopic[partition] ??= this.#make(topic, partition);
    return ofTopic[partition];
  }

  *values(): Iterable<T> {
    for (const ofTopic of this.#topics.values()) yield* Object.values(ofTopic);
  }
}
