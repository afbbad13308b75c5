import type { ArrivedRecords } from '../drivers/driver.ts';
import { RecordPlaces } from '../drivers/record-places.ts';
import { PREFIX_BYTES, viewOf, writePrefix } from '../record-prefix.ts';

const FIRST_RECORDS = 256;

/** What of a batch a log keeps. */
export interface LoggedBatch {
  readonly topic: string;
  readonly partition: number;
  readonly producer: number;
  readonly firstSequence: number;
  readonly count: number;
}

/**
 * A log whose records are nothing but their prefixes: each batch arrives at readers as it would from a driver, and
 * is gone. Its payloads are taken for proven.
 */
export class SimulatedLog {
  readonly #run: number;
  readonly #ends = new Map<string, number>();
  readonly #places = new RecordPlaces();
  #memory = Buffer.alloc(FIRST_RECORDS * PREFIX_BYTES);
  #view = viewOf(this.#memory);

  constructor(run: number) {
    this.#run = run;
  }

  /** Where the partition ends. */
  end(topic: string, partition: number): number {
    return this.#ends.get(`${topic}/${partition}`) ?? 0;
  }

  /** Valid until the next call. `intendedMicros`: of the i-th record. */
  append(batch: LoggedBatch, intendedMicros: (i: number) => number): ArrivedRecords {
    const { topic, partition, producer, firstSequence, count } = batch;
    const base = this.end(topic, partition);
    this.#ends.set(`${topic}/${partition}`, base + count);
    if (count * PREFIX_BYTES > this.#memory.length) {
      this.#memory = Buffer.alloc(2 * count * PREFIX_BYTES);
      this.#view = viewOf(this.#memory);
    }
    const places = this.#places;
    places.clear();
    for (let i = 0; i < count; i++) {
      const at = i * PREFIX_BYTES;
      writePrefix(this.#view, at, {
        producer,
        run: this.#run,
        sequence: firstSequence + i,
        intendedMicros: intendedMicros(i),
        payloadCrc: 0,
      });
      places.add(base + i, 0, at, at + PREFIX_BYTES, at);
    }
    return {
      topic,
      partition,
      highWatermark: base + count,
      receivedMicros: 0,
      memory: this.#memory,
      places,
      provesPayloads: () => true,
    };
  }
}
