import { createRequire } from 'node:module';
import type { Driver } from '../driver.ts';
import { openProducer } from './producer.ts';
import { openReader } from './reader.ts';

const { version } = createRequire(import.meta.url)('kafkajs/package.json') as { version: string };

/** kafkajs: the plainest client to be had in JavaScript; it numbers and retries batches itself. */
export const kafkajsDriver: Driver = {
  name: 'kafkajs',
  version,
  capabilities: {
    ownsRetries: true,
    maxInFlightIdempotent: 1,
    compressions: ['none', 'gzip'],
    maxRecordBytes: 1_000_000,
    maxRecordsPerSecond: 40_000,
    limits: [
      'idempotent sends: one request in flight per broker',
      'retries and sequence numbers are the library’s own',
      'a fetch’s latency includes decoding',
    ],
  },
  openProducer,
  openReader,
};
