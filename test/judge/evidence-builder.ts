import { build, type Histogram } from 'hdr-histogram-js';
import { sealed } from '../../src/evidence/seal.ts';
import type { AuditTotals, Ranges, RepetitionAudit } from '../../src/evidence/types/audit.ts';
import type { Event } from '../../src/evidence/types/events.ts';
import type { Metric } from '../../src/evidence/types/metrics.ts';
import type { RunTarget } from '../../src/evidence/types/plan.ts';
import type { RunEvidence } from '../../src/evidence/types/run-evidence.ts';
import type { SampleLog } from '../../src/evidence/types/samples.ts';
import type { RepetitionEvent, RepetitionEvidence } from '../../src/judge/repetition-evidence.ts';
import { planDigest } from '../../src/scenarios/digest.ts';
import { PRODUCTION_DEFAULTS } from '../../src/scenarios/production.ts';
import type { Phase, PhaseRole, Plan } from '../../src/scenarios/types.ts';
import { seconds as asSeconds, bytes, bytesPerSecond, milliseconds, recordsPerSecond } from '../../src/units.ts';

const WALL = '2026-11-20T10:00:00.000Z';

export function phase(name: string, role: PhaseRole, start: number, end: number, rate: number, toRate = rate): Phase {
  return {
    name,
    kind: rate === toRate ? 'steady' : 'ramp',
    role,
    startSecond: asSeconds(start),
    endSecond: asSeconds(end),
    fromRate: recordsPerSecond(rate),
    toRate: recordsPerSecond(toRate),
  };
}

/** 2 s of backlog, 2 s of warm-up, then 16 measured seconds in two phases. */
const PHASES: readonly Phase[] = [
  phase('backlog', 'backlog', 0, 2, 100),
  phase('warm-up', 'warm-up', 2, 4, 100),
  phase('steady', 'measured', 4, 14, 200),
  phase('burst', 'measured', 14, 20, 400),
];

export function plan(overrides: Partial<Plan> = {}): Plan {
  return {
    planVersion: 1,
    scenario: 'test',
    seed: 7,
    profile: 'smoke',
    topics: [{ name: 'orders', partitions: 2, replication: 1, configs: { 'segment.bytes': '1048576' }, share: 1 }],
    records: {
      size: { kind: 'fixed', bytes: bytes(1024) },
      meanBytes: bytes(1024),
      keys: { kind: 'none' },
      compressibility: 0,
    },
    client: {
      driver: 'driver',
      acks: 'all',
      idempotence: true,
      lingerMs: milliseconds(5),
      batchBytes: bytes(16384),
      inFlight: 5,
      compression: 'none',
      deliveryTimeoutMs: milliseconds(30_000),
      sendBufferBytes: bytes(1 << 28),
      zone: null,
    },
    streams: [{ id: 0, topic: 'orders', producer: 0, producers: 1 }],
    phases: PHASES,
    groups: [{ name: 'live', role: 'tail', topics: ['orders'], members: 1 }],
    catchUp: null,
    retentionMs: milliseconds(3600e3),
    readingPatienceSeconds: asSeconds(15),
    thresholds: [],
    repetitions: 1,
    production: {
      ...PRODUCTION_DEFAULTS,
      averageIngress: bytesPerSecond(1e6),
      peakIngress: bytesPerSecond(2e6),
      fanOut: 1,
      retentionMs: milliseconds(3600e3),
      compressionRatio: 1,
      partitions: 2,
      replication: 3,
      zones: 3,
      growthPerMonth: 0,
      recordBytes: bytes(1024),
    },
    ...overrides,
  };
}

/** The scenario's plan with a group that reads the backlog from second 10. */
export function catchUpPlan(overrides: Partial<Plan> = {}): Plan {
  return plan({
    groups: [
      { name: 'live', role: 'tail', topics: ['orders'], members: 1 },
      { name: 'replay', role: 'catch-up', topics: ['orders'], members: 1 },
    ],
    catchUp: {
      groups: ['replay'],
      backlogPhase: 'backlog',
      startSecond: asSeconds(10),
      baselineFromSecond: asSeconds(5),
    },
    ...overrides,
  });
}

