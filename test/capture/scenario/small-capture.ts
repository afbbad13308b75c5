import type { Capture, CapturedFigure, CapturedTopic } from '../../../src/capture/types.ts';
import { bytes } from '../../../src/units.ts';

export const figure = (value: number, unit = '', seen: CapturedFigure['seen'] = 'sampled'): CapturedFigure => ({
  value,
  unit,
  seen,
  how: 'a test',
  low: seen === 'sampled' ? 0.99 * value : null,
  high: seen === 'sampled' ? 1.01 * value : null,
});

export const topic = (name: string, records: number, partitions = 6): CapturedTopic => ({
  name,
  partitions,
  intervals: [],
  records: figure(records, 'records/s', 'counted'),
  peakRecords: figure(2 * records, 'records/s', 'counted'),
  valueBytes: null,
  compressionRatio: null,
  codecs: { lz4: 1 },
  batchBytes: null,
  recordsPerBatch: null,
  keys: null,
  headers: null,
  besideBytes: null,
  tombstones: null,
  logAppendTime: null,
  retentionSeconds: null,
  replication: figure(3, 'copies', 'counted'),
  imbalance: null,
});

const sizes = {
  mean: figure(800, 'B'),
  quantiles: [
    { share: 0.5, bytes: 600 },
    { share: 1, bytes: 16_000 },
  ],
  samples: 10_000,
  bins: [{ overBytes: 512, upToBytes: 724, records: 1, bytes: 1 }],
  fitted: { kind: 'lognormal', medianBytes: bytes(600), sigma: 0.76, maxBytes: bytes(16_000) },
} as const;

/** 2,000 records/s of 800 bytes on average and 5,000 at the peak, with keys, lz4 and two groups. */
export function smallCapture(whole: Partial<Capture['whole']> = {}, other: Partial<Capture> = {}): Capture {
  const interval = (fromMs: number, recordsPerSecond: number) => ({
    fromMs,
    seconds: 3,
    recordsPerSecond,
    bytesPerSecond: 800 * recordsPerSecond,
  });
  return {
    schemaVersion: 1,
    tool: { name: 'kafka-tco-workbench', version: '0.0.0' },
    target: { name: 'prod-eu', platform: 'apache-kafka', environment: 'production' },
    from: 'brokers',
    startedAt: '2026-11-20T10:00:00.000Z',
    endedAt: '2026-11-20T10:10:00.000Z',
    limits: { requestsPerSecond: 50, mibPerSecond: 5 },
    spent: { requests: 1_000, sentBytes: 1e5, receivedBytes: 1e7 },
    topics: [topic('orders', 1_500, 24), topic('clicks', 500, 12)],
    whole: {
      slotSeconds: 3,
      intervals: [interval(0, 1_000), interval(3_000, 1_000), interval(6_000, 1_000), interval(9_000, 5_000)],
      past: [],
      averageRecordsPerSecond: figure(2_000, 'records/s', 'counted'),
      peakRecordsPerSecond: figure(5_000, 'records/s', 'counted'),
      averageBytesPerSecond: figure(1_600_000, 'B/s'),
      peakBytesPerSecond: figure(4_000_000, 'B/s'),
      burstiness: figure(2.5, 'ratio', 'counted'),
      fanOut: figure(1.8, 'times'),
      retentionSeconds: figure(259_200, 's', 'counted'),
      backlogBytes: figure(1_000, 'B'),
      partitions: figure(36, 'partitions', 'counted'),
      replication: figure(3, 'copies', 'counted'),
      zones: figure(3, 'zones', 'counted'),
      burstSeconds: figure(12, 's', 'counted'),
      readers: figure(2, 'groups'),
      producers: figure(17, 'producers'),
      valueBytes: sizes,
      besideBytes: figure(40, 'B'),
      compressionRatio: figure(3, 'ratio'),
      codecs: { gzip: 0.1, lz4: 0.9 },
      recordsPerBatch: figure(20, 'records'),
      unpackedBatchBytes: figure(17_000, 'B'),
      keys: {
        keyed: figure(0.97, 'share'),
        hottestShare: figure(0.12, 'share'),
        distinct: figure(5_000, 'keys'),
        exponent: figure(1, 'exponent'),
        ranks: [0.12, 0.06, 0.04],
      },
      imbalance: figure(1.4, 'ratio', 'counted'),
      ...whole,
    },
    missing: [],
    notes: [],
    ...other,
  };
}
