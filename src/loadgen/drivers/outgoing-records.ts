import type { Batch } from '../batch.ts';
import type { EncodedValue } from '../record-source.ts';

/** A record as client libraries take it: key, value and prefix header apart. */
export interface OutgoingRecord extends EncodedValue {
  readonly key: Buffer | null;
}

export function outgoingRecords(batch: Batch): OutgoingRecord[] {
  const { source, stream, firstSequence, indices, intendedMicros } = batch;
  return Array.from({ length: batch.count }, (_, i) => {
    const index = indices[i] as number;
    const intended = intendedMicros[i] as number;
    return { key: source.key(index), ...source.encode(index, stream.producer, firstSequence + i, intended) };
  });
}