export function target(name: string, overrides: Partial<RunTarget> = {}): RunTarget {
  return {
    name,
    platform: `platform-${name}`,
    platformTitle: `Platform ${name.toUpperCase()}`,
    standIn: false,
    standInNote: null,
    connect: {
      kind: 'remote',
      bootstrap: ['127.0.0.1:9092'],
      security: { tls: true, caFile: null, sasl: { mechanism: 'plain', usernameEnv: 'U', passwordEnv: 'P' } },
    },
    topicConfigs: {},
    clusterId: 'cluster',
    budget: null,
    environment: 'test',
    allowWrite: [],
    deployment: { cloud: 'aws', region: 'us-east-1', assumptions: {} },
    ...overrides,
  };
}

export function histogramOf(values: Iterable<number>): Histogram {
  const histogram = build();
  for (const value of values) histogram.recordValue(value);
  return histogram;
}

/** µs of the n-th record intended in a second. */
export type Latency = (second: number, record: number) => number;

export interface PassOptions {
  readonly plan?: Plan;
  readonly target?: string;
  readonly repetition?: number;
  readonly replaces?: number | null;
  readonly response?: Latency;
  readonly endToEnd?: Latency;
  readonly complete?: boolean;
}

/** 1 to 3 ms, the same every second: no figure of it needs a random number. */
const calm: Latency = (_, record) => 1000 + (record % 100) * 20;

const intendedIn = (it: Plan, second: number): number => {
  const now = it.phases.find(({ startSecond, endSecond }) => second >= startSecond && second < endSecond);
  return now === undefined ? 0 : now.fromRate;
};

/** A sound pass of every phase (constant rates) in which every record is acknowledged and read. */
export function pass(options: PassOptions = {}): RepetitionEvidence {
  const { target: name = 'a', repetition = 1, replaces = null, complete = true } = options;
  const { response = calm, endToEnd = calm, plan: planned = plan() } = options;
  const at = { target: name, repetition };
  const end = planned.phases.at(-1)?.endSecond ?? 0;
  const everySecond = Array.from({ length: end }, (_, second) => second);
  const total = everySecond.reduce((sum, second) => sum + intendedIn(planned, second), 0);

  const log = (
    path: SampleLog['path'],
    group: string | null,
    kind: SampleLog['kind'],
    latency: Latency,
  ): SampleLog => ({
    ...at,
    path,
    group,
    kind,
    intervals: everySecond.map((second) => ({
      second,
      histogram: histogramOf(Array.from({ length: intendedIn(planned, second) }, (_, n) => latency(second, n))),
    })),
  });

  const metrics = everySecond.flatMap((second): Metric[] => {
    const intended = intendedIn(planned, second);
    const late = Array.from({ length: intended }, (_, n) => response(second, n)).filter((it) => it > 1e6).length;
    const none = { failed: 0, unknown: 0, unsent: 0 };
    const tick = { ...at, second };
    const thread = { cpuSeconds: 0.2, eventLoopMaxMs: 5, eventLoopP99Ms: 2, heapBytes: 1e7 };
    return [
      { ...tick, kind: 'outcomes', intended, acknowledged: intended, acknowledgedInLimit: intended - late, ...none },
      {
        ...tick,
        kind: 'sends',
        offered: intended,
        acknowledged: intended,
        acknowledgedBytes: intended * 1024,
        bufferedBytes: 0,
        pacingLateMicros: 2000,
        lateRecords: 0,
        ...none,
      },
      { ...tick, kind: 'generator', thread: 'produce', ...thread },
      { ...tick, kind: 'generator', thread: 'read', ...thread },
      { ...tick, kind: 'clock', wallMinusMonotonicMs: 1000 },
    ];
  });

  const { intervals: arrived } = log('tail', 'live', 'end-to-end', endToEnd);
  const it: RepetitionEvidence = {
    ...at,
    samples: [
      log('produce', null, 'response', response),
      log('produce', null, 'service', response),
      log('produce', null, 'schedule-delay', () => 300),
    ],
    events: [
      { ...at, atMicros: null, wall: WALL, kind: 'repetition-started', replaces },
      {
        ...at,
        atMicros: null,
        wall: WALL,
        kind: 'target-ready',
        clusterId: 'cluster',
        version: '4.3.1',
        brokers: [{ id: 1, rack: 'z1' }],
        topics: [{ name: 'orders', partitions: 2, replication: 1, configs: { 'segment.bytes': '1048576' } }],
        driver: { name: 'driver', version: '1.0', limits: [], inFlight: 5 },
        roundTripMicros: 200,
      },
      {
        ...at,
        atMicros: end * 1e6,
        wall: WALL,
        kind: 'repetition-ended',
        complete,
        reason: complete ? null : 'Ctrl-C',
      },
    ],
    metrics,
    brokenMetrics: [],
    audit: auditOf(at, { ...NOTHING, acknowledged: total, delivered: total }),
  };
  return withTail(it, 'live', arrived);
}

