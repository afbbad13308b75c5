import { setTimeout as delay } from 'node:timers/promises';
import { Consumer, type fetchV17, type MessagesStream } from '@platformatic/kafka';
import { deepestReasons } from '../../../kafka/deepest-reasons.ts';
import { securityOptions } from '../../../kafka/security-options.ts';
import { fetchSizes } from '../../../scenarios/client-sizes.ts';
import { cutOff } from '../cut-off.ts';
import type { DriverReader, ReaderContext } from '../driver.ts';
import {
  COMMIT_EVERY_MS,
  joinedAtLast,
  leftInTime,
  memberTimes,
  REJOIN_ATTEMPTS,
  REJOIN_EVERY_MS,
} from '../membership.ts';
import { REQUEST_TIMEOUT_MS } from '../requests.ts';
import { Arrivals } from './arrivals.ts';
import { watchFetches } from './fetch-watch.ts';
import { nameLostConnections } from './lost-connections.ts';

const RETRY_DELAY_MS = 200;

type Stream = MessagesStream<Buffer, Buffer, Buffer, Buffer>;

type BytesConsumer = Consumer<Buffer, Buffer, Buffer, Buffer>;

/** Joins the group and, unless `startPaused`, reads on from what it committed, or from the first offset. */
export function openReader(context: ReaderContext, newConsumer = consumerFor): Promise<DriverReader> {
  return joinedAtLast(() => new LibraryReader(context, newConsumer(context)), context.onError);
}

function consumerFor(context: ReaderContext): BytesConsumer {
  const { connection, clientId, groupId, zone } = context;
  return new Consumer({
    groupId,
    clientId,
    bootstrapBrokers: [...connection.bootstrap],
    ...memberTimes(context),
    requestTimeout: REQUEST_TIMEOUT_MS,
    retries: 5,
    retryDelay: RETRY_DELAY_MS,
    ...(zone === null ? {} : { clientRack: zone }),
    ...securityOptions(connection.security),
  });
}

class LibraryReader implements DriverReader {
  readonly #context: ReaderContext;
  readonly #topics: string[];
  readonly #consumer: BytesConsumer;
  readonly #arrivals: Arrivals;
  readonly #unwatch: () => void;
  #stream: Stream | null = null;
  #starting: Promise<void> | null = null;
  /** False while it waits. */
  #reading: boolean;
  #generation = -1;
  #recovering = false;
  #closed = false;

  constructor(context: ReaderContext, consumer: BytesConsumer) {
    const { clock } = context;
    this.#context = context;
    this.#topics = [...new Set(context.topics)];
    this.#reading = !context.startPaused;
    this.#consumer = consumer;
    // Counted once here, so that a stream that ends does not change what the member subscribes to.
    consumer.topics.trackAll(...this.#topics);
    this.#arrivals = new Arrivals(context);
    const asked = new WeakMap<object, number>();
    this.#unwatch = watchFetches(consumer, {
      begun: context.onFetchStart,
      failed: context.onFetchLost,
      asked: (fetch) => void asked.set(fetch, clock()),
      answered: (fetch, answer) => {
        this.#arrivals.noteWatermarks(answer, consumer.currentMetadata);
        context.onFetch(clock() - (asked.get(fetch) ?? clock()), hasRecords(answer));
      },
    });
  }

  async join(): Promise<void> {
    const consumer = this.#consumer;
    nameLostConnections(consumer, this.#context.onError);
    consumer.on('consumer:group:join', ({ generationId = -1 }) => {
      if (generationId !== this.#generation) this.#context.onGeneration(generationId);
      this.#generation = generationId;
    });
    consumer.on('consumer:heartbeat:error', ({ error }) => this.#survived('heartbeat', error));
    // Joining retries its retries: what is plainly refused is found out before.
    await consumer.metadata({ topics: this.#topics, forceUpdate: true });
    await consumer.joinGroup({});
    consumer.on('error', (error) => void this.#recover(error));
    if (this.#reading) await this.#read();
  }

  resume(): void {
    this.#reading = true;
    if (!this.#recovering) this.#read().catch((error) => this.#recover(error));
  }

  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    await leftInTime(this.#consumer.close(true));
    this.#unwatch();
  }

  async crash(): Promise<void> {
    this.#closed = true;
    const stream = this.#stream;
    stream?.removeAllListeners('data');
    await cutOff([this.#consumer.connections, ...(stream === null ? [] : [stream.connections])]);
    // Without a connection it cannot leave its group or commit; it stops its timers, and what it waited for is lost.
    void leftInTime(this.#consumer.close(true)).then(() => this.#unwatch());
  }

  /** Resolves with a stream of messages: the one there is, or another where that has ended. */
  async #read(): Promise<void> {
    if (this.#stream?.destroyed === false) return;
    this.#starting ??= this.#startStream().finally(() => {
      this.#starting = null;
    });
    await this.#starting;
  }

  async #startStream(): Promise<void> {
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
    for (let attempt = 0; attempt < REJOIN_ATTEMPTS; attempt++) {
      await delay(REJOIN_EVERY_MS);
      if (this.#closed) return null;
      try {
        // Without any connection the library does not know whether it is still a member.
        await this.#consumer.metadata({ topics: this.#topics, forceUpdate: true });
        if (!this.#consumer.isActive()) await this.#consumer.joinGroup({});
        if (this.#reading) await this.#read();
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

const hasRecords = ({ responses }: fetchV17.FetchResponse): boolean =>
  responses.some(({ partitions }) => partitions.some(({ records }) => (records ?? []).length > 0));
