import type { Driver } from '../driver.ts';
import { installedVersion } from '../installed-version.ts';

const LIBRARY = '@platformatic/kafka';

/** The client library whose connections `wire` uses, whole: its producer and its stream of messages. */
export const platformaticDriver: Driver = {
  name: LIBRARY,
  version: installedVersion(LIBRARY),
  capabilities: {
    ownsRetries: true,
    maxInFlightIdempotent: 1,
    compressions: ['none', 'gzip', 'snappy', 'lz4', 'zstd'],
    maxRecordBytes: 16_777_216,
    maxRecordsPerSecond: 100_000,
    canCrash: true,
    limits: [
      'idempotent sends: one request in flight per broker',
      'retries and sequence numbers are the library’s own; a request is repeated whole',
      'a request that the library gave up on is followed by a new producer id, which does not fence it: should it still arrive, records are out of order',
      'a broker that lost a producer’s state is sent the batch again under a new producer id, which may write it twice',
      'fetched batches are not checked against their CRC; the audit checks every record’s own',
      'a fetch’s latency includes decoding',
    ],
  },
  openProducer: async (context) => (await import('./producer.ts')).openProducer(context),
  openReader: async (context) => (await import('./reader.ts')).openReader(context),
};