const NOTHING: AuditTotals = {
  acknowledged: 0,
  failed: 0,
  unknown: 0,
  unsent: 0,
  delivered: 0,
  lost: 0,
  duplicated: 0,
  reordered: 0,
  corrupted: 0,
  unknownPresent: 0,
  unexpected: 0,
};

/** A complete audit of one partition that has exactly these totals. */
function auditOf(at: { readonly target: string; readonly repetition: number }, totals: AuditTotals): RepetitionAudit {
  const { acknowledged, failed, unknown, lost, duplicated, reordered, corrupted } = totals;
  const upTo = (end: number): Ranges => (end === 0 ? [] : [[0, end]]);
  const partition = {
    topic: 'orders',
    partition: 0,
    producer: 0,
    acknowledged: upTo(acknowledged),
    failed: upTo(failed),
    unknown: upTo(unknown),
    lost: upTo(lost),
    duplicated: upTo(duplicated),
    reordered,
    corruptedOffsets: Array.from({ length: corrupted }, (_, offset) => offset),
  };
  return { ...at, complete: true, totals, partitions: [partition] };
}

/** A pass whose tail group read exactly these samples, as its metrics say too. */
export function withTail(it: RepetitionEvidence, group: string, intervals: SampleLog['intervals']): RepetitionEvidence {
  const at = { target: it.target, repetition: it.repetition, group };
  const lines = intervals.map(({ second, histogram }): Metric => {
    const records = histogram.totalCount;
    return { ...at, kind: 'group', second, records, bytes: records * 1024, lag: 0, fetches: 1 };
  });
  const others = it.metrics.filter((line) => line.kind !== 'group' || line.group !== group);
  const log: SampleLog = { ...at, path: 'tail', kind: 'end-to-end', intervals };
  const logs = it.samples.filter((other) => other.path !== 'tail' || other.group !== group);
  return { ...it, metrics: [...others, ...lines], samples: [...logs, log] };
}

/** The samples of the pass's only tail group. */
export const tailOf = (it: RepetitionEvidence): SampleLog['intervals'] =>
  it.samples.find(({ path }) => path === 'tail')?.intervals ?? [];

/** Changes every metric line of one kind. */
export function withMetrics<K extends Metric['kind']>(
  it: RepetitionEvidence,
  kind: K,
  change: (line: Extract<Metric, { readonly kind: K }>) => Metric | null,
): RepetitionEvidence {
  const metrics = it.metrics.flatMap((line) =>
    line.kind === kind ? (change(line as Extract<Metric, { readonly kind: K }>) ?? []) : line,
  );
  return { ...it, metrics };
}

/** Other totals; what is not lost was delivered. */
export function withAudit(it: RepetitionEvidence, changed: Partial<AuditTotals>): RepetitionEvidence {
  if (it.audit === null) throw new Error('this pass has no audit');
  const totals = { ...it.audit.totals, ...changed };
  return {
    ...it,
    audit: auditOf(
      { target: it.target, repetition: it.repetition },
      { ...totals, delivered: totals.acknowledged - totals.lost },
    ),
  };
}

