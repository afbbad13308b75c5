import { PRODUCTION_DEFAULTS } from '../../src/scenarios/production.ts';
import type { ClientProfile, Plan } from '../../src/scenarios/types.ts';
import { bytes, bytesPerSecond, fraction, milliseconds, recordsPerSecond, seconds } from '../../src/units.ts';

interface PlanOptions {
  readonly valueBytes?: number;
  readonly partitions?: number;
  readonly rate?: number;
  readonly durationSeconds?: number;
  readonly producers?: number;
  readonly client?: Partial<ClientProfile>;
}

/** A plan with one steady phase on one topic, for tests of single parts. */
export function planOf(options: PlanOptions = {}): Plan {
  const { valueBytes = 100, partitions = 1, rate = 1_000, durationSeconds = 1, producers = 1 } = options;
  const size = bytes(valueBytes);
  return {
    planVersion: 1,
    scenario: 'test',
    seed: 1,
    profile: 'smoke',
    topics: [{ name: 'orders', partitions, replication: 1, configs: {}, share: 1 }],
    records: {
      size: { kind: 'fixed', bytes: size },
      meanBytes: size,
      keys: { kind: 'none' },
      compressibility: fraction(0),
    },
    client: {
      driver: 'kafkajs',
      acks: 'all',
      idempotence: true,
      lingerMs: milliseconds(5),
      batchBytes: bytes(16_384),
      inFlight: 5,
      compression: 'none',
      deliveryTimeoutMs: milliseconds(30_000),
      sendBufferBytes: bytes(256 * 1024 * 1024),
      zone: null,
      ...options.client,
    },
    streams: Array.from({ length: producers }, (_, producer) => ({
      id: producer,
      topic: 'orders',
      producer,
      producers,
    })),
    phases: [
      {
        name: 'steady',
        kind: 'steady',
        role: 'measured',
        startSecond: seconds(0),
        endSecond: seconds(durationSeconds),
        fromRate: recordsPerSecond(rate),
        toRate: recordsPerSecond(rate),
      },
    ],
    groups: [],
    catchUp: null,
    retentionMs: milliseconds(3_600_000),
    readingPatienceSeconds: seconds(15),
    thresholds: [],
    repetitions: 1,
    production: {
      ...PRODUCTION_DEFAULTS,
      averageIngress: bytesPerSecond(1e8),
      peakIngress: bytesPerSecond(2e8),
      fanOut: 3,
      retentionMs: milliseconds(7 * 86_400_000),
      compressionRatio: 1,
      partitions: 300,
      replication: 3,
      zones: 3,
      growthPerMonth: 0,
      recordBytes: size,
    },
  };
}
