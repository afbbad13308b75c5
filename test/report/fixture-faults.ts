import type { AuditSummary, ObjectStoreSummary, Percentiles, RecoverySummary } from '../../src/judge/types/figures.ts';
import type { FaultBand, ObjectStorePoint, SecondPoint, TargetSeries } from '../../src/judge/types/series.ts';
import type { TargetSummary } from '../../src/judge/types/summary.ts';
import type { Judged } from '../../src/report/judged.ts';
import { FAULT_KINDS, type FaultKind } from '../../src/scenarios/fault-kinds.ts';
import { milliseconds, seconds } from '../../src/units.ts';
import { fixture } from './fixture.ts';

const END = 60;
const RECOVERED_P99_MS = 100;

/** What one fault did to one side: seconds since the start of the load, then seconds since the fault. */
interface Course {
  readonly kind: FaultKind;
  readonly where: string;
  readonly start: number;
  readonly held: number;
  readonly healing: number;
  readonly end: number;
  /** For how long nothing was acknowledged. */
  readonly outage: number;
  readonly headroom: number | null;
}

const KILL = { kind: 'broker-kill', where: 'node 2', start: 20, held: 20.04, healing: 26 } as const;
const DELAY = { kind: 'network-delay', where: 'node 1', start: 47, held: 47.01, healing: 52, end: 52.02 } as const;

const COURSES: readonly (readonly Course[])[] = [
  [
    { ...KILL, end: 28.4, outage: 1.31, headroom: 3.99 },
    { ...DELAY, outage: 0.22, headroom: 5.98 },
  ],
  [
    { ...KILL, end: 29.7, outage: 2.58, headroom: 6.99 },
    { ...DELAY, outage: 0.3, headroom: null },
  ],
];

const NO_HEADROOM = 'the load ended before 5 seconds in a row had headroom';

function latency(p50: number, count: number): Percentiles {
  const p99 = Number((p50 * 5.2).toPrecision(3));
  const p999 = count < 10_000 ? null : p99 * 2;
  return { unit: 'ms', count, p50, p95: p50 * 3, p99, p999, max: p99 * 3 };
}

function recoveryOf(course: Course, slower: number, next: number): RecoverySummary {
  const { kind, where, start, held, healing, end, outage, headroom } = course;
  const { title, healed } = FAULT_KINDS[kind];
  const stretch = (from: number, to: number, p50: number) => ({
    seconds: [from, to] as const,
    response: latency(p50, Math.round((to - from) * 2000)),
    endToEnd: latency(p50 * 2, Math.round((to - from) * 2000)),
  });
  const shifted = start + slower * 0.02;
  const intended = Math.round((end - start) * 2000);
  return {
    fault: `${kind}-1`,
    name: `${kind}-1`,
    kind,
    title,
    where,
    healed,
    startedAtSeconds: shifted,
    heldAtSeconds: held + slower * 0.02,
    healingAtSeconds: healing,
    endedAtSeconds: end,
    timeToFirstAckSeconds: 0.004,
    timeToEveryPartitionSeconds: outage * (1 + slower),
    longestWithoutAckSeconds: outage * (1 + slower),
    withoutAck: [
      { topic: 'orders', partition: 3, seconds: outage * (1 + slower) },
      { topic: 'orders', partition: 1, seconds: outage * 0.9 },
    ],
    timeToDrainedSeconds: headroom === null ? null : headroom * 0.6,
    timeToHeadroomSeconds: headroom,
    headroomNote: headroom === null ? NO_HEADROOM : null,
    headroomGoneAgainSeconds: headroom === null ? null : 0,
    unreached: headroom === null ? ['timeToDrainedSeconds', 'timeToHeadroomSeconds'] : [],
    intended,
    failed: 0,
    unknown: 12,
    unsent: 0,
    retried: kind === 'broker-kill' ? 318 : null,
    availability: 1 - (outage * 500) / intended,
    lost: 0,
    duplicated: 4,
    before: stretch(start - 4, start, 2.1),
    during: stretch(start, end, 31),
    after: stretch(end, next, 2.4),
    readers: [
      { group: 'dashboard', longestGapSeconds: outage * 1.2, rebalances: 0, timeToTailSeconds: (headroom ?? 5) * 0.8 },
    ],
    notes: kind === 'broker-kill' ? ['new clients could connect after 0.41 s'] : [],
  };
}

const recoveries = (side: number, slower: number): readonly RecoverySummary[] =>
  (COURSES[side] ?? []).map((course, index, all) => recoveryOf(course, slower, all[index + 1]?.start ?? END));

const STORE: ObjectStoreSummary = {
  put: 214,
  get: 1_380,
  list: 12,
  other: 40,
  bytes: 214 * 2 ** 20,
  bytesWritten: 118 * 2 ** 20,
  bytesRead: 96 * 2 ** 20,
  throttled: 37,
  failed: 3,
  injected: 0,
  cacheHitRatio: 0.7312,
  source: 'estimated: 1 − bytes read from the object store ÷ bytes read by consumers',
  getLatency: latency(9, 1_380),
  putLatency: latency(24, 12_000),
};

const storePoints = (repetition: number): readonly ObjectStorePoint[] =>
  Array.from({ length: END }, (_, second) => {
    const isDraining = second >= 46 && second < 56;
    return {
      second,
      put: second % 4 === repetition ? 9 : 2,
      get: isDraining ? 130 - 8 * (second - 46) : 1,
      other: second % 10 === 0 ? 3 : 0,
      throttled: isDraining && second > 48 && second < 52 ? 9 : 0,
      failed: second === 51 ? 2 : 0,
      mibWritten: second % 4 === repetition ? 7 : 1,
      mibRead: isDraining ? 9.6 : 0,
    };
  });

