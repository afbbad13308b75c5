import { type FetchSizes, fetchSizes } from '../../../scenarios/client-sizes.ts';
import type { Bytes } from '../../../units.ts';
import type { MonotonicClock } from '../../monotonic-clock.ts';
import type { ArrivedRecords } from '../driver.ts';
import { ArrivingFetch } from './arriving-fetch.ts';
import type { ClusterMap } from './cluster-map.ts';
import type { Links } from './links.ts';
import { PartitionReading, type ReadPartition } from './partition-reading.ts';
import { ERROR, errorName } from './protocol/errors.ts';
import { FETCH, fetchBody } from './protocol/fetch.ts';
import { FetchAnswerReader } from './protocol/fetch-answer.ts';

const TICK_MS = 50;

export interface FetcherContext {
  readonly zone: string | null;
  readonly fetchPartitionBytes?: Bytes | undefined;
  readonly clock: MonotonicClock;
  onRecords(arrived: ArrivedRecords): void;
  onFetchStart(): void;
  onFetch(micros: number, hasRecords: boolean): void;
  onFetchLost(): void;
  onError(where: string, message: string): void;
  /** The first offset that there is, for a partition whose position is out of range. */
  firstOffset(topic: string, partition: number): Promise<number>;
}

/** Fetches the assigned partitions, one request a broker at a time. */
export class Fetcher {
  readonly #context: FetcherContext;
  readonly #map: ClusterMap;
  readonly #links: Links;
  readonly #sizes: FetchSizes;
  readonly #asking = new Set<number>();
  #readings: PartitionReading[] = [];
  #timer: NodeJS.Timeout | null = null;

  constructor(context: FetcherContext, map: ClusterMap, links: Links) {
    this.#context = context;
    this.#sizes = fetchSizes(context);
    this.#map = map;
    this.#links = links;
  }

  /** Answers under way for what was read before are dropped. */
  read(partitions: readonly ReadPartition[]): void {
    this.#readings = partitions.map((partition) => new PartitionReading(partition));
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
      if (!this.#asking.has(node)) this.#ask(node, ofNode);
    }
  }

  #ask(node: number, readings: readonly PartitionReading[]): void {
    const { clock, zone, onRecords, onFetchStart, onFetch, onFetchLost } = this.#context;
    onFetchStart();
    const link = this.#links.to(node);
    if (link === undefined) {
      onFetchLost();
      // A replica whose address is not known is not nearer.
      for (const reading of readings) reading.preferred = -1;
      this.#map.lookAgain();
      return;
    }
    const all = this.#readings;
    const since = clock();
    const wanted = (): boolean => all === this.#readings && this.#timer !== null;
    let hasRecords = false;
    const arriving = new ArrivingFetch({
      ...this.#context,
      onRecords: (arrived) => {
        hasRecords = true;
        onRecords(arrived);
      },
      isWanted: wanted,
      readingOf: (topic, partition) =>
        readings.find((reading) => reading.topic === topic && reading.partition === partition),
      onHead: (throttleMs, error) => {
        if (throttleMs > 0) this.#links.to(node)?.hold(throttleMs);
        if (error !== ERROR.none && wanted()) this.#lost(readings, errorName(error));
      },
      onRefused: (reading, error) => this.#refused(reading, error),
      onEnd: () => {
        this.#asking.delete(node);
        if (wanted()) onFetch(clock() - since, hasRecords);
        else onFetchLost();
        this.#fetch();
      },
    });
    this.#asking.add(node);
    link.send({
      ...FETCH,
      body: () => (all === this.#readings ? fetchBody(readings, zone, this.#sizes) : null),
      answer: new FetchAnswerReader(arriving),
      onLost: (_written, reason) => {
        this.#asking.delete(node);
        onFetchLost();
        if (all === this.#readings) this.#lost(readings, reason);
      },
    });
  }

  #nodeOf({ preferred, topic, partition }: PartitionReading): number {
    return preferred >= 0 ? preferred : this.#map.leaderOf(topic, partition);
  }

  #lost(readings: readonly PartitionReading[], reason: string): void {
    this.#context.onError('fetch', reason);
    for (const reading of readings) reading.postpone();
    this.#map.lookAgain();
  }

  #refused(reading: PartitionReading, error: number): void {
    const { topic, partition } = reading;
    this.#context.onError('fetch', `${errorName(error)} at ${topic}/${partition}`);
    reading.postpone();
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
        reading.postpone();
      },
    );
  }
}
