import { describe, expect, it } from 'vitest';
import { producersSeen } from '../../../src/capture/estimates/producers-seen.ts';
import { sumWindow } from '../../../src/capture/sampling/window-sums.ts';
import { wholeBatches } from '../../../src/kafka/records/batches.ts';
import { AT } from '../../../src/kafka/records/record-batch.ts';
import { emptySample } from '../windows-of-keys.ts';
import { batchOf } from '../written-log.ts';

/** A window over batches of one record, each by a producer with this id; -1 has none. */
async function windowBy(producers: readonly bigint[]) {
  const written = await Promise.all(
    producers.map(async (producer, offset) => {
      const bytes = await batchOf([{ key: null, value: Buffer.alloc(10) }], offset);
      bytes.writeBigInt64BE(producer, AT.producerId);
      return bytes;
    }),
  );
  return sumWindow([...wholeBatches(Buffer.concat(written))], { from: 0, to: producers.length }, () => 0);
}

describe('producers', () => {
  it('are at least as many as ids were seen, and batches without one are told with their share', async () => {
    const sample = emptySample();
    // 3 batches that stand for 1 each and 1 for 5: 2 ids; 1 of 8 batches has none.
    sample.add(await windowBy([7n, 7n, -1n]), 1, 0);
    sample.add(await windowBy([9n]), 5, 0);
    expect(producersSeen(sample, 'a test')).toMatchObject({
      value: 2,
      how: 'at least 2, by producer ids in a test; 12.5% of the batches carry no producer id',
    });
  });

  it('are not known where no batch has an id', async () => {
    const sample = emptySample();
    sample.add(await windowBy([-1n, -1n]), 1, 0);
    expect(producersSeen(sample, 'a test')).toBeNull();
    expect(producersSeen(null, 'a test')).toBeNull();
  });

  it('with an id all of them are a lower bound still, without a share', async () => {
    const sample = emptySample();
    sample.add(await windowBy([7n]), 1, 0);
    expect(producersSeen(sample, 'a test')?.how).toBe('at least 1, by producer ids in a test');
  });
});
