import type { Batch } from '../../src/loadgen/batch.ts';
import type { Settlement } from '../../src/loadgen/drivers/driver.ts';

/** What a driver answers when a broker has acknowledged all of a batch. */
export const acknowledgement = ({ stream, partition, firstSequence, count }: Batch, atMicros: number): Settlement => ({
  stream: stream.id,
  partition,
  firstSequence,
  count,
  outcome: 'acknowledged',
  baseOffset: null,
  atMicros,
  error: null,
});
