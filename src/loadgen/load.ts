import { setTimeout as delay } from 'node:timers/promises';
import { platformError } from '../errors.ts';
import type { PartitionOutcomes, PartitionReading } from '../evidence/types/audit.ts';
import type { SamplePath } from '../evidence/types/samples.ts';
import { histogramOf } from './interval-recorder.ts';
import type {
  FromProduce,
  FromRead,
  FromThread,
  ThreadJob,
  ThreadMetric,
  ToProduce,
  TopicEnds,
  ToRead,
} from './workers/messages.ts';
import { startThread, type Thread } from './workers/thread.ts';

/** How long an interrupted run waits for its groups to be left in order. */
const LEAVE_WITHIN_MS = 3_000;

type Second = Extract<FromThread, { kind: 'second' }>;
export type CatchUpMark = Extract<FromRead, { kind: 'at-tail' }>;

/** Where a load's evidence goes, on the conductor's thread. */
export interface LoadSink {
  sample(
    path: SamplePath,
    group: string | null,
    kind: Second['histograms'][number]['kind'],
    second: number,
    histogram: ReturnType<typeof histogramOf>,
  ): void;
  metric(metric: ThreadMetric): void;
  error(where: string, message: string, count: number): void;
  generation(group: string, member: number, generation: number, atMicros: number): void;
  readerCrashed(group: string, member: number, message: string): void;
  resumed(group: string, atMicros: number): void;
  atTail(mark: CatchUpMark): void;
}

/** The sending and the reading thread of one repetition; histograms are merged and written here, not there. */
export class Load {
  readonly #job: ThreadJob;
  readonly #sink: LoadSink;
  readonly #produce: Thread<ToProduce>;
  readonly #read: Thread<ToRead>;
  readonly #failure = Promise.withResolvers<never>();
  readonly #ready = [Promise.withResolvers<void>(), Promise.withResolvers<void>()] as const;
  readonly #produced = Promise.withResolvers<{ complete: boolean; outcomes: readonly PartitionOutcomes[] }>();
  readonly #reading = Promise.withResolvers<readonly PartitionReading[]>();
  readonly #closed = Promise.withResolvers<void>();

  constructor(job: ThreadJob, sink: LoadSink) {
    this.#job = job;
    this.#sink = sink;
    this.#failure.promise.catch(() => undefined);
    this.#produce = startThread<ToProduce, FromProduce>('produce-worker', job, (message) => this.#fromProduce(message));
    this.#read = startThread<ToRead, FromRead>('read-worker', job, (message) => this.#fromRead(message));
  }

  /** Resolves when producers are connected and every group member has its partitions; rejects on abort. */
  async ready(signal: AbortSignal): Promise<void> {
    const aborted = aborts(signal).then(() => Promise.reject(signal.reason));
    await this.#orFailure(Promise.race([aborted, Promise.all(this.#ready.map(({ promise }) => promise))]));
  }

  begin(epochNanos: bigint): void {
    this.#produce.post({ kind: 'begin', epochNanos });
    this.#read.post({ kind: 'begin', epochNanos });
  }

  /** Resolves when every record of the plan has its fate. */
  produced(): Promise<{ complete: boolean; outcomes: readonly PartitionOutcomes[] }> {
    return this.#orFailure(this.#produced.promise);
  }

  resume(group: string, ends: readonly TopicEnds[]): void {
    this.#read.post({ kind: 'resume', group, ends });
  }

  /** Reads every partition to its given end; nothing where the signal aborts before that. */
  async readAll(ends: readonly TopicEnds[], signal: AbortSignal): Promise<readonly PartitionReading[]> {
    this.#read.post({ kind: 'read-all', ends });
    const aborted = aborts(signal).then(() => []);
    return this.#orFailure(Promise.race([this.#reading.promise, aborted]));
  }

  /** Sends nothing more; `produced` resolves within seconds. Resolves when every group has been left, or soon. */
  async stop(): Promise<void> {
    this.#produce.post({ kind: 'stop' });
    this.#read.post({ kind: 'stop' });
    await Promise.race([this.#closed.promise, delay(LEAVE_WITHIN_MS, undefined, { ref: false })]);
  }

  /** Ends every wait with an error that happened elsewhere. */
  fail(error: Error): void {
    this.#failure.reject(error);
  }

  async terminate(): Promise<void> {
    await Promise.all([this.#produce.terminate(), this.#read.terminate()]);
  }

  #orFailure<T>(promise: Promise<T>): Promise<T> {
    return Promise.race([promise, this.#failure.promise]);
  }

  #fromProduce(message: FromProduce): void {
    if (message.kind === 'produced') this.#produced.resolve(message);
    else this.#fromThread(message, 0);
  }

  #fromRead(message: FromRead): void {
    if (message.kind === 'reading') {
      this.#reading.resolve(message.partitions);
    } else if (message.kind === 'generation') {
      this.#sink.generation(message.group, message.member, message.generation, message.atMicros);
    } else if (message.kind === 'resumed') {
      this.#sink.resumed(message.group, message.atMicros);
    } else if (message.kind === 'at-tail') {
      this.#sink.atTail(message);
    } else if (message.kind === 'reader-crashed') {
      this.#sink.readerCrashed(message.group, message.member, message.message);
    } else if (message.kind === 'closed') {
      this.#closed.resolve();
    } else {
      this.#fromThread(message, 1);
    }
  }

  #fromThread(message: FromThread, thread: 0 | 1): void {
    if (message.kind === 'ready') this.#ready[thread].resolve();
    else if (message.kind === 'second') this.#second(message);
    else this.fail(loadFailed(message.message));
  }

  #second({ histograms, metrics, errors }: Second): void {
    for (const { kind, second, group, pairs } of histograms) {
      this.#sink.sample(this.#pathOf(group), group, kind, second, histogramOf(pairs));
    }
    for (const metric of metrics) this.#sink.metric(metric);
    for (const { where, message, count } of errors) this.#sink.error(where, message, count);
  }

  #pathOf(group: string | null): SamplePath {
    if (group === null) return 'produce';
    return this.#job.plan.groups.find(({ name }) => name === group)?.role === 'catch-up' ? 'catch-up' : 'tail';
  }
}

/** Resolves when the signal aborts. */
function aborts(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
}

function loadFailed(message: string): Error {
  return platformError(
    'load-failed',
    `the load could not go on: ${message}`,
    'see events.jsonl in the run folder; check that the cluster is reachable and permits this',
  );
}
