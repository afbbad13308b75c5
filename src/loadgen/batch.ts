import type { Stream } from '../scenarios/types.ts';
import type { RecordSource } from './record-source.ts';

/** Kafka's record overhead in a batch, at most, as the Java client estimates it: lengths, deltas, key, header. */
export const RECORD_OVERHEAD_BYTES = 21;

/** Records of one stream and partition with consecutive sequences, on their way in one piece. */
export class Batch {
  readonly stream: Stream;
  readonly source: RecordSource;
  readonly partition: number;
  readonly firstSequence: number;
  readonly createdMicros: number;
  /** Record numbers within the topic. */
  readonly indices: number[] = [];
  readonly intendedMicros: number[] = [];
  /** When the send buffer took each record. */
  readonly handedMicros: number[] = [];
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

  get count(): number {
    return this.indices.length;
  }

  add(index: number, intended: number, handed: number, bytes: number): void {
    this.indices.push(index);
    this.intendedMicros.push(intended);
    this.handedMicros.push(handed);
    this.bytes += bytes;
  }
}

/** What a record takes up in the send buffer and counts toward `batch`: value, key and overhead. */
export function bufferedBytes(source: RecordSource, index: number): number {
  return source.template(index).valueBytes + (source.key(index)?.length ?? 0) + RECORD_OVERHEAD_BYTES;
}
