/** The most (or least) that a repetition may show before its measuring no longer counts as sound. */
export interface Limit {
  readonly name: string;
  readonly limit: number;
  readonly unit: string;
  readonly why: string;
}

/** Only causes on the measuring side stand here: a platform that cannot keep up is a result. */
export const LIMITS = {
  pacingLate: {
    name: 'pacing late in a second, while the send buffer had room',
    limit: 50,
    unit: 'ms',
    why: 'Tens of milliseconds are what a busy laptop takes from any process; beyond that the delay is ours and would be charged to the platform.',
  },
  pacingLateShare: {
    name: 'measured seconds with late pacing',
    limit: 0.1,
    unit: 'share of the measured seconds (one second is always forgiven)',
    why: 'Being 50 ms late touches 5% of the records of a second; in 10% of the seconds that is 0.5% of all records, half of what p99 leaves above it.',
  },
  pacingLateOnce: {
    name: 'pacing late once',
    limit: 1000,
    unit: 'ms',
    why: 'As long as the limit of availability: a longer delay of ours would by itself make records count as not available.',
  },
  threadCpu: {
    name: 'CPU of a generator thread in a second',
    limit: 0.9,
    unit: 'of one core',
    why: 'A thread above this has no room left to send or to take a time on time.',
  },
  threadCpuShare: {
    name: 'measured seconds with a saturated generator thread',
    limit: 0.5,
    unit: 'share of the measured seconds',
    why: 'A burst may fill a core for a while; when it is most of the run, the generator was measured and not the platform.',
  },
  eventLoopP99: {
    name: 'event-loop delay (p99 of a second) of a generator thread',
    limit: 100,
    unit: 'ms',
    why: 'Answers are stamped when the event loop reaches them; this delay is added to every latency of that second.',
  },
  eventLoopShare: {
    name: 'measured seconds with a delayed event loop',
    limit: 0.1,
    unit: 'share of the measured seconds (one second is always forgiven)',
    why: 'The same share as for late pacing, for the same reason.',
  },
  clockMoved: {
    name: 'movement of the wall clock against the monotonic clock',
    limit: 100,
    unit: 'ms within a repetition',
    why: 'Slewing by NTP stays below this in a run; a step means that the machine slept or its clock was set.',
  },
  metricsMissing: {
    name: 'measured seconds without a line of a metric that validity rests on',
    limit: 0.1,
    unit: 'share of the measured seconds (two seconds are always forgiven: ticks drift across a boundary)',
    why: 'What was not written cannot be judged, and unknown never becomes good.',
  },
  intendedDrift: {
    name: 'records intended against records planned',
    limit: 0.01,
    unit: 'share of the planned records (one record a stream and phase is always forgiven)',
    why: 'Ramps and shares round; whole missing seconds do not.',
  },
} as const satisfies Record<string, Limit>;

/** Fewer valid repetitions a side than this, and a comparison is only indicative. */
export const CLAIM_REPETITIONS = 4;
