import { setTimeout as delay } from 'node:timers/promises';
import { account } from '../audit/account.ts';
import { platformError } from '../errors.ts';
import type { PartitionOutcomes, PartitionReading, RepetitionAudit, SlicePartition } from '../evidence/types.ts';
import { type CatchUpMark, Load, type LoadSink } from '../loadgen/load.ts';
import { type MonotonicClock, monotonicClock, monotonicNanos } from '../loadgen/monotonic-clock.ts';
import type { TopicEnds } from '../loadgen/workers/messages.ts';
import { everySecond } from '../loadgen/workers/second-ticker.ts';
import { processCpuMicros, ThreadHealth } from '../loadgen/workers/thread-health.ts';
import type { NodeUsage } from '../platforms/types.ts';
import type { Plan } from '../scenarios/types.ts';
import { backlogSlice, sourceByDisk, sourceByOffsets, topicEnds } from './catch-up.ts';
import type { RepetitionCluster } from './cluster.ts';
import { LiveView } from './live-view.ts';
import type { RepetitionRequest } from './repetition.ts';
import { follow, type Moment } from './timeline.ts';

/** The threads are told the epoch before it comes. */
const LEAD_MS = 300;
/** How long groups may still read after the last send has its fate. */
const TAIL_PATIENCE_MS = 15_000;

/** Load, catch-up and the complete reading, on a cluster that has the plan's topics. */
export async function underLoad(
  request: RepetitionRequest,
  plan: Plan,
  cluster: RepetitionCluster,
): Promise<RepetitionAudit> {
  const { signal } = request;
  request.progress('connecting clients', null);
  const conduct = new LoadConduct(request, plan, cluster);
  try {
    await conduct.load.ready(signal);
    const outcomes = await conduct.run();
    const readings = signal.aborted ? [] : await conduct.readEverything(outcomes);
    const { target, number: repetition } = request;
    return { target: target.name, repetition, ...account(outcomes, readings) };
  } finally {
    await conduct.end();
  }
}

