import type { Driver } from '../driver.ts';
import { installedVersion } from '../installed-version.ts';

/** kafkajs: the most used client in JavaScript; it numbers and retries batches itself. */
export const kafkajsDriver: Driver = {
  name: 'kafkajs',
  version: installedVersion('kafkajs'),
  capabilities: {
    ownsRetries: true,
    maxInFlightIdempotent: 1,
    compressions: ['none', 'gzip'],
    maxRecordBytes: 1_000_000,
    maxRecordsPerSecond: 40_000,
    canCrash: false,
    limits: [
      'idempotent sends: one request in flight per broker',
      'retries and sequence numbers are the library’s own',
      'a request that the library gave up on is followed by a new producer id, which does not fence it: should it still arrive, records are out of order',
      'a refusal of one batch leaves the others of its request unknown',
      'a fetch’s latency includes decoding',
    ],
  },
  openProducer: async (context) => (await import('./producer.ts')).openProducer(context),
  openReader: async (context) => (await import('./reader.ts')).openReader(context),
};
