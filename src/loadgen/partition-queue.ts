import type { Stream } from '../scenarios/types.ts';
import type { Batch } from './batch.ts';
import type { RecordSource } from './record-source.ts';

/** One stream's way into the accumulator. */
export interface StreamInput {
  readonly stream: Stream;
  readonly source: RecordSource;
  /** µs since the epoch at which record `index` of the topic is intended. */
  intendedMicros(index: number): number;
}

/** Batches of one stream and partition, from the first record until their answers. */
export interface PartitionQueue {
  readonly input: StreamInput;
  readonly partition: number;
  nextSequence: number;
  /** The open batch may take no more, because a sequence was given up after it. */
  closed: boolean;
  /** Oldest first; only the last one is open. */
  readonly waiting: Batch[];
  readonly inFlight: Batch[];
}
