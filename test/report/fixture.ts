import type { CatchUpSummary, Percentiles } from '../../src/judge/types/figures.ts';
import type { SecondPoint, TargetSeries } from '../../src/judge/types/series.ts';
import type { TargetSummary } from '../../src/judge/types/summary.ts';
import type { Judged } from '../../src/report/judged.ts';
import type { Phase } from '../../src/scenarios/types.ts';
import { fixtureCost } from './fixture-cost.ts';
import { fixturePlan } from './fixture-plan.ts';
import { fixtureScorecard } from './fixture-scorecard.ts';

/** Mulberry32: the same noise on every machine. */
function noise(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const round = (value: number): number => Number(value.toPrecision(4));

/** A side's latency: a body and a tail that grows with every nine. */
interface Side {
  readonly name: string;
  readonly platform: string;
  readonly title: string;
  readonly p50: number;
  readonly perNine: number;
  readonly timeToTail: number;
  readonly remote: boolean;
  readonly seed: number;
}

const SIDES: readonly Side[] = [
  {
    name: 'local-kafka',
    platform: 'apache-kafka',
    title: 'Apache Kafka',
    p50: 2.1,
    perNine: 2.15,
    timeToTail: 4.2,
    remote: false,
    seed: 7,
  },
  {
    name: 'local-tiered',
    platform: 'apache-kafka-tiered',
    title: 'Apache Kafka, tiered storage',
    p50: 2.6,
    perNine: 2.6,
    timeToTail: 9.6,
    remote: true,
    seed: 11,
  },
];

/** Latency at 1 ÷ (1 − p), a straight line on the plot's axes until noise is added. */
const latencyAt = (side: Side, percentile: number, load = 1): number =>
  round(side.p50 * load * side.perNine ** Math.log10((100 - 50) / (100 - percentile)));

function percentiles(side: Side, count: number, load = 1): Percentiles {
  const from = (least: number, percentile: number) => (count < least ? null : latencyAt(side, percentile, load));
  return {
    unit: 'ms',
    count,
    p50: from(20, 50),
    p95: from(200, 95),
    p99: from(1_000, 99),
    p999: from(10_000, 99.9),
    max: count === 0 ? null : latencyAt(side, 99.9993, load),
  };
}

const PHASES: readonly Phase[] = fixturePlan.plan.phases;
const LOAD: Readonly<Record<string, number>> = {
  backlog: 1.6,
  'warm-up': 1.2,
  steady: 1,
  burst: 2.1,
  'catch-up': 1.35,
};
const records = (phase: Phase): number => phase.fromRate * (phase.endSecond - phase.startSecond);
const measured = PHASES.filter(({ role }) => role === 'measured');
const sum = (phases: readonly Phase[]): number => phases.reduce((total, phase) => total + records(phase), 0);

const sends = (intended: number) => ({ intended, acknowledged: intended, failed: 0, unknown: 0, unsent: 0 });

function summaryOf(
  side: Side,
  repetitions: number,
): Omit<TargetSummary, 'name' | 'platform' | 'platformTitle' | 'standIn' | 'valid' | 'invalidReasons' | 'repetitions'> {
  const figures = (phases: readonly Phase[], load: number) => {
    const intended = sum(phases) * repetitions;
    const rate = sum(phases) / phases.reduce((total, { startSecond, endSecond }) => total + endSecond - startSecond, 0);
    return {
      ...sends(intended),
      response: percentiles(side, intended, load),
      service: percentiles({ ...side, p50: side.p50 * 0.8 }, intended, load),
      scheduleDelay: percentiles({ ...side, p50: side.p50 * 0.25 }, intended, load),
      intendedRate: rate,
      offeredRate: rate,
      achievedRate: round(rate * 0.9991),
      lateShare: 0,
      availability: 1,
    };
  };
  const tailPhases = PHASES.map((phase) => ({
    name: phase.name,
    role: phase.role,
    endToEnd: percentiles({ ...side, p50: side.p50 * 2 }, records(phase) * repetitions, LOAD[phase.name]),
    unread: 0,
  }));
  const endToEnd = percentiles({ ...side, p50: side.p50 * 2 }, sum(measured) * repetitions, 1.4);
  const tail = { endToEnd, unread: 0, phases: tailPhases };
  const everySend = sends(sum(PHASES) * repetitions);
  return {
    produce: {
      ...figures(measured, 1.4),
      phases: PHASES.map((phase) => ({
        ...figures([phase], LOAD[phase.name] ?? 1),
        name: phase.name,
        role: phase.role,
      })),
      everySend,
    },
    tail: { ...tail, groups: [{ ...tail, name: 'dashboard', members: 2 }] },
    catchUp: catchUpOf(side),
    objectStore: null,
    recovery: [],
    audit: {
      acknowledged: everySend.acknowledged,
      delivered: everySend.acknowledged,
      lost: 0,
      duplicated: 0,
      reordered: 0,
      corrupted: 0,
      unknown: 0,
      found: null,
      findings: null,
      findingsLeftOut: null,
      groups: null,
    },
  };
}

const BACKLOG_MIB = 96;
const CATCH_UP_SECOND = 46;
const BACKLOG_RECORDS = 98_304;

const catchUpOf = (side: Side): CatchUpSummary => ({
  source: side.remote ? 'remote' : 'page-cache',
  evidence: side.remote
    ? 'the slice ends at offset 24 576 of each partition, before the earliest local offset 26 100'
    : 'the brokers read 0 bytes from the device during the drain',
  timeToTailSeconds: side.timeToTail,
  gaveUpAfterSeconds: null,
  records: BACKLOG_RECORDS,
  bytes: BACKLOG_MIB * 2 ** 20,
  mibPerSecond: round(BACKLOG_MIB / side.timeToTail),
  fetch: percentiles({ ...side, p50: side.remote ? 31 : 6 }, 412),
  collateral: {
    baselineSeconds: [CATCH_UP_SECOND - 8, CATCH_UP_SECOND],
    drainSeconds: [CATCH_UP_SECOND, CATCH_UP_SECOND + Math.ceil(side.timeToTail)],
    produceBaseline: percentiles(side, 16_000),
    produceDuring: percentiles(side, 20_000, 1.35),
    produceP99Ratio: 1.35,
    tailBaseline: percentiles({ ...side, p50: side.p50 * 2 }, 16_000),
    tailDuring: percentiles({ ...side, p50: side.p50 * 2 }, 20_000, 1.5),
    tailP99Ratio: 1.5,
  },
});

function seconds(side: Side, random: () => number): readonly SecondPoint[] {
  const wobble = (): number => 0.85 + 0.35 * random() + (random() > 0.95 ? 0.9 : 0);
  return PHASES.flatMap((phase) =>
    Array.from({ length: phase.endSecond - phase.startSecond }, (_, offset): SecondPoint => {
      const load = LOAD[phase.name] ?? 1;
      const at = (percentile: number) => round(latencyAt(side, percentile, load) * wobble());
      const rate = phase.fromRate;
      return {
        second: phase.startSecond + offset,
        phase: phase.name,
        count: rate,
        p50: at(50),
        p99: at(99),
        max: at(99.95),
        tailP50: round(at(50) * 2),
        tailP99: round(at(99) * 2),
        intended: rate,
        offered: rate,
        acknowledged: Math.round(rate * (0.985 + 0.03 * random())),
      };
    }),
  );
}

function lag(side: Side, random: () => number) {
  const end = Math.ceil(side.timeToTail);
  return Array.from({ length: end + 1 }, (_, offset) => {
    const left = Math.max(0, 1 - (offset / side.timeToTail) * (0.96 + 0.08 * random()));
    return {
      second: CATCH_UP_SECOND + offset,
      lag: offset === end ? 0 : Math.round(BACKLOG_RECORDS * left),
      mib: round(BACKLOG_MIB * (1 - left)),
    };
  });
}

const CURVE = Array.from({ length: 150 }, (_, step) => 100 - 100 / 10 ** ((step / 149) * 4));

function seriesOf(side: Side): TargetSeries {
  const random = noise(side.seed);
  const curve = (path: 'produce.response' | 'produce.service' | 'tail.endToEnd', factor: number) => ({
    path,
    points: CURVE.map((percentile) => ({
      percentile: Number(percentile.toFixed(4)),
      ms: latencyAt({ ...side, p50: side.p50 * factor }, percentile, 1.4),
    })),
  });
  return {
    name: side.name,
    percentileCurves: [curve('produce.response', 1), curve('produce.service', 0.8), curve('tail.endToEnd', 2)],
    repetitions: [1, 2].map((index) => ({
      index,
      valid: true,
      seconds: seconds(side, random),
      faults: [],
      objectStore: [],
      catchUp: [
        {
          group: 'replay',
          startSecond: CATCH_UP_SECOND,
          tailSecond: CATCH_UP_SECOND + Math.ceil(side.timeToTail),
          points: lag(side, random),
        },
      ],
    })),
  };
}

function targetOf(side: Side): TargetSummary {
  return {
    name: side.name,
    platform: side.platform,
    platformTitle: side.title,
    standIn: true,
    valid: true,
    invalidReasons: [],
    ...summaryOf(side, 2),
    repetitions: [1, 2].map((index) => ({
      index,
      replaces: null,
      valid: true,
      complete: true,
      invalidReasons: [],
      ...summaryOf({ ...side, p50: side.p50 * (index === 1 ? 0.98 : 1.02) }, 1),
    })),
  };
}

const COMPARED = [
  ['produce.response.p50', 'Produce p50'],
  ['produce.response.p95', 'Produce p95'],
  ['produce.response.p99', 'Produce p99'],
  ['produce.response.p999', 'Produce p99.9'],
  ['tail.endToEnd.p50', 'End to end p50'],
  ['tail.endToEnd.p99', 'End to end p99'],
] as const;

function figureOf(target: TargetSummary, metric: string): number | null {
  const [path, kind, key] = metric.split('.');
  const from = path === 'produce' && kind === 'response' ? target.produce.response : target.tail.endToEnd;
  return from[key as 'p50' | 'p95' | 'p99' | 'p999'];
}

/** A run as it is judged: the demo's two stand-ins, two repetitions each, priced, and scored on six gates. */
export function fixture(): Judged {
  const targets = SIDES.map(targetOf);
  const [a, b] = targets;
  if (a === undefined || b === undefined) throw new Error('the fixture has two sides');
  const row = (
    metric: string,
    title: string,
    unit: string,
    phase: string | null,
    left: number | null,
    right: number | null,
  ) => ({
    metric,
    title,
    unit,
    phase,
    a: left,
    b: right,
    ratio: left === null || right === null ? null : right / left,
    low: null,
    high: null,
    claim: 'indicative' as const,
    indicativeBecause: 'few-repetitions' as const,
    repetitionsA: 2,
    repetitionsB: 2,
  });
  return {
    plan: fixturePlan,
    series: {
      schemaVersion: 1,
      phases: PHASES.map(({ name, role, startSecond, endSecond }) => ({
        name,
        role,
        start: startSecond,
        end: endSecond,
      })),
      targets: SIDES.map(seriesOf),
    },
    summary: {
      schemaVersion: 1,
      run: { id: fixturePlan.run.id, startedAt: fixturePlan.run.startedAt, demo: true },
      scenario: {
        name: fixturePlan.scenario.name,
        description: fixturePlan.scenario.description,
        digest: fixturePlan.scenario.digest,
        seed: fixturePlan.plan.seed,
      },
      planDigest: fixturePlan.planDigest,
      planEdited: false,
      verdict: 'unproven',
      verdictReasons: ['the scenario declares no thresholds'],
      sentence:
        'At 2\u2009000 to 6\u2009000 records/s, produce p99 was 1.7× higher on local-tiered than on local-kafka; indicative: 2 repetitions a side. The demo proves the tool, not these platforms.',
      targets,
      sides: { a: a.name, b: b.name },
      comparison: [
        ...COMPARED.map(([metric, title]) => row(metric, title, 'ms', null, figureOf(a, metric), figureOf(b, metric))),
        row('produce.achievedRate', 'Achieved rate', 'records/s', null, a.produce.achievedRate, b.produce.achievedRate),
        row('catchUp.timeToTailSeconds', 'Catch-up: time to the tail', 's', null, 4.2, 9.6),
        row(
          'catchUp.mibPerSecond',
          'Catch-up: drain rate',
          'MiB/s',
          null,
          a.catchUp?.mibPerSecond ?? null,
          b.catchUp?.mibPerSecond ?? null,
        ),
        ...measured.map(({ name }) => {
          const p99 = (target: TargetSummary) =>
            target.produce.phases.find((phase) => phase.name === name)?.response.p99 ?? null;
          return row('produce.response.p99', 'Produce p99', 'ms', name, p99(a), p99(b));
        }),
      ],
      tuned: null,
      thresholds: [],
      fairness: [
        {
          condition: 'Platform',
          values: ['Apache Kafka 4.3.1', 'Apache Kafka 4.3.1, remote log storage'],
          same: false,
        },
        { condition: 'Storage of old segments', values: ['local disk', 'object store (S3Mock)'], same: false },
        { condition: 'Driver', values: ['kafkajs 2.2.4', 'kafkajs 2.2.4'], same: true },
        { condition: 'Acknowledgement', values: ['all', 'all'], same: true },
        { condition: 'Requests in flight', values: ['5', '5'], same: true },
        { condition: 'Linger', values: ['5 ms', '5 ms'], same: true },
        { condition: 'Replication', values: ['1', '1'], same: true },
        { condition: 'Zones', values: ['1', '1'], same: true },
        { condition: 'Machine', values: ['2 cores, 24 GiB, Linux', '2 cores, 24 GiB, Linux'], same: true },
      ],
      clientLimits: targets.flatMap(({ name, produce }) =>
        produce.phases.map(({ name: phase, role }) => ({
          target: name,
          phase,
          role,
          requests: 5,
          requestBytes: 62 * 4 * 1024,
          requestMs: 12.5,
          calmMs: 10,
          mibPerSecond: (5 * 62 * 4) / 1024 / 0.0125,
          plannedMibPerSecond: 2000 / 1024,
          verdict: 'carries' as const,
        })),
      ),
      callOuts: [],
      caveats: [
        'Both sides ran on the machine that also made the load, so they shared its two cores.',
        'With one replica nothing here shows what replication costs.',
      ],
    },
    cost: fixtureCost,
    bill: null,
    spend: [],
    scorecard: fixtureScorecard,
  };
}
