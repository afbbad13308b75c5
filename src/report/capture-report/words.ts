import type { Capture, CapturedFigure } from '../../capture/types.ts';
import { rate, significant } from '../../judge/format.ts';
import { GIB, KIB, MIB } from '../../units.ts';
import { kept, plural, utcMinute } from '../format.ts';

/** A figure in the unit in which people say it. */
export function figureText(value: number, unit: string): string {
  switch (unit) {
    case 'B':
      return bytesText(value);
    case 'B/s':
      return `${bytesText(value)}/s`;
    case 'share':
      return `${significant(value * 100)}%`;
    case 's':
      return kept(Math.round(value) * 1e3);
    case 'ratio':
      return `${significant(value)}×`;
    case 'times':
      return `${significant(value)} times`;
    case 'exponent':
      return significant(value);
    case 'records/s':
    case 'records':
    case 'headers':
      return `${significant(value)} ${unit}`;
    default:
      // A count: 1 zone, 36 partitions.
      return `${rate(value)} ${value === 1 ? singular(unit) : unit}`;
  }
}

const singular = (unit: string): string => (unit === 'copies' ? 'copy' : unit.replace(/s$/, ''));

function bytesText(value: number): string {
  if (value >= GIB) return `${significant(value / GIB)} GiB`;
  if (value >= MIB) return `${significant(value / MIB)} MiB`;
  return value >= KIB ? `${significant(value / KIB)} KiB` : `${significant(value)} B`;
}

export function rangeText({ low, high, unit }: CapturedFigure): string | null {
  return low === null || high === null ? null : `${figureText(low, unit)} to ${figureText(high, unit)}`;
}

/** The answer in one sentence. */
export function captureSentence({ target, whole, topics, from }: Capture): string {
  const { averageRecordsPerSecond: average, peakRecordsPerSecond: peak, averageBytesPerSecond: bytes, fanOut } = whole;
  const where = `${plural(topics.length, 'topic')} of ${target.name}`;
  if (whole.intervals.length === 0) return `No rate of ${where} could be seen.`;
  if (average.value === 0) return `Nothing was written to ${where} while they were watched.`;
  const inBytes = bytes === null ? '' : `, ${figureText(bytes.value, 'B/s')} ${BYTES[from]}`;
  const read = fanOut === null ? '' : `; each record is read ${figureText(fanOut.value, 'times')}`;
  return `${where} ${topics.length === 1 ? 'takes' : 'take'} ${figureText(average.value, 'records/s')} on average and ${figureText(peak.value, 'records/s')} at the peak${inBytes}${read}.`;
}

/** What is counted in bytes: metrics know batches as they came. */
const BYTES = { brokers: 'before compression', prometheus: 'as batches came' };

const FROM = { brokers: 'offsets and samples read from the brokers', prometheus: "the brokers' metrics in Prometheus" };

export const captureBasis = ({ from, startedAt, endedAt, spent }: Capture): string =>
  `From ${FROM[from]}, ${utcMinute(startedAt)} to ${utcMinute(endedAt)}; ${plural(spent.requests, 'request')}, ${bytesText(spent.receivedBytes)} received.`;
