import { setTimeout as delay } from 'node:timers/promises';
import { account } from '../audit/account.ts';
import { RangeSet } from '../evidence/ranges.ts';
import type { GroupReading, PartitionOutcomes, PartitionReading } from '../evidence/types/audit.ts';
import { journalFault } from '../faults/journal/journal.ts';
import type { KafkaAdmin } from '../kafka/admin.ts';
import { Load } from '../loadgen/load.ts';
import type { LoadSink } from '../loadgen/load-sink.ts';
import { type MonotonicClock, monotonicClock, monotonicNanos } from '../loadgen/monotonic-clock.ts';
import { everySecond } from '../loadgen/workers/second-ticker.ts';
import { processCpuMicros, ThreadHealth } from '../loadgen/workers/thread-health.ts';
import type { Plan, PlannedGroup } from '../scenarios/types.ts';
import { CatchUp } from './catch-up.ts';
import { topicEnds } from './catch-up-source.ts';
import type { RepetitionCluster } from './cluster.ts';
import { endsAtRest } from './ends-at-rest.ts';
import type { FaultStage } from './fault-course.ts';
import { FaultTimeline } from './fault-timeline.ts';
import { LiveView } from './live-view.ts';
import { watchNodes } from './node-watch.ts';
import { adminForFaults, prepareFaults } from './prepare-faults.ts';
import type { RepetitionRequest } from './repetition.ts';
import { follow, type Moment } from './timeline.ts';

/** The threads are told the epoch before it comes. */
const LEAD_MS = 300;

/**
 * Load, catch-up and the complete reading, on a cluster that has the plan's topics. Once every record has its
 * fate the request is told the audit, also where the reading then fails.
 */
export async function underLoad(request: RepetitionRequest, plan: Plan, cluster: RepetitionCluster): Promise<void> {
  const { signal, target, number: repetition } = request;
  request.progress('connecting clients', null);
  const load = new LoadedRepetition(request, plan, cluster);
  try {
    const outcomes = await load.run();
    let readings: readonly PartitionReading[] = [];
    try {
      if (!signal.aborted) readings = await load.readEverything(outcomes);
    } finally {
      request.audited({ target: target.name, repetition, ...account(outcomes, readings, load.groupReadings, plan) });
    }
  } finally {
    await load.end();
  }
}

class LoadedRepetition {
  readonly #request: RepetitionRequest;
  readonly #plan: Plan;
  readonly #cluster: RepetitionCluster;
  readonly #load: Load;
  readonly #catchUp: CatchUp;
  readonly #live = new LiveView();
  readonly #health = new ThreadHealth({ thread: 'main' }, processCpuMicros);
  /** What each group has read. */
  readonly #read = new Map<string, { records: number; bytes: number }>();
  readonly #over = new AbortController();
  readonly #faultAdmin: KafkaAdmin;
  #faults: FaultTimeline | null = null;
  /** The last second whose end was shown: the first of several sending threads to report one shows it. */
  #shown = -1;
  #left: Promise<void> = Promise.resolve();
  #ticker: { stop(): void } | null = null;

