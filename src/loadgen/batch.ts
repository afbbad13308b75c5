import type { Stream } from '../scenarios/types.ts';
import type { RecordSource } from './record-source.ts';

/** Kafka's record overhead in a batch, at most, as the Java client estimates it: lengths, deltas, key, header. */
export const RECORD_OVERHEAD_BYTES = 21;

/** Enough for a batch of 128 KiB of records of 1 KiB. */
const FIRST_CAPACITY = 128;

/** Records of one stream and partition with consecutive sequences, on their way in one piece. */
export class Batch {
  readonly stream: Stream;
  readonly source: RecordSource;
  readonly partition: number;
  readonly firstSequence: number;
  readonly createdMicros: number;
  count = 0;
  /** Of each record, below `count`: its number within the topic. */
  indices = new Float64Array(FIRST_CAPACITY);
  intendedMicros = new Float64Array(FIRST_CAPACITY);
  /** When the send buffer took it. */
  handedMicros = new Float64Array(FIRST_CAPACITY);
  bytes = 0;
  settledCount = 0;

  constructor(stream: Stream, source: RecordSource, partition: number, firstSequence: number, createdMicros: number) {
    this.stream = stream;
    this.source = source;
    this.partition = partition;
    this.firstSequence = firstSequence;
    this.createdMicros = createdMicros;
  }

  get topic(): string {
    return this.stream.topic;
  }

  add(index: number, intended: number, handed: number, bytes: number): void {
    const { count } = this;
    if (count === this.indices.length) this.#grow();
    this.indices[count] = index;
    this.intendedMicros[count] = intended;
    this.handedMicros[count] = handed;
    this.bytes += bytes;
    this.count = count + 1;
  }

  #grow(): void {
    const longer = (column: Float64Array): Float64Array<ArrayBuffer> => {
      const grown = new Float64Array(2 * column.length);
      grown.set(column);
      return grown;
    };
    this.indices = longer(this.indices);
    this.intendedMicros = longer(this.intendedMicros);
    this.handedMicros = longer(this.handedMicros);
  }
}

/** What a record takes up in the send buffer and counts toward `batch`: value, key and overhead. */
export function bufferedBytes(source: RecordSource, index: number): number {
  return source.template(index).valueBytes + (source.key(index)?.length ?? 0) + RECORD_OVERHEAD_BYTES;
}
