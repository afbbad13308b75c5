import { type Bytes, type BytesPerSecond, bytes, KIB, type Milliseconds, milliseconds } from '../units.ts';

export const SUPPORT_MODELS = ['none', 'business', 'enterprise'] as const;
/** Who is called when it breaks: nobody, a paid plan of the cloud and the vendor, or their best one. */
export type SupportModel = (typeof SUPPORT_MODELS)[number];

/** What the cost model prices: the production workload, not the smaller one that the PoC runs. */
export interface ProductionWorkload {
  readonly averageIngress: BytesPerSecond;
  readonly peakIngress: BytesPerSecond;
  /** Times every byte is read by consumers. */
  readonly fanOut: number;
  /** Of what is read, by readers that may fetch from a replica in their own zone where the platform lets them. */
  readonly inZoneReadShare: number;
  readonly retentionMs: Milliseconds;
  /** Old data read again in a day, before compression. */
  readonly replayBytesPerDay: Bytes;
  /** Uncompressed ÷ compressed; 1 where records are not compressed. */
  readonly compressionRatio: number;
  readonly partitions: number;
  readonly replication: number;
  readonly zones: number;
  readonly producers: number;
  /** Of all clients together, at the busiest time. */
  readonly connections: number;
  readonly lingerMs: Milliseconds;
  readonly batchBytes: Bytes;
  /** Share a month, 0.05 for 5%. */
  readonly growthPerMonth: number;
  readonly recordBytes: Bytes;
  /** Share of the time, 0.9995 for 99.95%. */
  readonly availabilityTarget: number;
  /** Metrics, logs and traces, as a share of what the cloud and the vendor are paid. */
  readonly observabilityShare: number;
  readonly support: SupportModel;
  /** What it runs on, one for all platforms or by platform; absent where nobody says: prices do not follow from them. */
  readonly version?: ByPlatform;
  readonly instanceClass?: ByPlatform;
}

export type ByPlatform = string | Readonly<Record<string, string>>;

/** What `production:` has where the scenario does not say it; plans from before it could be said have this. */
export const PRODUCTION_DEFAULTS = {
  inZoneReadShare: 1,
  replayBytesPerDay: bytes(0),
  producers: 100,
  connections: 1000,
  lingerMs: milliseconds(5),
  batchBytes: bytes(16 * KIB),
  availabilityTarget: 0.999,
  observabilityShare: 0.05,
  support: 'business',
} satisfies Partial<ProductionWorkload>;

/** What a workload has beside them that is said in a few words, without a scenario: guesses to replace. */
export const BRIEF_DEFAULTS = { partitions: 300, recordBytes: bytes(KIB) } satisfies Partial<ProductionWorkload>;
