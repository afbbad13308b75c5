import type { MonotonicClock } from '../../monotonic-clock.ts';
import type { ArrivedRecord, ArrivedRecords } from '../driver.ts';
import type { ClusterMap } from './cluster-map.ts';
import type { Links } from './links.ts';
import {
  addUnreadable,
  baseOffsetOf,
  damageOf,
  lastOffsetOf,
  readRecords,
  wholeBatches,
} from './protocol/batch-reader.ts';
import { ERROR, errorName } from './protocol/errors.ts';
import { FETCH, type FetchAnswer, type FetchedPartition, fetchBody, readFetchAnswer } from './protocol/fetch.ts';

const RETRY_BACKOFF_MS = 100;
const TICK_MS = 50;
/** A damaged batch is fetched again; damaged so often, it is the log that is damaged, and it is passed over. */
const DAMAGED_BATCH_ATTEMPTS = 3;

/** One partition that is read, and how far. */
export interface ReadPartition {
  readonly topic: string;
  readonly partition: number;
  /** Offset of the next record. */
  position: number;
}

interface Reading extends ReadPartition {
  /** A replica nearer than the leader. */
  preferred: number;
  /** performance.now() before which it is not fetched; infinite while its position is looked up. */
  retryAt: number;
  damaged: number;
}

/** What an answer brought of one partition. */
interface Advance {
  /** Offset of the first record that is wanted. */
  readonly from: number;
  readonly batches: readonly Buffer[];
  /** Offsets [from, to) that were passed over. */
  readonly unreadable: { readonly from: number; readonly to: number };
}

export interface FetcherContext {
  readonly zone: string | null;
  readonly clock: MonotonicClock;
  onRecords(arrived: ArrivedRecords): void;
  onFetch(micros: number): void;
  onError(where: string, message: string): void;
  /** The first offset that there is, for a partition whose position is out of range. */
  firstOffset(topic: string, partition: number): Promise<number>;
}

/** Fetches the assigned partitions, one request a broker at a time, the next one sent before records are decoded. */
export class Fetcher {
  readonly #context: FetcherContext;
  readonly #map: ClusterMap;
  readonly #links: Links;
  readonly #asking = new Set<number>();
  #readings: Reading[] = [];
  #timer: NodeJS.Timeout | null = null;

  constructor(context: FetcherContext, map: ClusterMap, links: Links) {
    this.#context = context;
    this.#map = map;
    this.#links = links;
  }

