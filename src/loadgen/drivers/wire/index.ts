import { TOOL } from '../../../package.ts';
import type { Driver } from '../driver.ts';

/** Our own encoding and parsing, over the connections, TLS, SASL and group membership of @platformatic/kafka. */
export const wireDriver: Driver = {
  name: 'wire',
  version: TOOL.version,
  capabilities: {
    ownsRetries: false,
    maxInFlightIdempotent: 5,
    compressions: ['none', 'gzip', 'snappy', 'lz4', 'zstd'],
    maxRecordBytes: 16_777_216,
    maxRecordsPerSecond: 400_000,
    canCrash: true,
    limits: [
      'speaks Produce 8 and Fetch 11: brokers of Kafka 2.4 or newer',
      'fetches without fetch sessions: each request names every partition',
      'a fetch’s latency includes checking its CRCs and decoding',
      'record timestamps are those of the send buffer, in whole ms',
    ],
  },
  openProducer: async (context) => (await import('./producer.ts')).openProducer(context),
  openReader: async (context) => (await import('./reader.ts')).openReader(context),
};
