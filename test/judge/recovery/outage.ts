import type { PartitionAudit } from '../../../src/evidence/types/audit.ts';
import type { Metric } from '../../../src/evidence/types/metrics.ts';
import type { SampleLog } from '../../../src/evidence/types/samples.ts';
import type { RepetitionEvent, RepetitionEvidence } from '../../../src/judge/repetition-evidence.ts';
import { RECORD_OVERHEAD_BYTES } from '../../../src/scenarios/client-sizes.ts';
import type { PlannedFault } from '../../../src/scenarios/fault-types.ts';
import type { Phase, Plan } from '../../../src/scenarios/types.ts';
import { milliseconds, seconds } from '../../../src/units.ts';
import { histogramOf, pass, phase, plan, withEvents, withTail } from '../evidence-builder.ts';

export const WALL = '2026-11-20T10:00:00.000Z';

export function fault(id: string, second: number, overrides: Partial<PlannedFault> = {}): PlannedFault {
  return {
    id,
    kind: 'broker-kill',
    where: { scope: 'node', node: 2 },
    phase: 'steady',
    startSecond: seconds(second),
    durationSeconds: seconds(3),
    settings: {},
    ...overrides,
  };
}

/** 5 s of warm-up and 35 measured seconds at 1,000/s with a broker that is killed in second 10. */
export const outagePlan = (overrides: Partial<Plan> = {}): Plan =>
  plan({
    phases: [phase('warm-up', 'warm-up', 0, 5, 1000), phase('steady', 'measured', 5, 40, 1000)],
    faults: [fault('broker-kill-1', 10)],
    recoveredP99Ms: milliseconds(200),
    ...overrides,
  });

/** The events of a fault that came to its end. */
function faultEvents(id: string, started: number, ended: number, target = 'a', repetition = 1) {
  const at = { target, repetition, wall: WALL, fault: id };
  const micros = (second: number) => Math.round(second * 1e6);
  const events: readonly RepetitionEvent[] = [
    { ...at, kind: 'fault-started', atMicros: micros(started) },
    { ...at, kind: 'fault-held', atMicros: micros(started + 0.2), evidence: 'It is gone.' },
    { ...at, kind: 'fault-healing', atMicros: micros(ended - 0.5) },
    { ...at, kind: 'fault-ended', atMicros: micros(ended), evidence: 'It is back.' },
  ];
  return events;
}

export interface OutageOptions {
  readonly plan?: Plan;
  readonly target?: string;
  readonly repetition?: number;
  /** Nothing is acknowledged from here, in seconds … */
  readonly from: number;
  /** … to here; then the queue is worked off. */
  readonly to: number;
  /** When the fault was seen to be healed; without it when the queue is gone. */
  readonly ended?: number;
  /** Without them nobody said when partitions took up their work again. */
  readonly hasFirstAcks?: boolean;
  /** Records per second at which the queue is worked off. */
  readonly drainRate?: number;
}

/** µs of a record that meets no queue. */
const CALM_MICROS = 2000;

/**
 * A pass in which a platform is away and then works off its queue, one record after the other (a fluid queue on
 * paper): records are due each ms; what is due from `from` on is acknowledged from `to` on, `drainRate` a second, until
 * one is in time again. Everything recorded is cut where the fault starts and ends.
 */
export function outage(options: OutageOptions): RepetitionEvidence {
  const { plan: planned = outagePlan(), target = 'a', repetition = 1, from, to, drainRate = 4000 } = options;
  const ended = options.ended ?? from + ((to - from) * drainRate) / (drainRate - 1000);
  const at = { target, repetition };
  const records = acknowledgements(planned, Math.round(from * 1e6), Math.round(to * 1e6), 1e6 / drainRate);
  const cuts = [from, ended];
  const intervalOf = (micros: number): number =>
    cuts.reduce(
      (start, cut) => (Math.round(cut * 1e6) <= micros && cut > start ? cut : start),
      Math.floor(micros / 1e6),
    );
  const byInterval = Map.groupBy(records, ({ due }) => intervalOf(due));

  const intervals = (latency: (record: Sent) => number): SampleLog['intervals'] =>
    [...byInterval].map(([second, sent]) => ({ second, histogram: histogramOf(sent.map(latency)) }));
  const log = (kind: SampleLog['kind'], latency: (record: Sent) => number): SampleLog => ({
    ...at,
    path: 'produce',
    group: null,
    kind,
    intervals: intervals(latency),
  });
  const response = ({ due, acknowledged }: Sent) => acknowledged - due;

  const base = pass({ plan: planned, target, repetition });
  const outcomes = [...byInterval].map(
    ([second, sent]): Metric => ({
      ...at,
      kind: 'outcomes',
      second,
      intended: sent.length,
      acknowledged: sent.length,
      acknowledgedInLimit: sent.filter((record) => response(record) <= 1e6).length,
      failed: 0,
      unknown: 0,
      unsent: 0,
    }),
  );
  const settled = Map.groupBy(records, ({ acknowledged }) => Math.floor(acknowledged / 1e6));
  const [calm] = base.metrics.filter((line) => line.kind === 'sends');
  const last = records.reduce((latest, { acknowledged }) => Math.max(latest, acknowledged), 0);
  const sends = Array.from({ length: Math.floor(last / 1e6) + 1 }, (_, second): Metric[] => {
    if (calm === undefined) return [];
    const end = (second + 1) * 1e6;
    const now = settled.get(second) ?? [];
    // One after the other: those that are due by then are ahead of those that are acknowledged by then.
    const waiting = firstAtOrAfter(records, end, 'due') - firstAtOrAfter(records, end, 'acknowledged');
    const bufferedBytes = waiting * (1024 + RECORD_OVERHEAD_BYTES);
    const retried = second === Math.floor(from) ? 5 : 0;
    return [{ ...calm, second, offered: 1000, acknowledged: now.length, bufferedBytes, retried }];
  }).flat();
  const others = base.metrics.filter(({ kind }) => kind !== 'outcomes' && kind !== 'sends');
  const built: RepetitionEvidence = {
    ...base,
    metrics: [...others, ...outcomes, ...sends],
    samples: [log('response', response), log('service', response), log('schedule-delay', () => 300)],
  };
  const read = withTail(built, 'live', intervals(response));
  const acks = options.hasFirstAcks === false ? [] : firstAcks(records, from);
  return withEvents(
    { ...read, metrics: withLag(read.metrics, sends, records) },
    ...faultEvents('broker-kill-1', from, ended, target, repetition),
    ...acks.map((ack) => ({ ...ack, target, repetition })),
  );
}

