import { RangeSet } from '../evidence/ranges.ts';
import { RECORD_OVERHEAD_BYTES } from '../scenarios/client-sizes.ts';
import type { Stream } from '../scenarios/types.ts';
import { twiceAsLong } from './growth.ts';
import type { RecordSource } from './record-source.ts';

/** Enough for a batch of 128 KiB of records of 1 KiB. */
const FIRST_CAPACITY = 128;

/** What is kept of each record of a batch; the memory is used again for another batch. */
class RecordColumns {
  indices = new Float64Array(FIRST_CAPACITY);
  intendedMicros = new Float64Array(FIRST_CAPACITY);
  handedMicros = new Float64Array(FIRST_CAPACITY);

  grow(): void {
    this.indices = twiceAsLong(this.indices);
    this.intendedMicros = twiceAsLong(this.intendedMicros);
    this.handedMicros = twiceAsLong(this.handedMicros);
  }
}

/** Records of one stream and partition with consecutive sequences, on their way in one piece. */
export class Batch {
  readonly stream: Stream;
  readonly source: RecordSource;
  readonly partition: number;
  readonly firstSequence: number;
  readonly createdMicros: number;
  count = 0;
  bytes = 0;
  readonly #settled = new RangeSet();
  readonly #columns: RecordColumns;

  constructor(
    stream: Stream,
    source: RecordSource,
    partition: number,
    firstSequence: number,
    createdMicros: number,
    columns = new RecordColumns(),
  ) {
    this.stream = stream;
    this.source = source;
    this.partition = partition;
    this.firstSequence = firstSequence;
    this.createdMicros = createdMicros;
    this.#columns = columns;
  }

  get topic(): string {
    return this.stream.topic;
  }

  /** By record of the batch, below `count`: its number within the topic. */
  get indices(): Float64Array {
    return this.#columns.indices;
  }

  get intendedMicros(): Float64Array {
    return this.#columns.intendedMicros;
  }

  /** When the send buffer took each record. */
  get handedMicros(): Float64Array {
    return this.#columns.handedMicros;
  }

  /** `intended`: whole µs, as schedules have them. */
  add(index: number, intended: number, handed: number, bytes: number): void {
    const columns = this.#columns;
    const { count } = this;
    if (count === columns.indices.length) columns.grow();
    columns.indices[count] = index;
    columns.intendedMicros[count] = intended;
    columns.handedMicros[count] = handed;
    this.bytes += bytes;
    this.count = count + 1;
  }

  /** Records [from, from + count) have their outcome: the parts of a batch that was cut up have theirs in any order. */
  settle(from: number, count: number): void {
    this.#settled.add(from, from + count);
  }

  get isSettled(): boolean {
    return this.#settled.size === this.count;
  }

  /** Ranges [from, to) of the records that have no outcome yet. */
  unsettled(): readonly (readonly [from: number, to: number])[] {
    return RangeSet.from([[0, this.count]])
      .minus(this.#settled)
      .toRanges();
  }

  /** Another batch in the memory of this one, which nobody may look into any more. */
  succeededBy(
    stream: Stream,
    source: RecordSource,
    partition: number,
    firstSequence: number,
    createdMicros: number,
  ): Batch {
    return new Batch(stream, source, partition, firstSequence, createdMicros, this.#columns);
  }
}

/** What a record takes up in the send buffer and counts toward `batch`: value, key and overhead. */
export function bufferedBytes(source: RecordSource, index: number): number {
  return source.template(index).valueBytes + (source.key(index)?.length ?? 0) + RECORD_OVERHEAD_BYTES;
}
