import type { Capture, CapturedFigure } from '../types.ts';
import { longestView, peakRate } from './proof-of-concept.ts';
import { byteRate, bytesText, durationText, plain, recordRate, SEEN_WORDS, sureness } from './words.ts';

const RETENTION_SECONDS = 7 * 86_400;

/** The `production:` block: every figure with how it was seen; those that were not are commented out or say ASSUMED. */
export function productionBlock(capture: Capture, captureFile: string): readonly string[] {
  const { whole } = capture;
  const size = whole.valueBytes?.mean ?? null;
  return [
    'production:',
    '  # What was seen, for the coverage of a run: how much of it the phases above exercise.',
    `  capture: ${JSON.stringify(captureFile)}`,
    ...ingress(capture),
    ...required('fanOut', whole.fanOut, (value) => plain(Math.max(0.01, value)), '1', 'no group committed anything'),
    '  # Nobody can see which readers may fetch from a replica in their own zone.',
    '  # inZoneReaders: 100%',
    ...required(
      'retention',
      whole.retentionSeconds,
      durationText,
      durationText(RETENTION_SECONDS),
      'kept for ever, compacted, or not to be seen',
    ),
    ...optional(
      'compressionRatio',
      whole.compressionRatio,
      (value) => plain(Math.max(1, value)),
      'no batch was seen; 1 is reckoned with',
    ),
    ...optional('partitions', whole.partitions, plain, ''),
    ...optional('replication', whole.replication, plain, 'not to be seen; 3 is reckoned with'),
    ...optional('zones', whole.zones, plain, 'brokers tell no racks; 3 is reckoned with'),
    ...optional(
      'producers',
      whole.producers,
      plain,
      'none was idempotent, so that nobody could count them; 100 is reckoned with',
    ),
    ...(whole.unpackedBatchBytes === null
      ? []
      : [
          `  # Batches were ${bytesText(whole.unpackedBatchBytes.value)} before compression on average; how large producers may make them cannot be seen.`,
        ]),
    '  # batch: 16KiB',
    '  # connections, linger, availability, support and growthPerMonth cannot be seen from outside.',
    '  # growthPerMonth: 3%',
    ...(size === null
      ? ['  # ASSUMED: no record was seen.', '  recordSize: 1KiB']
      : [
          `  # ${sureness(size, bytesText)}.${besideWords(whole.besideBytes)}`,
          `  recordSize: ${bytesText(size.value)}`,
        ]),
  ];
}

function ingress(capture: Capture): readonly string[] {
  const { whole } = capture;
  const { intervals, isPast } = longestView(capture);
  const seconds = intervals.reduce((sum, one) => sum + one.seconds, 0);
  const records = intervals.reduce((sum, one) => sum + one.recordsPerSecond * one.seconds, 0) / Math.max(1, seconds);
  const live = whole.averageRecordsPerSecond.value;
  const bytes = whole.averageBytesPerSecond;
  const peak = peakRate(capture);
  // Where offsets are records only by a share of samples, those of the past are no surer.
  const past = SEEN_WORDS[whole.averageRecordsPerSecond.seen];
  const lacking = Math.max(0, ...whole.past.map((interval) => interval.lacking ?? 0));
  const atLeast =
    lacking === 0 ? '' : `; at least so much: older records of up to ${plain(100 * lacking)}% were deleted`;
  const peakIsPast = peak > whole.peakRecordsPerSecond.value;
  const averageHow = isPast
    ? `${past}: offsets by time over the ${plain(seconds / 3_600)} h before the capture (during it ${recordRate(live)})${atLeast}`
    : sureness(bytes ?? whole.averageRecordsPerSecond, bytes === null ? recordRate : byteRate);
  const peakHow = peakIsPast
    ? `${past}: the busiest ${plain((whole.past[0]?.seconds ?? 0) / 60)} min of the time before the capture${atLeast}`
    : sureness(whole.peakBytesPerSecond ?? whole.peakRecordsPerSecond, bytes === null ? recordRate : byteRate);
  const perRecord = bytes === null || live === 0 ? null : bytes.value / live;
  const rate = (perSecond: number, exact: number | undefined): string =>
    perRecord === null ? recordRate(perSecond) : byteRate(exact ?? perSecond * perRecord);
  return [
    '  ingress:',
    capture.from === 'prometheus'
      ? '    # Bytes of batches as they came, compressed where producers compress.'
      : '    # Values before compression; records a second where no size was seen.',
    `    # ${averageHow}.`,
    `    average: ${rate(records, isPast ? undefined : bytes?.value)}`,
    `    # ${peakHow}.`,
    `    peak: ${rate(Math.max(peak, records), peakIsPast ? undefined : whole.peakBytesPerSecond?.value)}`,
  ];
}

/** A key that a scenario must have: where nothing was seen, it says so. */
const required = (
  key: string,
  figure: CapturedFigure | null,
  text: (value: number) => string,
  assumed: string,
  why: string,
): readonly string[] =>
  figure === null
    ? [`  # ASSUMED: ${why}.`, `  ${key}: ${assumed}`]
    : [`  # ${sureness(figure, text)}.`, `  ${key}: ${text(figure.value)}`];

const optional = (
  key: string,
  figure: CapturedFigure | null,
  text: (value: number) => string,
  why: string,
): readonly string[] =>
  figure === null ? [`  # ${key}: ${why}.`] : [`  # ${sureness(figure, text)}.`, `  ${key}: ${text(figure.value)}`];

const besideWords = (beside: CapturedFigure | null): string =>
  beside === null || beside.value === 0
    ? ''
    : ` Keys and headers are another ${plain(beside.value)} B a record, not counted here.`;