class LoadConduct {
  readonly load: Load;
  readonly #request: RepetitionRequest;
  readonly #plan: Plan;
  readonly #cluster: RepetitionCluster;
  readonly #live = new LiveView();
  readonly #health = new ThreadHealth('main', processCpuMicros);
  readonly #read = new Map<string, number>();
  readonly #atTail = new Set<string>();
  readonly #over = new AbortController();
  #left: Promise<void> = Promise.resolve();
  readonly #stopLoad = (): void => {
    this.#left = this.load.stop();
  };
  #clock: MonotonicClock = () => 0 as ReturnType<MonotonicClock>;
  #epochWallMs = 0;
  #ticker: { stop(): void } | null = null;
  #slice: readonly SlicePartition[] = [];
  #backlogEnds: readonly TopicEnds[] = [];
  #usageAtResume: readonly NodeUsage[] = [];

  constructor(request: RepetitionRequest, plan: Plan, cluster: RepetitionCluster) {
    this.#request = request;
    this.#plan = plan;
    this.#cluster = cluster;
    const job = { plan, run: request.prefixRun, connection: cluster.connection, clientId: request.name };
    this.load = new Load(job, this.#sink());
    request.signal.addEventListener('abort', this.#stopLoad);
  }

  /** From the epoch until every record has its fate. */
  async run(): Promise<readonly PartitionOutcomes[]> {
    const { recorder, signal } = this.#request;
    const epoch = monotonicNanos() + BigInt(LEAD_MS * 1e6);
    this.#epochWallMs = Date.now() + LEAD_MS;
    this.#clock = monotonicClock(epoch);
    recorder.setEpoch(this.#clock, this.#epochWallMs);
    this.load.begin(epoch);
    recorder.event({ kind: 'load-started' });
    this.#ticker = everySecond(this.#clock, (second) => this.#everySecond(second));
    const produced = this.load.produced();
    const followed = follow(this.#moments(), this.#clock, AbortSignal.any([signal, this.#over.signal]));
    const [{ outcomes }] = await Promise.all([produced, followed]);
    return outcomes;
  }

  async readEverything(outcomes: readonly PartitionOutcomes[]): Promise<readonly PartitionReading[]> {
    await this.#untilGroupsHaveRead(outcomes);
    if (this.#request.signal.aborted) return [];
    this.#ticker?.stop();
    this.#request.progress('reading every record once more', null);
    return this.load.readAll(await topicEnds(this.#cluster.admin, this.#plan.topics));
  }

  async end(): Promise<void> {
    this.#request.signal.removeEventListener('abort', this.#stopLoad);
    this.#over.abort();
    this.#ticker?.stop();
    this.#health.stop();
    await this.#left;
    await this.load.terminate();
  }

  #sink(): LoadSink {
    const { recorder } = this.#request;
    return {
      sample: (path, group, kind, second, histogram) => {
        recorder.sample({ path, group, kind }, second, histogram);
        if (kind === 'response') this.#live.response(histogram);
      },
      metric: (metric) => {
        recorder.metric(metric);
        this.#live.metric(metric);
        if (metric.kind === 'sends') this.#showProgress(metric.second);
        if (metric.kind === 'group') {
          this.#read.set(metric.group, (this.#read.get(metric.group) ?? 0) + metric.records);
        }
      },
      error: (where, message, count) => recorder.event({ kind: 'error', where, message, count }),
      generation: (group, member, generation, atMicros) =>
        recorder.event({ kind: 'group-generation', group, member, generation }, atMicros),
      resumed: (group, atMicros) =>
        recorder.event(
          {
            kind: 'catch-up-started',
            group,
            slice: this.#slice,
            source: sourceByOffsets(this.#slice) ?? { source: 'unknown', evidence: 'decided when the drain has ended' },
          },
          atMicros,
        ),
      atTail: (mark) => this.#reachedTail(mark),
    };
  }

  #reachedTail({ group, atMicros, records, bytes }: CatchUpMark): void {
    const { recorder } = this.#request;
    this.#atTail.add(group);
    recorder.event({ kind: 'catch-up-at-tail', group, records, bytes }, atMicros);
    const byDisk = () => sourceByDisk(this.#usageAtResume, this.#cluster.local?.usage() ?? [], bytes);
    recorder.event({ kind: 'catch-up-source', group, source: sourceByOffsets(this.#slice) ?? byDisk() }, atMicros);
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
      { second: backlog?.endSecond ?? 0, act: () => this.#noteBacklog() },
      { second: catchUp.startSecond, act: () => this.#startCatchUp(catchUp.groups) },
    ];
  }

  async #noteBacklog(): Promise<void> {
    this.#backlogEnds = await this.#endsOrNone();
  }

  /** A platform that does not answer now is a result, not the end of the run. */
  async #endsOrNone(): Promise<readonly TopicEnds[]> {
    try {
      return await topicEnds(this.#cluster.admin, this.#plan.topics);
    } catch (error) {
      const message = (error as Error).message;
      this.#request.recorder.event({ kind: 'error', where: 'end offsets', message, count: 1 });
      return [];
    }
  }

  async #startCatchUp(groups: readonly string[]): Promise<void> {
    const { admin, local } = this.#cluster;
    const { topics } = this.#plan;
    const tiered = this.#request.platform.tiered;
    const [slice, ends] = await Promise.all([
      backlogSlice(admin, topics, this.#backlogEnds, tiered),
      this.#endsOrNone(),
    ]);
    this.#slice = slice;
    this.#usageAtResume = local?.usage() ?? [];
    for (const group of groups) this.load.resume(group, ends);
  }

  #everySecond(second: number): void {
    const { recorder } = this.#request;
    recorder.metric(this.#health.take(second));
    const wallMinusMonotonicMs = Date.now() - this.#epochWallMs - this.#clock() / 1e3;
    recorder.metric({ kind: 'clock', second, wallMinusMonotonicMs });
    this.#watchNodes(second);
  }

  #watchNodes(second: number): void {
    const { local } = this.#cluster;
    if (local === null) return;
    const usage = local.usage();
    for (const node of usage) this.#request.recorder.metric({ kind: 'platform', second, ...node });
    const gone = local.nodes.filter(({ id }) => usage.every(({ node }) => node !== id));
    if (gone.length === 0) return;
    this.load.fail(
      platformError(
        'broker-died',
        `${gone.map(({ id }) => `node ${id}`).join(', ')} of ${this.#request.target.name} ended under load`,
        `read the broker's log under ${this.#request.logDir}`,
      ),
    );
  }

  /** The phase that goes on now, with the figures of the second that ended. */
  #showProgress(ended: number): void {
    const now = ended + 1;
    const phase = this.#plan.phases.find(({ startSecond, endSecond }) => now >= startSecond && now < endSecond);
    this.#request.progress(phase?.name ?? 'draining', this.#live.take());
  }

  /** Tail groups to the last record, catch-up groups to their tail; a slow platform is not waited for forever. */
  async #untilGroupsHaveRead(outcomes: readonly PartitionOutcomes[]): Promise<void> {
    const size = (ranges: readonly (readonly [number, number])[]): number =>
      ranges.reduce((sum, [from, to]) => sum + to - from, 0);
    const acknowledged = outcomes.reduce((sum, outcome) => sum + size(outcome.acknowledged), 0);
    const finished = (): boolean =>
      this.#plan.groups.every(({ name, role }) =>
        role === 'tail' ? (this.#read.get(name) ?? 0) >= acknowledged : this.#atTail.has(name),
      );
    const deadline = performance.now() + TAIL_PATIENCE_MS;
    while (!finished() && performance.now() < deadline && !this.#request.signal.aborted) await delay(100);
  }
}
