import { SAME_RATE } from '../../scenarios/seen-production.ts';
import type { Compression, KeyDistribution, SizeDistribution } from '../../scenarios/types.ts';
import { KIB, MIB } from '../../units.ts';
import { harmonic, zipfExponent } from '../statistics/zipf.ts';
import type { Capture, CapturedTopic, RateInterval } from '../types.ts';
import { sureness } from './words.ts';

/** What a run of a scenario does of what was captured: smaller and shorter, and alike in shape. */
export interface ProofOfConcept {
  readonly scale: number;
  /** Why it is that. */
  readonly scaleWhy: string;
  readonly topics: readonly { readonly seen: CapturedTopic; readonly partitions: number; readonly share: number }[];
  /** Of the records, how many are of topics that are left out. */
  readonly leftOut: number;
  /** Null: sizes were not seen. */
  readonly size: SizeDistribution | null;
  readonly keys: KeyDistribution;
  readonly keysWhy: string;
  readonly compression: Compression | null;
  readonly lingerMs: number | null;
  /** What one producer's batches come to with that linger: those that were seen, or fewer where it is as long as it may be. */
  readonly recordsPerBatch: number | null;
  readonly batchBytes: number | null;
  readonly averageRate: number;
  readonly peakRate: number;
  /** Whether the peak is one at all. */
  readonly bursts: boolean;
  readonly burstSeconds: number;
  readonly groups: number;
  readonly backlogBytes: number | null;
}

/** Without --scale: as much as two small machines can take at the peak. */
const MOST_RECORDS_PER_SECOND = 10_000;
const MOST_BYTES_PER_SECOND = 20 * MIB;

const MOST_TOPICS = 10;
const ENOUGH_OF_THE_RECORDS = 0.98;
const LEAST_SHARE = 0.0005;
const MOST_PARTITIONS = 100;
/** The generator holds every key in memory, once a topic and thread. */
const MOST_KEYS = 100_000;
const MOST_LINGER_MS = 1_000;
const MOST_GROUPS = 10;
/** A group that is further behind than this at the average rate is one that catches up. */
const BACKLOG_SECONDS = 60;
const MOST_BACKLOG = 256 * MIB;
const CODECS: readonly string[] = ['none', 'gzip', 'snappy', 'lz4', 'zstd'];

export function proofOfConcept(capture: Capture, wantedScale: number | null): ProofOfConcept {
  const { whole } = capture;
  const average = whole.averageRecordsPerSecond.value;
  const peak = peakRate(capture);
  const meanBytes = whole.valueBytes?.mean.value ?? null;
  const { scale, scaleWhy } = scaled(wantedScale, peak, meanBytes);
  const topics = chosenTopics(capture.topics, scale);
  const perBatch = whole.recordsPerBatch?.value ?? null;
  const partitions = topics.reduce((sum, topic) => sum + topic.partitions, 0);
  const averageRate = average * scale;
  const unpacked = whole.unpackedBatchBytes?.value ?? null;
  const lag = (whole.backlogBytes?.value ?? 0) * scale;
  return {
    scale,
    scaleWhy,
    topics,
    leftOut: 1 - topics.reduce((sum, { seen }) => sum + seen.records.value, 0) / average,
    size: whole.valueBytes?.fitted ?? null,
    ...chosenKeys(capture),
    compression: compressionOf(whole.codecs),
    ...lingering(perBatch, averageRate / partitions),
    batchBytes: unpacked === null ? null : Math.min(MIB, Math.max(16 * KIB, 2 ** Math.ceil(Math.log2(2 * unpacked)))),
    averageRate,
    peakRate: peak * scale,
    bursts: peak > SAME_RATE * average,
    burstSeconds: Math.round(Math.min(60, Math.max(10, whole.burstSeconds.value))),
    groups: Math.min(MOST_GROUPS, Math.round(whole.readers?.value ?? 1)),
    backlogBytes:
      meanBytes !== null && lag > BACKLOG_SECONDS * averageRate * meanBytes ? Math.min(MOST_BACKLOG, lag) : null,
  };
}

/** So long that as many records come to a partition in that time, but no longer than people wait. */
function lingering(
  perBatch: number | null,
  perPartition: number,
): Pick<ProofOfConcept, 'lingerMs' | 'recordsPerBatch'> {
  if (perBatch === null) return { lingerMs: null, recordsPerBatch: null };
  const wanted = Math.max(0, Math.round(((perBatch - 1) / perPartition) * 1e3));
  if (wanted <= MOST_LINGER_MS) return { lingerMs: wanted, recordsPerBatch: perBatch };
  return { lingerMs: MOST_LINGER_MS, recordsPerBatch: 1 + (perPartition * MOST_LINGER_MS) / 1e3 };
}

/** Records a second of the busiest interval, of the capture or of the time before it. */
export function peakRate({ whole }: Capture): number {
  return Math.max(whole.peakRecordsPerSecond.value, ...whole.past.map(({ recordsPerSecond }) => recordsPerSecond));
}

