import { setTimeout as delay } from 'node:timers/promises';
import { platformError } from '../errors.ts';
import type { GroupReading, PartitionOutcomes, PartitionReading } from '../evidence/types/audit.ts';
import { readingShares, sendingShares } from '../scenarios/shares.ts';
import { type LoadSink, Told } from './load-sink.ts';
import type { FromProduce, FromRead, FromThread, ThreadJob, ToProduce, TopicEnds, ToRead } from './workers/messages.ts';
import { startThread, type Thread } from './workers/thread.ts';
import { ThreadCalls } from './workers/thread-calls.ts';

/** How long an interrupted run waits for its groups to be left in order. */
const LEAVE_WITHIN_MS = 3_000;

/** What every thread of a repetition is given; `plan` is the whole plan, divided here. */
export type LoadJob = Omit<ThreadJob, 'index'>;

interface SendingThread {
  readonly thread: Thread<ToProduce>;
  readonly producers: ReadonlySet<number>;
  readonly ready: PromiseWithResolvers<void>;
  readonly produced: PromiseWithResolvers<Produced>;
}

interface ReadingThread {
  readonly thread: Thread<ToRead>;
  readonly groups: readonly string[];
  readonly ready: PromiseWithResolvers<void>;
  readonly reading: PromiseWithResolvers<readonly PartitionReading[]>;
  /** Every group has been left. */
  readonly closed: PromiseWithResolvers<void>;
}

interface Produced {
  readonly complete: boolean;
  readonly outcomes: readonly PartitionOutcomes[];
}

/** The sending and the reading threads of one repetition; histograms are merged and written here, not there. */
export class Load {
  readonly #told: Told;
  readonly #senders: readonly SendingThread[];
  readonly #readers: readonly ReadingThread[];
  readonly #groupReadings: GroupReading[] = [];
  readonly #calls = new ThreadCalls();
  readonly #failure = Promise.withResolvers<never>();

  constructor(job: LoadJob, sink: LoadSink) {
    this.#told = new Told(job.plan, sink);
    this.#failure.promise.catch(() => undefined);
    this.#senders = sendingShares(job.plan).map((plan, index) => this.#startSending({ ...job, plan, index }));
    this.#readers = readingShares(job.plan).map((plan, index) => this.#startReading({ ...job, plan, index }));
  }