/** The seconds of a calm run, as a cluster would have them that answers nothing for a while and then catches up. */
function disturbed(points: readonly SecondPoint[], courses: readonly Course[]): readonly SecondPoint[] {
  return points.map((point) => {
    const course = courses.find(
      ({ start, headroom }) => point.second >= start && point.second < start + (headroom ?? END),
    );
    if (course === undefined) return point;
    const waited = Math.max(0, course.start + course.outage - point.second) * 1000;
    const slow = 45 + waited;
    const isOut = waited > 900;
    return {
      ...point,
      p50: (point.p50 ?? 0) + waited * 0.5,
      p99: (point.p99 ?? 0) + slow * 2,
      max: (point.max ?? 0) + slow * 3,
      acknowledged: isOut ? 120 : Math.round(point.intended * (waited > 0 ? 1.6 : course.headroom === null ? 0.97 : 1)),
    };
  });
}

const bandOf = (course: Course, slower: number): FaultBand => ({
  fault: `${course.kind}-1`,
  title: FAULT_KINDS[course.kind].title,
  where: course.where,
  start: course.start + slower * 0.02,
  healing: course.healing,
  end: course.end + slower,
});

function seriesOf(series: TargetSeries, side: number): TargetSeries {
  const courses = COURSES[side] ?? [];
  return {
    ...series,
    repetitions: series.repetitions.map((repetition, index) => ({
      ...repetition,
      seconds: disturbed(repetition.seconds, courses),
      faults: courses.map((course) => bandOf(course, index * 0.4)),
      objectStore: side === 1 ? storePoints(index) : [],
    })),
  };
}

const NONE_FOUND: NonNullable<AuditSummary['found']> = {
  'lost-write': 0,
  duplicate: 0,
  reordering: 0,
  'aborted-read': 0,
  'skipped-poll': 0,
  'non-monotonic-poll': 0,
  unseen: 0,
  corrupted: 0,
};

/** The second side lost 20 records at one place, and holds 4 twice. */
function auditOf(audit: AuditSummary, side: number): AuditSummary {
  const groups = ['dashboard', 'replay'].map((group, index) => ({
    group,
    role: index === 0 ? ('tail' as const) : ('catch-up' as const),
    read: index === 0 ? audit.acknowledged - 20 * side : null,
    unseen: index === 0 ? 0 : null,
    reread: 0,
  }));
  if (side === 0) return { ...audit, found: NONE_FOUND, findings: [], findingsLeftOut: 0, groups };
  const at = { topic: 'orders', partition: 3, producer: 0, group: null, more: false, repetition: 2 };
  return {
    ...audit,
    delivered: audit.delivered - 20,
    lost: 20,
    duplicated: 4,
    found: { ...NONE_FOUND, 'lost-write': 20, duplicate: 4 },
    findings: [
      {
        ...at,
        name: 'lost-write',
        records: 20,
        permitted: false,
        offsets: [[31_200, 31_200]],
        sequences: [[31_240, 31_260]],
        intendedMicros: { first: 20_100_000, last: 20_180_000 },
      },
      {
        ...at,
        name: 'duplicate',
        records: 4,
        permitted: true,
        offsets: [
          [31_300, 31_302],
          [31_410, 31_411],
          [31_500, 31_501],
        ],
        sequences: [[31_400, 31_404]],
        intendedMicros: { first: 22_100_000, last: 22_104_000 },
      },
    ],
    findingsLeftOut: 0,
    groups,
  };
}

function targetOf(target: TargetSummary, side: number): TargetSummary {
  const objectStore = side === 1 ? STORE : null;
  return {
    ...target,
    audit: target.audit === null ? null : auditOf(target.audit, side),
    objectStore,
    recovery: recoveries(side, 0.2),
    repetitions: target.repetitions.map((repetition, index) => ({
      ...repetition,
      objectStore,
      recovery: recoveries(side, index * 0.4),
    })),
  };
}

/**
 * The fixture with a broker killed, after which both sides recover, a delayed network, after which the second side
 * does not, and an object store under the second side.
 */
export function faultsFixture(): Judged {
  const judged = fixture();
  const { plan, summary, series } = judged;
  return {
    ...judged,
    plan: {
      ...plan,
      plan: {
        ...plan.plan,
        recoveredP99Ms: milliseconds(RECOVERED_P99_MS),
        faults: [
          {
            id: 'broker-kill-1',
            kind: 'broker-kill',
            where: { scope: 'node', node: 2 },
            phase: 'steady',
            startSecond: seconds(KILL.start),
            durationSeconds: seconds(6),
            settings: {},
          },
          {
            id: 'network-delay-1',
            kind: 'network-delay',
            where: { scope: 'node', node: 1 },
            phase: 'catch-up',
            startSecond: seconds(DELAY.start),
            durationSeconds: seconds(5),
            settings: { latencyMs: milliseconds(40), between: 'clients' },
          },
        ],
      },
    },
    summary: {
      ...summary,
      targets: summary.targets.map(targetOf),
      sentence:
        'After broker-kill-1 headroom was back in 3.99 s on local-kafka and 6.99 s on local-tiered; no acknowledged record was lost.',
    },
    series: { ...series, targets: series.targets.map(seriesOf) },
  };
}