/** The past where it is longer than the capture itself: it knows the nights. */
export function longestView({ whole }: Capture): {
  readonly intervals: readonly RateInterval[];
  readonly isPast: boolean;
} {
  const seconds = (intervals: readonly RateInterval[]): number => intervals.reduce((sum, one) => sum + one.seconds, 0);
  const isPast = whole.past.length >= 4 && seconds(whole.past) > seconds(whole.intervals);
  return { intervals: isPast ? whole.past : whole.intervals, isPast };
}

function scaled(wanted: number | null, peak: number, meanBytes: number | null): { scale: number; scaleWhy: string } {
  if (wanted !== null) return { scale: wanted, scaleWhy: `${percent(wanted)} of what was seen, as asked` };
  const byBytes = meanBytes === null ? Number.POSITIVE_INFINITY : MOST_BYTES_PER_SECOND / (peak * meanBytes);
  const most = Math.min(MOST_RECORDS_PER_SECOND / peak, byBytes);
  if (most >= 1) return { scale: 1, scaleWhy: 'the rates that were seen' };
  const scale = Number((Math.floor(most * 1e3) / 1e3 || most).toPrecision(3));
  const bound = `${MOST_RECORDS_PER_SECOND} records/s or ${MOST_BYTES_PER_SECOND / MIB} MiB/s at the peak`;
  return {
    scale,
    scaleWhy: `${percent(scale)} of what was seen, so that two small machines can take it: ${bound}; --scale says otherwise`,
  };
}

/** The busiest ones until most records are of them; a partition keeps its rate. */
function chosenTopics(topics: readonly CapturedTopic[], scale: number): ProofOfConcept['topics'] {
  const all = topics.reduce((sum, { records }) => sum + records.value, 0);
  const chosen: CapturedTopic[] = [];
  let reached = 0;
  for (const topic of topics) {
    const share = topic.records.value / all;
    if (chosen.length >= MOST_TOPICS || reached >= ENOUGH_OF_THE_RECORDS) break;
    if (share === 0 || share < LEAST_SHARE * reached) break;
    chosen.push(topic);
    reached += share;
  }
  const rounded = chosen.map((topic) => Number((topic.records.value / all / reached).toFixed(4)));
  const others = rounded.slice(1).reduce((sum, share) => sum + share, 0);
  return chosen.map((seen, index) => ({
    seen,
    partitions: Math.min(MOST_PARTITIONS, Math.max(1, Math.ceil(seen.partitions * Math.min(1, scale)))),
    // They add up to 1.
    share: index === 0 ? Number((1 - others).toFixed(4)) : (rounded[index] as number),
  }));
}

function chosenKeys({ whole }: Capture): Pick<ProofOfConcept, 'keys' | 'keysWhy'> {
  const { keys } = whole;
  if (keys === null) return { keys: { kind: 'none' }, keysWhy: 'ASSUMED: no record was seen' };
  const keyed = `${percent(keys.keyed.value)} of the records have a key`;
  if (keys.keyed.value < 0.5) {
    const { hottestShare: hot } = keys;
    const lost =
      hot === null
        ? ''
        : `; a scenario’s records have all of them one or none, and so the run has no hot key: in production the hottest had ${percent(hot.value)} of those with a key, ${sureness(hot, percent)}. --topics captures them apart`;
    return { keys: { kind: 'none' }, keysWhy: `${keyed}${lost}` };
  }
  const seen = keys.distinct === null ? null : Math.round(keys.distinct.value);
  const count = Math.max(1, Math.min(MOST_KEYS, seen ?? MOST_KEYS));
  const counted =
    seen === null
      ? `more distinct keys than could be counted: as many as the generator holds (ASSUMED)`
      : `about ${seen} distinct keys${seen > MOST_KEYS ? `, and the generator holds ${MOST_KEYS}` : ''}`;
  const hottest = keys.hottestShare?.value ?? null;
  const exponent = keys.exponent === null || hottest === null ? null : zipfExponent(hottest, count);
  if (exponent === null) return { keys: { kind: 'uniform', count }, keysWhy: `${keyed}; ${counted}; none stands out` };
  const rounded = Number(exponent.toFixed(4));
  const ten = keys.ranks.slice(0, 10).reduce((sum, share) => sum + share, 0);
  const ofModel = harmonic(Math.min(10, count), rounded) / harmonic(count, rounded);
  const further = keys.ranks.length < 10 ? '' : `; the ten hottest had ${percent(ten)}, with this ${percent(ofModel)}`;
  return {
    keys: { kind: 'zipf', count, exponent: rounded },
    keysWhy: `${keyed}; ${counted}; the hottest had ${percent(hottest ?? 0)}${further}`,
  };
}

function compressionOf(codecs: Readonly<Record<string, number>>): Compression | null {
  const [most] = Object.entries(codecs).toSorted(([, a], [, b]) => b - a);
  return most !== undefined && CODECS.includes(most[0]) ? (most[0] as Compression) : null;
}

export const percent = (share: number): string => `${Number((share * 100).toPrecision(3))}%`;