  /** Resolves when producers are connected and every group member has its partitions; rejects on abort. */
  async ready(signal: AbortSignal): Promise<void> {
    const aborted = aborts(signal).then(() => Promise.reject(signal.reason));
    const everyThread = [...this.#senders, ...this.#readers].map(({ ready }) => ready.promise);
    await this.#orFailure(Promise.race([aborted, Promise.all(everyThread)]));
  }

  /** What the groups got; every group of the plan is among them once `readAll` has resolved. */
  get groupReadings(): readonly GroupReading[] {
    return this.#groupReadings;
  }

  begin(epochNanos: bigint): void {
    for (const { thread } of [...this.#senders, ...this.#readers]) thread.post({ kind: 'begin', epochNanos });
  }

  /**
   * Every interval also ends at this time, µs since the epoch in whole ms. Told some 20 ms ahead: a thread that
   * learns of it late leaves what it has recorded since under the interval before.
   */
  cut(atMicros: number): void {
    for (const { thread } of [...this.#senders, ...this.#readers]) thread.post({ kind: 'cut', atMicros });
  }

  /** From then on the first acknowledgement by thread and partition is told, of what was due after that time. */
  faultBegan(fault: string, atMicros: number): void {
    for (const { thread } of this.#senders) thread.post({ kind: 'fault-began', fault, atMicros });
  }

  /**
   * Ends a member's connections without a goodbye; resolves when they are gone. Rejects where there is no such
   * member, or the driver cannot.
   */
  crashMember(group: string, member: number): Promise<void> {
    return this.#callReader('crash', group, member);
  }

  /** Resolves when another member has joined, which may take until the group lets go of the one that crashed. */
  restoreMember(group: string, member: number): Promise<void> {
    return this.#callReader('restore', group, member);
  }

  /**
   * Ends a producer's connections; what it had queued, and what is due while it is away, is unsent. Resolves when
   * they are gone; rejects where there is no such producer, or the driver cannot.
   */
  crashProducer(producer: number): Promise<void> {
    return this.#callSender('crash', producer);
  }

  /** Resolves when another producer sends in its place. */
  restoreProducer(producer: number): Promise<void> {
    return this.#callSender('restore', producer);
  }

  /** Resolves when every record of the plan has its fate. */
  async produced(): Promise<Produced> {
    const shares = await this.#orFailure(Promise.all(this.#senders.map(({ produced }) => produced.promise)));
    return {
      complete: shares.every(({ complete }) => complete),
      outcomes: shares.flatMap(({ outcomes }) => outcomes),
    };
  }

  resume(group: string, ends: readonly TopicEnds[]): void {
    const reader = this.#readers.find(({ groups }) => groups.includes(group));
    reader?.thread.post({ kind: 'resume', group, ends });
  }

  /**
   * Reads every partition to its given end, in one thread after all have left their groups; nothing where
   * the signal aborts before that.
   */
  async readAll(ends: readonly TopicEnds[], signal: AbortSignal): Promise<readonly PartitionReading[]> {
    const aborted = aborts(signal).then(() => []);
    return this.#orFailure(Promise.race([this.#readAlone(ends), aborted]));
  }

  /** Sends nothing more; `produced` resolves within seconds. Resolves when every group has been left, or soon. */
  async stop(): Promise<void> {
    for (const { thread } of [...this.#senders, ...this.#readers]) thread.post({ kind: 'stop' });
    const left = Promise.all(this.#readers.map(({ closed }) => closed.promise));
    await Promise.race([left, delay(LEAVE_WITHIN_MS, undefined, { ref: false })]);
  }

  /** Ends every wait with an error that happened elsewhere. */
  fail(error: Error): void {
    this.#failure.reject(error);
  }

  async terminate(): Promise<void> {
    await Promise.all([...this.#senders, ...this.#readers].map(({ thread }) => thread.terminate()));
  }

  #callSender(kind: 'crash' | 'restore', producer: number): Promise<void> {
    const sender = this.#senders.find(({ producers }) => producers.has(producer));
    if (sender === undefined) return Promise.reject(new Error(`the plan has no producer ${producer}`));
    return this.#orFailure(this.#calls.make((call) => sender.thread.post({ kind, call, producer })));
  }

  #callReader(kind: 'crash' | 'restore', group: string, member: number): Promise<void> {
    const reader = this.#readers.find(({ groups }) => groups.includes(group));
    if (reader === undefined) return Promise.reject(new Error(`the plan has no group ${group}`));
    return this.#orFailure(this.#calls.make((call) => reader.thread.post({ kind, call, group, member })));
  }

  #orFailure<T>(promise: Promise<T>): Promise<T> {
    return Promise.race([promise, this.#failure.promise]);
  }

  async #readAlone(ends: readonly TopicEnds[]): Promise<readonly PartitionReading[]> {
    const [first, ...others] = this.#readers;
    for (const { thread } of others) thread.post({ kind: 'leave', ends });
    await Promise.all(others.map(({ closed }) => closed.promise));
    first?.thread.post({ kind: 'read-all', ends });
    return first?.reading.promise ?? [];
  }

  #startSending(job: ThreadJob): SendingThread {
    const ready = Promise.withResolvers<void>();
    const produced = Promise.withResolvers<Produced>();
    const thread = startThread<ToProduce, FromProduce>('produce-worker', job, (message) => {
      if (message.kind === 'produced') produced.resolve(message);
      else if (message.kind === 'acknowledging') this.#told.acknowledging(job.index, message);
      else this.#fromThread(message, ready);
    });
    const producers = new Set(job.plan.streams.map(({ producer }) => producer));
    return { thread, producers, ready, produced };
  }

  #startReading(job: ThreadJob): ReadingThread {
    const ready = Promise.withResolvers<void>();
    const reading = Promise.withResolvers<readonly PartitionReading[]>();
    const closed = Promise.withResolvers<void>();
    const thread = startThread<ToRead, FromRead>('read-worker', job, (message) => {
      if (message.kind === 'reading') reading.resolve(message.partitions);
      else if (message.kind === 'group-reading') this.#groupReadings.push(message.reading);
      else if (message.kind === 'closed') closed.resolve();
      else if (isOfAnyThread(message)) this.#fromThread(message, ready);
      else this.#told.ofGroup(message);
    });
    return { thread, groups: job.plan.groups.map(({ name }) => name), ready, reading, closed };
  }

  #fromThread(message: FromThread, ready: PromiseWithResolvers<void>): void {
    if (message.kind === 'ready') ready.resolve();
    else if (message.kind === 'second') this.#told.second(message);
    else if (message.kind === 'called') this.#calls.answered(message);
    else this.fail(loadFailed(message.message));
  }
}

const isOfAnyThread = (message: FromRead): message is FromThread =>
  message.kind === 'ready' || message.kind === 'second' || message.kind === 'failed' || message.kind === 'called';

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