  /** Answers under way for what was read before are dropped. */
  read(partitions: readonly ReadPartition[]): void {
    this.#readings = partitions.map((reading) => ({ ...reading, preferred: -1, retryAt: 0, damaged: 0 }));
    if (this.#timer !== null) this.#fetch();
  }

  get positions(): readonly ReadPartition[] {
    return this.#readings;
  }

  start(): void {
    this.#timer ??= setInterval(() => this.#fetch(), TICK_MS);
    this.#fetch();
  }

  stop(): void {
    if (this.#timer !== null) clearInterval(this.#timer);
    this.#timer = null;
    this.#readings = [];
  }

  #fetch(): void {
    const now = performance.now();
    const due = this.#readings.filter(({ retryAt }) => retryAt <= now);
    for (const [node, ofNode] of Map.groupBy(due, (reading) => this.#nodeOf(reading))) {
      if (this.#asking.has(node)) continue;
      const link = this.#links.to(node);
      if (link === undefined) {
        this.#map.lookAgain();
        continue;
      }
      const readings = this.#readings;
      const since = this.#context.clock();
      this.#asking.add(node);
      link.send({
        ...FETCH,
        body: () => (readings === this.#readings ? fetchBody(ofNode, this.#context.zone) : null),
        onAnswer: (answer) => {
          this.#asking.delete(node);
          if (readings !== this.#readings || this.#timer === null) return this.#fetch();
          this.#answered(node, ofNode, readFetchAnswer(answer), since);
        },
        onLost: (_written, reason) => {
          this.#asking.delete(node);
          if (readings === this.#readings) this.#lost(ofNode, reason);
        },
      });
    }
  }

  #nodeOf({ preferred, topic, partition }: Reading): number {
    return preferred >= 0 ? preferred : this.#map.leaderOf(topic, partition);
  }

  #lost(readings: readonly Reading[], reason: string): void {
    this.#context.onError('fetch', reason);
    for (const reading of readings) this.#postpone(reading);
    this.#map.lookAgain();
  }

  #postpone(reading: Reading): void {
    reading.preferred = -1;
    reading.retryAt = performance.now() + RETRY_BACKOFF_MS;
  }

  #answered(node: number, readings: readonly Reading[], answer: FetchAnswer, since: number): void {
    if (answer.throttleMs > 0) this.#links.to(node)?.hold(answer.throttleMs);
    if (answer.error !== ERROR.none) {
      this.#lost(readings, errorName(answer.error));
      return;
    }
    const receivedMicros = this.#context.clock();
    const arrived = answer.partitions.map((fetched) => {
      const reading = readings.find(
        ({ topic, partition }) => topic === fetched.topic && partition === fetched.partition,
      );
      return reading === undefined ? null : { fetched, ...this.#advance(reading, fetched) };
    });
    this.#fetch();
    const decoded: ArrivedRecords[] = [];
    for (const one of arrived) {
      if (one === null) continue;
      const { topic, partition, highWatermark } = one.fetched;
      const records = this.#decode(one.batches, one.from);
      addUnreadable(one.unreadable.from, one.unreadable.to, records);
      if (records.length > 0) decoded.push({ topic, partition, highWatermark, receivedMicros, records });
    }
    this.#context.onFetch(this.#context.clock() - since);
    for (const records of decoded) this.#context.onRecords(records);
  }

  #decode(batches: readonly Buffer[], from: number): ArrivedRecord[] {
    const records: ArrivedRecord[] = [];
    for (const batch of batches) {
      try {
        readRecords(batch, from, records);
      } catch (error) {
        const { message } = error as Error;
        this.#context.onError('fetch', `the batch at ${baseOffsetOf(batch)} cannot be read: ${message}`);
        const next = (records.at(-1)?.offset ?? -1) + 1;
        addUnreadable(Math.max(from, baseOffsetOf(batch), next), lastOffsetOf(batch) + 1, records);
      }
    }
    return records;
  }

  /** Moves the position past every intact batch, up to one that is damaged, or past it at its last attempt. */
  #advance(reading: Reading, fetched: FetchedPartition): Advance {
    const from = reading.position;
    if (fetched.error !== ERROR.none) {
      this.#refused(reading, fetched.error);
      return { from, batches: [], unreadable: { from, to: from } };
    }
    if (fetched.preferredReplica >= 0) reading.preferred = fetched.preferredReplica;
    const batches: Buffer[] = [];
    let damaged: Buffer | null = null;
    for (const batch of wholeBatches(fetched.records)) {
      const damage = damageOf(batch);
      if (damage !== null) {
        this.#context.onError('fetch', `${damage} at ${reading.topic}/${reading.partition} ${baseOffsetOf(batch)}`);
        damaged = batch;
        break;
      }
      batches.push(batch);
      reading.position = lastOffsetOf(batch) + 1;
      reading.damaged = 0;
    }
    const intactTo = reading.position;
    if (damaged !== null && ++reading.damaged === DAMAGED_BATCH_ATTEMPTS) {
      // Its header may be what is wrong.
      reading.position = Math.max(intactTo, Math.min(lastOffsetOf(damaged), fetched.highWatermark - 1)) + 1;
      reading.damaged = 0;
    }
    return { from, batches, unreadable: { from: intactTo, to: reading.position } };
  }

  #refused(reading: Reading, error: number): void {
    const { topic, partition } = reading;
    this.#context.onError('fetch', `${errorName(error)} at ${topic}/${partition}`);
    this.#postpone(reading);
    if (error !== ERROR.offsetOutOfRange) {
      this.#map.lookAgain();
      return;
    }
    reading.retryAt = Number.POSITIVE_INFINITY;
    this.#context.firstOffset(topic, partition).then(
      (offset) => {
        reading.position = offset;
        reading.retryAt = 0;
      },
      (cause: Error) => {
        this.#context.onError('first offset', cause.message);
        this.#postpone(reading);
      },
    );
  }
}
