import { BRIEF_DEFAULTS } from '../../scenarios/production.ts';
import type { ProductionInput } from '../../scenarios/production-input.ts';
import {
  ALWAYS_UP,
  growthFits,
  growthRefusal,
  HORIZON_MONTHS,
  READ_BY_NOBODY,
} from '../../scenarios/production-limits.ts';
import { MIB } from '../../units.ts';
import { HOURS_PER_MONTH } from '../pricing/saved-prices.ts';
import type { Written } from './row.ts';
import { aboveZero, amount, atLeast, count, hundredth, percent, type Refusal } from './written-numbers.ts';

/** A word of finance's for one thing about the workload. */
export interface WorkloadWord {
  readonly description: string;
  readonly example: number | string;
  readonly written: Written;
  /** A workload does not go without it. */
  readonly required?: true;
  /** Figures of the cost model that it decides. */
  readonly figures: readonly string[];
  /** The key of a `production:` block that holds it. */
  readonly key: string;
  /** What stands there. */
  readonly says: (value: number) => unknown;
}

const nothing = (what: string, todo: string): Refusal => ({ error: `which means ${what}`, params: { todo } });
const NO_DATA = nothing('that nothing is written', 'write what producers send, before compression');
const NO_DAYS = nothing('that nothing is kept', 'write how long records are kept, such as 7');
const NO_TIME = nothing('no time at all', 'write a time above 0');
const NO_BYTES = nothing('no bytes at all', 'write a size of 1 or more');

const inBytesPerSecond =
  (bytes: number, seconds: number) =>
  (value: number): number =>
    (value * bytes) / seconds;

/** What is written on average, in bytes a second: one of them says it. TB are 10^12 bytes, as invoices count them. */
export const INGRESS_WORDS: Readonly<Record<string, (value: number) => number>> = {
  terabytesAMonth: inBytesPerSecond(1e12, HOURS_PER_MONTH * 3600),
  terabytesADay: inBytesPerSecond(1e12, 24 * 3600),
  mebibytesASecond: inBytesPerSecond(MIB, 1),
};

export const PEAK_WORD = 'busiestHourTimesAverage';

const ingress = (description: string, example: number): WorkloadWord => ({
  description,
  example,
  written: aboveZero(NO_DATA),
  figures: ['averageIngress', 'peakIngress'],
  key: 'ingress',
  says: (value) => value,
});

const word = (
  key: string,
  figure: string,
  written: Written,
  described: Pick<WorkloadWord, 'description' | 'example'>,
  says: WorkloadWord['says'] = (value) => value,
): WorkloadWord => ({ ...described, written, figures: [figure], key, says });

const growth = percent(1000, (value) =>
  growthFits(hundredth(value), HORIZON_MONTHS) ? null : growthRefusal(hundredth(value), HORIZON_MONTHS),
);

export const WORKLOAD_WORDS: Readonly<Record<string, WorkloadWord>> = {
  terabytesAMonth: ingress(
    `Written in a month of ${HOURS_PER_MONTH} hours, before compression; TB of 10^12 bytes`,
    260,
  ),
  terabytesADay: ingress('Or in a day; TB of 10^12 bytes', 9),
  mebibytesASecond: ingress('Or in a second, as engineers say it; MiB of 2^20 bytes', 100),
  [PEAK_WORD]: {
    ...ingress('How many times the average is written in the busiest hour', 2),
    written: atLeast(1),
    figures: ['peakIngress'],
  },
  timesRead: {
    ...word('fanOut', 'fanOut', aboveZero(READ_BY_NOBODY), {
      description: 'How often everything that is written is read by consumers',
      example: 3,
    }),
    required: true,
  },
  percentReadInOwnZone: word(
    'inZoneReaders',
    'inZoneReadShare',
    percent(100),
    {
      description: 'Of what is read, by readers that may read in their own zone where the platform lets them',
      example: '40%',
    },
    hundredth,
  ),
  gigabytesReadAgainADay: word(
    'replayPerDay',
    'replayPerDay',
    amount(),
    { description: 'Old data that is read again in a day, before compression; GB of 10^9 bytes', example: 50 },
    (value) => (value === 0 ? undefined : `${value}GB`),
  ),
  daysKept: {
    ...word(
      'retention',
      'retention',
      aboveZero(NO_DAYS),
      { description: 'How many days records are kept', example: 7 },
      (value) => `${value}d`,
    ),
    required: true,
  },
  recordBytes: word(
    'recordSize',
    'recordSize',
    aboveZero(NO_BYTES),
    { description: `Bytes of a record on average; ${BRIEF_DEFAULTS.recordBytes} where it is not said`, example: 1024 },
    (value) => `${value}B`,
  ),
  compressionRatio: word('compressionRatio', 'compressionRatio', atLeast(1), {
    description: 'Size before compression ÷ size after it; 1 without compression',
    example: 3,
  }),
  partitions: word('partitions', 'partitions', count(), {
    description: `Partitions of all topics, without copies; ${BRIEF_DEFAULTS.partitions} where it is not said`,
    example: 300,
  }),
  copiesKept: word('replication', 'replication', count(), { description: 'Copies of each partition', example: 3 }),
  zones: word('zones', 'zones', count(), { description: 'Availability zones', example: 3 }),
  producers: word('producers', 'producers', count(), { description: 'Programs that write', example: 100 }),
  connections: word('connections', 'connections', count(), {
    description: 'Connections of all programs at the busiest time',
    example: 1000,
  }),
  lingerMilliseconds: word(
    'linger',
    'linger',
    aboveZero(NO_TIME),
    { description: 'How long a program that writes waits for its batch to fill', example: 5 },
    (value) => `${value}ms`,
  ),
  batchBytes: word(
    'batch',
    'batchSize',
    aboveZero(NO_BYTES),
    { description: 'Bytes of the largest batch', example: 16_384 },
    (value) => `${value}B`,
  ),
  growthPercentAMonth: word(
    'growthPerMonth',
    'growthPerMonth',
    growth,
    { description: 'Growth of all of it from one month to the next', example: '3%' },
    hundredth,
  ),
  availabilityPercent: word(
    'availability',
    'availabilityTarget',
    percent(100, (value) => (value === 100 ? ALWAYS_UP : null)),
    { description: 'Share of the time in which it must be up', example: '99.95%' },
    hundredth,
  ),
  observabilityPercent: word(
    'observability',
    'observabilityShare',
    percent(100),
    { description: 'Metrics, logs and traces, of what the cloud and the vendor are paid', example: '5%' },
    hundredth,
  ),
};

/** A `production:` block from the words' values; `ingress` may be missing where none of its words is said. */
export function productionOf(values: Readonly<Record<string, number>>): ProductionInput {
  const average = Object.entries(INGRESS_WORDS).flatMap(([name, inBytes]) => {
    const value = values[name];
    return value === undefined ? [] : [inBytes(value)];
  })[0];
  const peak = average === undefined ? undefined : average * (values[PEAK_WORD] ?? 1);
  const said = Object.entries(values).flatMap(([name, value]) => {
    const known = WORKLOAD_WORDS[name];
    return known === undefined || known.key === 'ingress' ? [] : [[known.key, known.says(value)] as const];
  });
  return {
    partitions: BRIEF_DEFAULTS.partitions,
    ...Object.fromEntries(said),
    ingress: { average: rate(average), peak: rate(peak) },
  };
}

const rate = (bytesPerSecond: number | undefined): string | undefined =>
  bytesPerSecond === undefined ? undefined : `${bytesPerSecond}B/s`;