  constructor(request: RepetitionRequest, plan: Plan, cluster: RepetitionCluster) {
    this.#request = request;
    this.#plan = plan;
    this.#cluster = cluster;
    this.#faultAdmin = adminForFaults(cluster, request);
    this.#catchUp = new CatchUp(cluster, plan, request.platform.tiered, request.recorder);
    const job = { plan, run: request.prefixRun, connection: cluster.connection, clientId: request.name };
    this.#load = new Load(job, this.#sink());
    request.signal.addEventListener('abort', this.#stop);
  }

  /** From connecting until every record has its fate. */
  async run(): Promise<readonly PartitionOutcomes[]> {
    const { recorder, signal } = this.#request;
    await this.#load.ready(signal);
    const faults = await prepareFaults(this.#request, this.#plan, this.#cluster, this.#load, this.#faultAdmin);
    const epoch = monotonicNanos() + BigInt(LEAD_MS * 1e6);
    const epochWallMs = Date.now() + LEAD_MS;
    const clock = monotonicClock(epoch);
    recorder.setEpoch(clock, epochWallMs);
    this.#load.begin(epoch);
    this.#cluster.between.begin(epoch, recorder);
    recorder.event({ kind: 'load-started' });
    this.#cluster.untilBroken.catch((error: Error) => this.#load.fail(error));
    this.#ticker = everySecond(clock, (second) => this.#everySecond(second, clock, epochWallMs));
    const untilOver = AbortSignal.any([signal, this.#over.signal]);
    this.#faults = new FaultTimeline(faults.ready, this.#stageOf(clock, untilOver), faults.known);
    // A fault waits for nothing that the conductor asks of the cluster, which may be broken.
    const [{ outcomes }] = await Promise.all([
      this.#load.produced(),
      follow(this.#moments(), clock, untilOver),
      follow(this.#faults.moments(), clock, untilOver),
    ]);
    if ((this.#plan.faults ?? []).length > 0) this.#request.progress('healing what was broken', null);
    await this.#faults.ended();
    return outcomes;
  }

  #stageOf(clock: MonotonicClock, signal: AbortSignal): FaultStage {
    const { recorder, target, name } = this.#request;
    return {
      clock,
      recorder,
      signal,
      loadEndsSecond: this.#plan.phases.at(-1)?.endSecond ?? 0,
      cut: (atMicros) => this.#load.cut(atMicros),
      leftBroken: (error) => this.#load.fail(error),
      faultBegan: (fault, atMicros) => this.#load.faultBegan(fault, atMicros),
      journal: (fault, { undo }) => journalFault({ run: name, target: target.name, fault, undo }),
    };
  }

  get groupReadings(): readonly GroupReading[] {
    return this.#load.groupReadings;
  }

  async readEverything(outcomes: readonly PartitionOutcomes[]): Promise<readonly PartitionReading[]> {
    const { signal } = this.#request;
    await this.#untilGroupsHaveRead(outcomes);
    if (signal.aborted) return [];
    this.#ticker?.stop();
    this.#request.progress('reading every record once more', null);
    const look = () => topicEnds(this.#cluster.admin, this.#plan.topics);
    const ends = await endsAtRest(look, signal, (message) =>
      this.#request.recorder.event({ kind: 'error', where: 'complete reading', message, count: 1 }),
    );
    return this.#load.readAll(ends, signal);
  }

  async end(): Promise<void> {
    this.#request.signal.removeEventListener('abort', this.#stop);
    this.#over.abort();
    await this.#faults?.ended();
    await this.#faultAdmin.close().catch(() => undefined);
    this.#ticker?.stop();
    this.#health.stop();
    await this.#left;
    await this.#load.terminate();
  }

  readonly #stop = (): void => {
    this.#left = this.#load.stop();
  };

  #sink(): LoadSink {
    const { recorder } = this.#request;
    return {
      sample: (path, group, kind, second, histogram, endSecond) => {
        recorder.sample({ path, group, kind }, second, histogram, endSecond);
        if (kind === 'response') this.#live.response(histogram);
      },
      metric: (metric) => {
        recorder.metric(metric);
        this.#live.metric(metric);
        if (metric.kind === 'sends' && metric.second > this.#shown) this.#showProgress(metric.second);
        if (metric.kind === 'group') {
          const { records, bytes } = this.#readBy(metric.group);
          const read = metric.records - (metric.again ?? 0);
          this.#read.set(metric.group, { records: records + read, bytes: bytes + metric.bytes });
        }
      },
      error: (where, message, count) => recorder.event({ kind: 'error', where, message, count }),
      generation: (group, member, generation, atMicros) =>
        recorder.event({ kind: 'group-generation', group, member, generation }, atMicros),
      readerCrashed: (group, member, message) => recorder.event({ kind: 'reader-crashed', group, member, message }),
      ackGap: (gap) => recorder.event({ kind: 'ack-gap', ...gap }, gap.toMicros),
      firstAck: ({ atMicros, ...ack }) => recorder.event({ kind: 'first-ack', ...ack }, atMicros),
      readGap: (gap) => recorder.event({ kind: 'read-gap', ...gap }, gap.toMicros),
      resumed: (group, atMicros) => this.#catchUp.resumed(group, atMicros),
      atTail: (mark) => this.#catchUp.reachedTail(mark),
    };
  }

  #moments(): Moment[] {
    const { catchUp, phases } = this.#plan;
    const { recorder } = this.#request;
    const moments: Moment[] = phases.flatMap(({ name, startSecond, endSecond }) => [
      { second: startSecond, act: () => recorder.event({ kind: 'phase-started', phase: name }) },
      { second: endSecond, act: () => recorder.event({ kind: 'phase-ended', phase: name }) },
    ]);
    if (catchUp === null) return moments;
    const backlog = phases.find(({ name }) => name === catchUp.backlogPhase);
    return [
      ...moments,
      { second: backlog?.endSecond ?? 0, act: () => this.#catchUp.noteBacklog() },
      { second: catchUp.startSecond, act: () => this.#catchUp.start(this.#load, catchUp.groups) },
    ];
  }

  #everySecond(second: number, clock: MonotonicClock, epochWallMs: number): void {
    const { recorder, logDir } = this.#request;
    const { local } = this.#cluster;
    recorder.metric(this.#health.take(second));
    recorder.metric({ kind: 'clock', second, wallMinusMonotonicMs: Date.now() - epochWallMs - clock() / 1e3 });
    if (local === null) return;
    try {
      watchNodes(local, second, recorder, logDir);
    } catch (error) {
      this.#load.fail(error as Error);
    }
  }

  /** The phase that goes on now, with the figures of the second that ended. */
  #showProgress(ended: number): void {
    this.#shown = ended;
    const now = ended + 1;
    const phase = this.#plan.phases.find(({ startSecond, endSecond }) => now >= startSecond && now < endSecond);
    this.#request.progress(phase?.name ?? 'draining', this.#live.take());
  }

  /** Tail groups to the last record, catch-up groups to their tail, as long as the plan has patience. */
  async #untilGroupsHaveRead(outcomes: readonly PartitionOutcomes[]): Promise<void> {
    const acknowledged = outcomes.reduce((sum, outcome) => sum + RangeSet.from(outcome.acknowledged).size, 0);
    const waitedSeconds = this.#plan.readingPatienceSeconds;
    const unfinished = (): readonly PlannedGroup[] =>
      this.#plan.groups.filter(({ name, role }) =>
        role === 'tail' ? this.#readBy(name).records < acknowledged : !this.#catchUp.isAtTail(name),
      );
    const deadline = performance.now() + waitedSeconds * 1e3;
    while (unfinished().length > 0 && performance.now() < deadline) {
      if (this.#request.signal.aborted) return;
      await delay(100);
    }
    for (const { name, role } of unfinished()) {
      const { records: read, bytes } = this.#readBy(name);
      this.#request.recorder.event({ kind: 'group-gave-up', group: name, waitedSeconds, read, acknowledged });
      if (role === 'catch-up') this.#catchUp.gaveUp(name, bytes);
    }
  }

  #readBy(group: string): { records: number; bytes: number } {
    return this.#read.get(group) ?? { records: 0, bytes: 0 };
  }
}
