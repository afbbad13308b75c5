import { setTimeout as delay } from 'node:timers/promises';
import { Consumer, type MessagesStream } from '@platformatic/kafka';
import { deepestReasons } from '../../../kafka/deepest-reasons.ts';
import { securityOptions } from '../../../kafka/security-options.ts';
import { fetchSizes } from '../../../scenarios/client-sizes.ts';
import type { DriverReader, ReaderContext } from '../driver.ts';
import { Arrivals } from './arrivals.ts';
import { watchFetches } from './fetch-watch.ts';

const SESSION_TIMEOUT_MS = 30_000;
const HEARTBEAT_MS = 3_000;
const REQUEST_TIMEOUT_MS = 30_000;
/** auto.commit.interval.ms of the Java client. */
const COMMIT_EVERY_MS = 5_000;
const LEAVE_WITHIN_MS = 2_000;
const RETRY_DELAY_MS = 200;
/** A member that could not read again in so many attempts is gone for good. */
const ATTEMPTS = 60;
const BETWEEN_ATTEMPTS_MS = 500;

type Stream = MessagesStream<Buffer, Buffer, Buffer, Buffer>;

/** Joins the group and, unless `startPaused`, reads on from what it committed, or from the first offset. */
export async function openReader(context: ReaderContext): Promise<DriverReader> {
  const reader = new LibraryReader(context);
  try {
    await reader.join();
  } catch (error) {
    await reader.close();
    throw error;
  }
  return reader;
}

class LibraryReader implements DriverReader {
  readonly #context: ReaderContext;
  readonly #topics: string[];
  readonly #consumer: Consumer<Buffer, Buffer, Buffer, Buffer>;
  readonly #arrivals: Arrivals;
  readonly #unwatch: () => void;
  #stream: Stream | null = null;
  #generation = -1;
  #recovering = false;
  #closed = false;

  constructor(context: ReaderContext) {
    const { connection, clientId, groupId, zone, clock } = context;
    this.#context = context;
    this.#topics = [...new Set(context.topics)];
    this.#consumer = new Consumer({
      groupId,
      clientId,
      bootstrapBrokers: [...connection.bootstrap],
      sessionTimeout: SESSION_TIMEOUT_MS,
      heartbeatInterval: HEARTBEAT_MS,
      requestTimeout: REQUEST_TIMEOUT_MS,
      retries: 5,
      retryDelay: RETRY_DELAY_MS,
      ...(zone === null ? {} : { clientRack: zone }),
      ...securityOptions(connection.security),
    });
    // Counted once here, so that a stream that ends does not change what the member subscribes to.
    this.#consumer.topics.trackAll(...this.#topics);
    this.#arrivals = new Arrivals(context);
    const asked = new WeakMap<object, number>();
    this.#unwatch = watchFetches(this.#consumer, {
      begun: context.onFetchStart,
      failed: context.onFetchLost,
      asked: (fetch) => void asked.set(fetch, clock()),
      answered: (fetch, answer) => {
        this.#arrivals.noteWatermarks(answer, this.#consumer.currentMetadata);
        context.onFetch(clock() - (asked.get(fetch) ?? clock()));
      },
    });
  }

  /** Resolves once partitions are assigned. */
  async join(): Promise<void> {
    const consumer = this.#consumer;
    consumer.on('consumer:group:join', ({ generationId = -1 }) => {
      if (generationId !== this.#generation) this.#context.onGeneration(generationId);
      this.#generation = generationId;
    });
    consumer.on('consumer:heartbeat:error', ({ error }) => this.#survived('heartbeat', error));
    // Joining retries its retries: what is plainly refused is found out before.
    await consumer.metadata({ topics: this.#topics, forceUpdate: true });
    await consumer.joinGroup({});
    consumer.on('error', (error) => void this.#recover(error));
    if (!this.#context.startPaused) await this.#read();
  }

  resume(): void {
    if (this.#stream === null) this.#read().catch((error) => this.#recover(error));
  }

  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    const leave = this.#consumer.close(true);
    leave.catch(() => undefined);
    await Promise.race([leave, delay(LEAVE_WITHIN_MS, undefined, { ref: false })]);
    this.#unwatch();
  }

  async #read(): Promise<void> {
    const { partitionBytes, allBytes } = fetchSizes(this.#context);
    const stream = await this.#consumer.consume({
      topics: this.#topics,
      mode: 'committed',
      fallbackMode: 'earliest',
      autocommit: COMMIT_EVERY_MS,
      minBytes: 1,
      maxBytes: allBytes,
      maxBytesPerPartition: partitionBytes,
      maxWaitTime: 500,
    });
    stream.on('error', (error) => void this.#recover(error));
    stream.on('autocommit', (error: Error | null) => {
      if (error !== null) this.#survived('commit', error);
    });
    stream.on('data', (message) => this.#arrivals.add(message));
    this.#stream = stream;
  }

  /** The library retries, but not for long: then its stream has ended, or the member is out of its group. */
  async #recover(cause: unknown): Promise<void> {
    if (this.#recovering || this.#closed) return;
    this.#recovering = true;
    this.#survived('reader', cause);
    this.#context.onFetchStart();
    const reason = await this.#readAgain(deepestReasons(cause));
    this.#context.onFetchLost();
    if (reason === null) this.#recovering = false;
    else this.#context.onCrash(reason);
  }

  /** Null once the member reads again or has been closed; else why it does not. */
  async #readAgain(cause: string): Promise<string | null> {
    let reason = cause;
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      await delay(BETWEEN_ATTEMPTS_MS);
      if (this.#closed) return null;
      try {
        await this.#consumer.joinGroup({});
        if (this.#stream?.destroyed) await this.#read();
        return null;
      } catch (error) {
        reason = deepestReasons(error);
        this.#survived('rejoin', error);
      }
    }
    return reason;
  }

  #survived(where: string, error: unknown): void {
    if (!this.#closed) this.#context.onError(where, deepestReasons(error));
  }
}
