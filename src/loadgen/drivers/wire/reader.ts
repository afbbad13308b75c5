import { setTimeout as delay } from 'node:timers/promises';
import { Consumer } from '@platformatic/kafka';
import { securityOptions } from '../../../kafka/security-options.ts';
import { cutOff } from '../cut-off.ts';
import type { DriverReader, ReaderContext } from '../driver.ts';
import {
  COMMIT_EVERY_MS,
  JOINED_WITHIN_MS,
  joinedAtLast,
  leftInTime,
  memberTimes,
  REJOIN_ATTEMPTS,
  REJOIN_EVERY_MS,
} from '../membership.ts';
import { REQUEST_TIMEOUT_MS } from '../requests.ts';
import { ClusterMap } from './cluster-map.ts';
import { Fetcher } from './fetcher.ts';
import { GroupOffsets } from './group-offsets.ts';
import { Links } from './links.ts';
import { type Lookups, openLookups } from './lookups.ts';
import type { ReadPartition } from './partition-reading.ts';

/**
 * Joins the group through the client library, which keeps the membership alive, and fetches by itself.
 * Resolves once partitions are assigned; reads on from what the group committed, or from the first offset.
 */
export async function openReader(context: ReaderContext): Promise<DriverReader> {
  return joinedAtLast(async () => new WireReader(context, await openLookups(context)), context.onError);
}

class WireReader implements DriverReader {
  readonly #context: ReaderContext;
  readonly #consumer: Consumer;
  readonly #lookups: Lookups;
  readonly #map: ClusterMap;
  readonly #links: Links;
  readonly #offsets: GroupOffsets;
  readonly #fetcher: Fetcher;
  readonly #committing: NodeJS.Timeout;
  #waiting: boolean;
  #closed = false;
  #generation = -1;
  /** The generation at whose end this member has committed, and how far it was then. */
  #handedOver = -1;
  #reached: readonly ReadPartition[] = [];
  #begun: Promise<void> = Promise.resolve();

  constructor(context: ReaderContext, lookups: Lookups) {
    const { connection, clientId, groupId, topics, onError } = context;
    this.#context = context;
    this.#waiting = context.startPaused;
    this.#consumer = new Consumer({
      groupId,
      clientId,
      bootstrapBrokers: [...connection.bootstrap],
      ...memberTimes(context),
      requestTimeout: JOINED_WITHIN_MS,
      retries: 5,
      retryDelay: 200,
      ...securityOptions(connection.security),
    });
    this.#consumer.topics.trackAll(...topics);
    this.#lookups = lookups;
    // A look that only ends because we do is no error.
    this.#map = new ClusterMap(lookups.lookAt, topics, (message) => this.#closed || onError('leaders', message));
    this.#links = new Links({ connection, clientId, requestTimeoutMs: REQUEST_TIMEOUT_MS, onError }, this.#map);
    this.#offsets = new GroupOffsets(this.#consumer);
    const firstOffset = async (topic: string, partition: number): Promise<number> =>
      (await this.#offsets.first(topic, [partition])).get(partition) ?? 0;
    this.#fetcher = new Fetcher({ ...context, firstOffset }, this.#map, this.#links);
    this.#committing = setInterval(() => {
      // While it joins nothing can be committed: the library would only join once more.
      if (this.#consumer.isActive()) this.#commit();
    }, COMMIT_EVERY_MS);
  }

  async join(): Promise<void> {
    const onError = (where: string, message: string): void => {
      if (!this.#closed) this.#context.onError(where, message);
    };
    this.#consumer.on('consumer:group:join', () => {
      const isFirst = this.#generation < 0;
      this.#begun = this.#begin();
      this.#begun.catch((error: Error) => {
        onError('positions', error.message);
        // Of a member that has never read, whoever opens it is told.
        if (!isFirst) this.#beginAgain(onError);
      });
    });
    this.#consumer.on('consumer:group:rebalance', () => this.#handOver());
    this.#consumer.on('consumer:heartbeat:error', ({ error }) => onError('heartbeat', error.message));
    await this.#map.look();
    await this.#consumer.joinGroup({});
    this.#consumer.on('error', (error) => void this.#joinAgain(error));
    await this.#begun;
  }

  resume(): void {
    this.#waiting = false;
    this.#fetcher.start();
  }

  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    clearInterval(this.#committing);
    await leftInTime(this.#leave());
  }

  async crash(): Promise<void> {
    this.#closed = true;
    clearInterval(this.#committing);
    this.#fetcher.stop();
    await Promise.all([this.#links.crash(), this.#lookups.close(), cutOff([this.#consumer.connections])]);
    // Without a connection it cannot leave its group; it stops its timers.
    this.#consumer.close(true).catch(() => undefined);
  }

  async #leave(): Promise<void> {
    const positions = this.#fetcher.positions;
    this.#fetcher.stop();
    await this.#offsets.commit(positions).catch(() => undefined);
    await Promise.allSettled([this.#links.close(), this.#lookups.close(), this.#consumer.close(true)]);
  }

  /** After every join, the first one and those of a rebalance. */
  async #begin(): Promise<void> {
    const { generationId, assignments } = this.#consumer;
    const positions = await this.#offsets.positions(assignments ?? []);
    if (this.#closed || generationId !== this.#consumer.generationId) return;
    // What this member has read and kept it need not read again, committed or not.
    const reached = [...this.#reached, ...this.#fetcher.positions];
    for (const at of positions) {
      const own = reached.find(({ topic, partition }) => topic === at.topic && partition === at.partition);
      at.position = Math.max(at.position, own?.position ?? 0);
    }
    this.#reached = [];
    if (generationId !== this.#generation) this.#context.onGeneration(generationId);
    this.#generation = generationId;
    this.#fetcher.read(positions);
    if (!this.#waiting) this.#fetcher.start();
  }

  #beginAgain(onError: (where: string, message: string) => void): void {
    const { generationId } = this.#consumer;
    const isCurrent = (): boolean => !this.#closed && generationId === this.#consumer.generationId;
    setTimeout(() => {
      if (!isCurrent()) return;
      this.#begin().catch((error: Error) => {
        onError('positions', error.message);
        this.#beginAgain(onError);
      });
    }, REJOIN_EVERY_MS).unref();
  }

  /**
   * The group rebalances: all its members join anew. What this one has read is for others to continue, so it says
   * how far it is and reads nothing until partitions are assigned, as the Java client does with eager assignors.
   * Once: a commit that is refused because of the rebalance makes the library join again, and tell so again.
   */
  #handOver(): void {
    if (this.#handedOver === this.#generation) return;
    this.#handedOver = this.#generation;
    this.#commit();
    this.#reached = this.#fetcher.positions;
    this.#fetcher.read([]);
  }

  #commit(): void {
    if (this.#waiting || this.#closed) return;
    this.#offsets
      .commit(this.#fetcher.positions)
      .catch((error: Error) => this.#closed || this.#context.onError('commit', error.message));
  }

  /** The library joins again by itself, but not for long. */
  async #joinAgain(cause: Error): Promise<void> {
    let message = cause.message;
    if (this.#closed) return;
    for (let attempt = 0; attempt < REJOIN_ATTEMPTS; attempt++) {
      this.#context.onError('rejoin', message);
      await delay(REJOIN_EVERY_MS);
      if (this.#closed) return;
      try {
        await this.#consumer.joinGroup({});
        return;
      } catch (error) {
        message = (error as Error).message;
      }
    }
    this.#context.onCrash(message);
  }
}
