import type { Missing } from '../kafka/read-only/reading.ts';
import type { ReadLimits, Spent } from '../kafka/read-only/requests-log.ts';
import type { SizeDistribution } from '../scenarios/types.ts';

export const CAPTURE_VERSION = 1;

/** How a figure was seen: every offset counted, fetched samples, a service's metrics, or nothing but a guess. */
export type Seen = 'counted' | 'sampled' | 'metrics' | 'assumed';

/** One figure of production, with how sure it is. `low` and `high` are a 95% interval where there is one. */
export interface CapturedFigure {
  readonly value: number;
  readonly unit: string;
  readonly seen: Seen;
  /** In words: `4,812 records of 37 fetches from 12 partitions`. */
  readonly how: string;
  readonly low: number | null;
  readonly high: number | null;
}

/** capture.json: the shape of a production load. Holds no key, no value, no header: only counts and sizes. */
export interface Capture {
  readonly schemaVersion: typeof CAPTURE_VERSION;
  readonly tool: { readonly name: string; readonly version: string };
  readonly target: { readonly name: string; readonly platform: string; readonly environment: 'test' | 'production' };
  readonly from: 'brokers' | 'prometheus';
  /** UTC, ISO 8601. */
  readonly startedAt: string;
  readonly endedAt: string;
  readonly limits: ReadLimits;
  readonly spent: Spent;
  readonly topics: readonly CapturedTopic[];
  /** Over all topics that were captured. */
  readonly whole: CapturedWhole;
  readonly missing: readonly Missing[];
  readonly notes: readonly string[];
}

export interface CapturedWhole {
  /** Seconds between two looks at the ends of partitions. */
  readonly slotSeconds: number;
  /** Records and bytes (uncompressed values; null where no sample told sizes) a second, an entry an interval. */
  readonly intervals: readonly RateInterval[];
  /** Intervals of the time before the capture, from offsets by time; empty where none are known. */
  readonly past: readonly RateInterval[];
  readonly averageRecordsPerSecond: CapturedFigure;
  readonly peakRecordsPerSecond: CapturedFigure;
  readonly averageBytesPerSecond: CapturedFigure | null;
  readonly peakBytesPerSecond: CapturedFigure | null;
  /** Peak ÷ average over intervals. */
  readonly burstiness: CapturedFigure;
  readonly fanOut: CapturedFigure | null;
  readonly retentionSeconds: CapturedFigure | null;
  readonly backlogBytes: CapturedFigure | null;
  readonly partitions: CapturedFigure;
  readonly replication: CapturedFigure | null;
  readonly zones: CapturedFigure | null;
  /** The longest stretch of the capture near its peak, seconds. */
  readonly burstSeconds: CapturedFigure;
  /** Groups that follow what is written. */
  readonly readers: CapturedFigure | null;
  /** Idempotent producers that were seen: at least as many there are. */
  readonly producers: CapturedFigure | null;
  /** The same as of a topic, over the records of all of them. */
  readonly valueBytes: SizeShape | null;
  /** Keys and headers of a record. */
  readonly besideBytes: CapturedFigure | null;
  readonly compressionRatio: CapturedFigure | null;
  readonly codecs: Readonly<Record<string, number>>;
  readonly recordsPerBatch: CapturedFigure | null;
  /** Mean size of a batch before it is compressed. */
  readonly unpackedBatchBytes: CapturedFigure | null;
  /** Means over the topics, by their records. */
  readonly keys: KeyShape | null;
  readonly imbalance: CapturedFigure | null;
}

export interface RateInterval {
  /** ms since 1970. */
  readonly fromMs: number;
  readonly seconds: number;
  readonly recordsPerSecond: number;
  readonly bytesPerSecond: number | null;
  /** Of the past, where it is a lower bound: the share of what is written whose records were deleted since. */
  readonly lacking?: number;
}

export interface CapturedTopic {
  /** As on the cluster; `--hide-names` replaces it by `topic-1`. */
  readonly name: string;
  readonly partitions: number;
  readonly intervals: readonly RateInterval[];
  /** A second, on average and at the peak. */
  readonly records: CapturedFigure;
  readonly peakRecords: CapturedFigure;
  readonly valueBytes: SizeShape | null;
  /** Uncompressed ÷ compressed. */
  readonly compressionRatio: CapturedFigure | null;
  /** Codec → share of the batches seen. */
  readonly codecs: Readonly<Record<string, number>>;
  readonly batchBytes: CapturedFigure | null;
  readonly recordsPerBatch: CapturedFigure | null;
  readonly keys: KeyShape | null;
  /** Headers a record. */
  readonly headers: CapturedFigure | null;
  /** Keys and headers of a record, bytes. */
  readonly besideBytes: CapturedFigure | null;
  /** Share of the records that have no value. */
  readonly tombstones: CapturedFigure | null;
  /** Share of the batches whose time the broker set. */
  readonly logAppendTime: CapturedFigure | null;
  readonly retentionSeconds: CapturedFigure | null;
  readonly replication: CapturedFigure | null;
  /** Busiest partition's share × partitions: 1 is even. */
  readonly imbalance: CapturedFigure | null;
}

export interface SizeShape {
  readonly mean: CapturedFigure;
  /** Bytes at these shares: 0.01, 0.1, 0.5, 0.9, 0.99, 1. */
  readonly quantiles: readonly { readonly share: number; readonly bytes: number }[];
  readonly samples: number;
  /** Half octaves, as shares of the records and of their bytes. */
  readonly bins: readonly SizeBin[];
  /** What of a scenario's distributions fits best. */
  readonly fitted: SizeDistribution;
}

/** Sizes over `overBytes`, up to `upToBytes`. */
export interface SizeBin {
  readonly overBytes: number;
  readonly upToBytes: number;
  readonly records: number;
  readonly bytes: number;
}

export interface KeyShape {
  /** Share of the records that have one. */
  readonly keyed: CapturedFigure;
  /** Share of the keyed records that have the most frequent key. */
  readonly hottestShare: CapturedFigure | null;
  /** Estimated; null where the samples say no more than "more than were seen". */
  readonly distinct: CapturedFigure | null;
  /** Of a Zipf distribution that fits; null where uniform fits as well. */
  readonly exponent: CapturedFigure | null;
  /** Shares of the most frequent keys, the hottest first; they are choosy, and so a little too high. */
  readonly ranks: readonly number[];
}