/** Records without keys go to the two partitions in turn. */
const firstAcks = (records: readonly Sent[], from: number): readonly RepetitionEvent[] =>
  [0, 1].flatMap((number) => {
    const first = records.find(({ due }, index) => due >= from * 1e6 && index % 2 === number);
    return first === undefined ? [] : firstAck('broker-kill-1', number, first.acknowledged / 1e6);
  });

interface Sent {
  readonly due: number;
  readonly acknowledged: number;
}

function acknowledgements(planned: Plan, from: number, to: number, drainMicros: number): readonly Sent[] {
  let free = to;
  return planned.phases.flatMap(({ startSecond, endSecond, fromRate }: Phase) => {
    const count = (endSecond - startSecond) * fromRate;
    return Array.from({ length: count }, (_, n) => {
      const due = startSecond * 1e6 + Math.floor((n * 1e6) / fromRate);
      if (due < from) return { due, acknowledged: due + CALM_MICROS };
      const acknowledged = Math.max(due + CALM_MICROS, free + drainMicros);
      free = acknowledged;
      return { due, acknowledged };
    });
  });
}

/** How many records have a time before this one; both times ascend. */
function firstAtOrAfter(records: readonly Sent[], micros: number, time: keyof Sent): number {
  let [low, high] = [0, records.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((records[middle]?.[time] ?? Number.POSITIVE_INFINITY) < micros) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The group reads each record when it is acknowledged. */
function withLag(metrics: readonly Metric[], sends: readonly Metric[], records: readonly Sent[]): readonly Metric[] {
  const read = new Map<number, number>();
  for (const { acknowledged } of records) {
    const second = Math.floor(acknowledged / 1e6);
    read.set(second, (read.get(second) ?? 0) + 1);
  }
  const lines = sends.flatMap((line): Metric[] => {
    const { target, repetition, second } = line;
    const count = read.get(second) ?? 0;
    const group = { kind: 'group' as const, group: 'live', records: count, bytes: count * 1024, lag: 0, fetches: 1 };
    return [{ target, repetition, second, ...group }];
  });
  return [...metrics.filter(({ kind }) => kind !== 'group'), ...lines];
}

/** One partition of the audit, with its cuts. */
export function partition(number: number, changed: Partial<PartitionAudit> = {}): PartitionAudit {
  return {
    topic: 'orders',
    partition: number,
    producer: 0,
    acknowledged: [[0, 20_000]],
    failed: [],
    unknown: [],
    lost: [],
    duplicated: [],
    reordered: 0,
    corruptedOffsets: [],
    ...changed,
  };
}

/** Sends its silence from one thread. */
export function ackGap(partitionNumber: number, from: number, to: number | null, index = 0): RepetitionEvent {
  return {
    target: 'a',
    repetition: 1,
    wall: WALL,
    atMicros: Math.round((to ?? from) * 1e6),
    kind: 'ack-gap',
    index,
    topic: 'wb-run-a-1-orders',
    partition: partitionNumber,
    fromMicros: Math.round(from * 1e6),
    toMicros: to === null ? null : Math.round(to * 1e6),
  };
}

export function firstAck(id: string, partitionNumber: number, second: number, index = 0): RepetitionEvent {
  return {
    target: 'a',
    repetition: 1,
    wall: WALL,
    atMicros: Math.round(second * 1e6),
    kind: 'first-ack',
    fault: id,
    index,
    topic: 'orders',
    partition: partitionNumber,
  };
}
