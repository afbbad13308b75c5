import { LATE_MS } from '../evidence/late.ts';

/** The most (or least) that a repetition may show before its measuring no longer counts as sound. */
export interface Limit {
  readonly name: string;
  readonly limit: number;
  readonly unit: string;
  readonly why: string;
}

/** Only causes on the measuring side stand here: a platform that cannot keep up is a result. */
export const LIMITS = {
  late: {
    name: `records handed over more than ${LATE_MS} ms late by the load generator itself`,
    limit: 0.005,
    unit: 'share of the records intended in the measured seconds',
    why: 'Half of what p99 leaves above it: the reported p99 then lies between the platform’s own p99 and that many ms above its own p99.5.',
  },
  lateForP999: {
    name: 'the same records, before p99.9 is withheld',
    limit: 0.0005,
    unit: 'share of the records intended in the seconds that p99.9 is of',
    why: 'Half of what p99.9 leaves above it, in the same way.',
  },
  awayOnce: {
    name: 'a generator thread away once: pacing late, or the event loop delayed',
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
  compressing: {
    name: 'batches that wait for the load generator’s own compression, on average over a second',
    limit: 4,
    unit: 'batches at a time',
    why: 'As many threads compress; where more wait, they wait for each other and not for the platform.',
  },
  compressingShare: {
    name: 'measured seconds with so many',
    limit: 0.1,
    unit: 'share of the measured seconds (one second is always forgiven)',
    why: 'The wait is part of every latency of those seconds.',
  },
  eventLoopP99: {
    name: 'event-loop delay (p99 of a second’s time) of a generator thread',
    limit: 100,
    unit: 'ms',
    why: 'Answers are stamped when the event loop reaches them; this delay is added to every latency of that second.',
  },
  eventLoopShare: {
    name: 'measured seconds with a delayed event loop',
    limit: 0.1,
    unit: 'share of the measured seconds (one second is always forgiven)',
    why: 'A slow turn of the loop now and then is a result’s noise; in more than a tenth of the seconds it is what was measured.',
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
  silence: {
    name: 'a group that has records left to read asks for none and has no fetch open',
    limit: 10,
    unit: 's',
    why: 'No driver waits longer than 6 s before it tries again, and a group may read on for at least 15 s after the last send.',
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
