import { readingOf } from '../collected.ts';
import type { Known } from '../known.ts';
import { metadataQuestion } from '../known.ts';
import { metadata } from '../protocol/messages/metadata.ts';
import type { Reading } from '../reading.ts';

/** Metadata of no topic: answered from memory, and by who is not permitted anything, too. */
export const readRoundTrips = (
  known: Known,
  samples: number,
): Promise<Reading<ReadonlyMap<number, readonly number[]>>> =>
  readingOf(async (collected) => {
    const found = new Map<number, readonly number[]>();
    const live = await known.live();
    await collected.ofBrokers(live, async (broker) => {
      await known.brokers.apisOf(broker);
      const times: number[] = [];
      while (times.length < samples) {
        const told = await known.brokers.ask(broker, metadata, metadataQuestion([]), { about: 'no topic' });
        collected.told(metadata, told);
        times.push(told.micros);
      }
      found.set(broker, times);
    });
    return collected.reading(found, found.size === 0);
  });