export function withEvents(it: RepetitionEvidence, ...events: readonly RepetitionEvent[]): RepetitionEvidence {
  return { ...it, events: [...it.events, ...events] };
}

/** The events and metrics of a drain of group `replay`; `tail` null where it never got there. */
export function withCatchUp(
  it: RepetitionEvidence,
  {
    start,
    tail,
    mib = 64,
    lagAtStart = 1000,
  }: { start: number; tail: number | null; mib?: number; lagAtStart?: number },
): RepetitionEvidence {
  const at = { target: it.target, repetition: it.repetition, wall: WALL };
  const source = { source: 'remote', evidence: 'The slice lies before the earliest local offset.' } as const;
  const events: RepetitionEvent[] = [
    { ...at, kind: 'catch-up-started', atMicros: start * 1e6, group: 'replay', slice: [], source },
  ];
  if (tail !== null) {
    events.push({
      ...at,
      kind: 'catch-up-at-tail',
      atMicros: tail * 1e6,
      group: 'replay',
      records: 1000,
      bytes: mib * 1024 ** 2,
    });
  }
  const first = Math.floor(start);
  const lines = [20, 20, 0].map(
    (fetches, step): Metric => ({
      target: it.target,
      repetition: it.repetition,
      kind: 'group',
      second: first + step,
      group: 'replay',
      records: 100,
      bytes: 1024 ** 2,
      lag: lagAtStart - 100 * step,
      fetches,
    }),
  );
  const fetch: SampleLog = {
    target: it.target,
    repetition: it.repetition,
    path: 'catch-up',
    group: 'replay',
    kind: 'fetch',
    intervals: [{ second: first, histogram: histogramOf(Array.from({ length: 40 }, (_, n) => 1000 * (n + 1))) }],
  };
  return withEvents({ ...it, metrics: [...it.metrics, ...lines], samples: [...it.samples, fetch] }, ...events);
}

export interface RunOptions {
  readonly plan?: Plan;
  readonly targets?: readonly RunTarget[];
  readonly demo?: boolean;
  readonly ended?: Extract<Event, { readonly kind: 'run-ended' }> | null;
}

/** A whole run; its order alternates the sides as A B B A. */
export function run(passes: readonly RepetitionEvidence[], options: RunOptions = {}): RunEvidence {
  const planned = options.plan ?? plan();
  const targets = options.targets ?? [...new Set(passes.map((it) => it.target))].map((name) => target(name));
  const ended =
    options.ended === undefined
      ? ({ kind: 'run-ended', wall: WALL, complete: true, reason: null, abortedBy: [] } as const)
      : options.ended;
  const order = Array.from({ length: planned.repetitions }, (_, index) => {
    const round = targets.map(({ name }) => ({ target: name, repetition: index + 1 }));
    return index % 2 === 0 ? round : round.reverse();
  }).flat();
  return {
    plan: sealed({
      formatVersion: 1,
      run: { id: 'run-1', number: 1, startedAt: WALL },
      tool: { name: 'workbench', version: '0.1.0' },
      scenario: {
        name: 'test',
        description: 'A test.',
        file: 'scenarios/test.yaml',
        digest: 'sha256:scenario',
        overrides: [],
      },
      plan: planned,
      planDigest: planDigest(planned),
      targets,
      order,
      environment: { os: 'Linux', cpu: 'CPU', cores: 2, memoryBytes: 8e9, node: '24', versions: {} },
      demo: options.demo ?? false,
    }),
    samples: passes.flatMap((it) => it.samples),
    events: [...passes.flatMap((it) => it.events), ...(ended === null ? [] : [ended])],
    metrics: passes.flatMap((it) => it.metrics),
    audit: { formatVersion: 1, repetitions: passes.flatMap((it) => it.audit ?? []) },
  };
}
