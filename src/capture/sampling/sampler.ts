import type { ReadOnlyCluster } from '../../kafka/read-only/cluster.ts';
import type { Missing } from '../../kafka/read-only/reading.ts';
import { pick, type Random } from '../../random.ts';
import { chooseWindows, type FreshRange, type Window } from './choose-windows.ts';
import type { KeyHash } from './key-hash.ts';
import { type ReadWindows, readWindows, type Wanted } from './read-windows.ts';
import { Sample } from './sample.ts';
import { sumWindow } from './window-sums.ts';

export interface SamplerOptions {
  /** By their numbers. */
  readonly topics: readonly string[];
  /** All samples together take so many bytes from the brokers. */
  readonly budgetBytes: number;
  /** No more than this is asked for at once: what may come in a second. */
  readonly mostFetchBytes: number;
  /** Slots over which the budget is spread, and what one slot has time for. */
  readonly slots: number;
  readonly mostWindowsPerSlot: number;
  readonly hash: KeyHash;
  readonly random: Random;
}

/** Keys that are kept in mind, all topics together and of one at most. */
const KEYS_IN_ALL = 200_000;
const KEYS_OF_ONE = 16_000;
const FEWEST_KEYS = 64;

/** A window's bytes: enough that a request is worth its while, not so many that few places are seen. */
const LEAST_WINDOW_BYTES = 8 * 1024;
const MOST_WINDOW_BYTES = 128 * 1024;
const MOST_WINDOW_RECORDS = 1_000;
const MOST_FETCH_BYTES = 1024 ** 2;

/** Topics whose batches are tried at the beginning of a slot, and windows that are asked for at once. */
const TRIED_PER_SLOT = 16;
const AT_ONCE = 8;

/** What a batch of a topic costs, as far as it is known. */
interface Learned {
  readonly bytesPerRecord: number;
  readonly batchBytes: number;
}

/** Takes samples of what is written, slot by slot, within its budget; nothing of a record is kept but sums. */
export class Sampler {
  readonly #cluster: Pick<ReadOnlyCluster, 'fetch'>;
  readonly #options: SamplerOptions;
  readonly #samples = new Map<number, Sample>();
  readonly #learned = new Map<number, Learned>();
  readonly #closed = new Set<number>();
  readonly #missing = new Map<string, Missing>();
  readonly whole: Sample;
  #queue: Window[] = [];
  #slotsLeft: number;
  #spent = 0;
  #windows = 0;
  #droppedWindows = 0;
  #largestAnswer = 0;

  constructor(cluster: Pick<ReadOnlyCluster, 'fetch'>, options: SamplerOptions) {
    this.#cluster = cluster;
    this.#options = options;
    this.#slotsLeft = options.slots;
    this.whole = new Sample(0);
  }

  sample(topic: number): Sample | null {
    return this.#samples.get(topic) ?? null;
  }

  /** What could not be read, each once. */
  get missing(): readonly Missing[] {
    return [...this.#missing.values()];
  }

  get droppedWindows(): number {
    return this.#droppedWindows;
  }

  get receivedBytes(): number {
    return this.#spent;
  }

  /** Bytes of the largest answer where it was more than was asked for: a batch comes whole; 0 where none was. */
  get overAllowance(): number {
    return this.#largestAnswer > this.#options.mostFetchBytes ? this.#largestAnswer : 0;
  }

  /** Chooses among what was written in a slot. Windows of earlier slots that are still to be read come first. */
  async plan(fresh: readonly FreshRange[]): Promise<void> {
    const readable = fresh.filter(({ topic }) => !this.#closed.has(topic));
    await this.#try(readable);
    const slotBytes = Math.max(0, this.#options.budgetBytes - this.#spent) / Math.max(1, this.#slotsLeft--);
    const affordable = slotBytes / this.#windowCost(slotBytes);
    const windows = Math.min(affordable, this.#options.mostWindowsPerSlot) - this.#queue.length;
    if (windows <= 0) return;
    const known = readable.filter(({ topic }) => this.#learned.has(topic));
    const length = (topic: number): number => {
      const { bytesPerRecord = 1 } = this.#learned.get(topic) ?? {};
      return Math.min(MOST_WINDOW_RECORDS, Math.max(1, Math.floor(this.#windowBytes(slotBytes) / bytesPerRecord)));
    };
    this.#queue.push(...chooseWindows(known, { windows, length }, this.#options.random));
  }

  /** Reads the next few windows; false where there are none. */
  async readSome(): Promise<boolean> {
    const turn: Window[] = [];
    const partitions = new Set<string>();
    const later: Window[] = [];
    for (const window of this.#queue) {
      const place = `${window.topic}/${window.partition}`;
      if (turn.length < AT_ONCE && !partitions.has(place)) {
        turn.push(window);
        partitions.add(place);
      } else later.push(window);
    }
    this.#queue = later;
    if (turn.length === 0) return false;
    const wanted = turn.map((window) => ({ ...window, topic: this.#name(window.topic), number: window.topic }));
    const bytes = Math.max(...turn.map((window) => this.#fetchBytes(window)));
    const read = await this.#read(wanted, bytes);
    this.#windows += turn.length;
    this.#droppedWindows += turn.length - read.length;
    for (const { wanted: window, batches } of read) {
      const sums = sumWindow(batches, window, this.#options.hash);
      const sample = this.#sampleOf(window.number);
      sample.add(sums, window.weight, window.partition);
      this.whole.add(sums, window.weight, null);
      this.#learn(window.number, sample);
    }
    return true;
  }

  /** What was not read in time; the windows are in no order, so that those that were read stand for all. */
  dropQueue(): void {
    this.#droppedWindows += this.#queue.length;
    this.#queue = [];
  }

  /** One batch of topics that were not looked at yet, the busiest first: only to know what a window may cost. */
  async #try(fresh: readonly FreshRange[]): Promise<void> {
    const byTopic = Map.groupBy(
      fresh.filter(({ topic }) => !this.#learned.has(topic)),
      ({ topic }) => topic,
    );
    const written = (ranges: readonly FreshRange[]): number => ranges.reduce((sum, { from, to }) => sum + to - from, 0);
    // The next look waits for these: no more of them than a second's allowance.
    const tried = Math.max(1, Math.min(TRIED_PER_SLOT, Math.floor(this.#options.mostFetchBytes / LEAST_WINDOW_BYTES)));
    const busiest = [...byTopic].toSorted(([, a], [, b]) => written(b) - written(a)).slice(0, tried);
    const { random } = this.#options;
    const wanted = busiest.map(([number, ranges]): Wanted & { readonly number: number } => {
      const { partition, from, to } = ranges[pick(random, ranges.length)] as FreshRange;
      const offset = from + pick(random, to - from);
      return { topic: this.#name(number), number, partition, from: offset, to: offset + 1 };
    });
    if (wanted.length === 0) return;
    const read = await this.#read(wanted, LEAST_WINDOW_BYTES);
    for (const { wanted: window, batches } of read) {
      const [batch] = batches;
      if (batch === undefined) continue;
      const bytesPerRecord = batch.bytes.length / Math.max(1, batch.records);
      this.#learned.set(window.number, { bytesPerRecord, batchBytes: batch.bytes.length });
    }
  }

  async #read<W extends Wanted>(wanted: readonly W[], maxBytes: number): Promise<ReadWindows<W>['read']> {
    const sizes = { maxBytes: Math.ceil(maxBytes), atOnceBytes: this.#options.mostFetchBytes };
    const { read, receivedBytes, mostBytes, missing } = await readWindows(this.#cluster, wanted, sizes);
    this.#spent += receivedBytes;
    this.#largestAnswer = Math.max(this.#largestAnswer, mostBytes);
    this.#remember(missing);
    return read;
  }

  #learn(topic: number, sample: Sample): void {
    const bytesPerRecord = sample.storedPerRecord.estimate()?.value;
    const batchBytes = sample.batchBytes.estimate()?.value;
    if (bytesPerRecord && batchBytes) this.#learned.set(topic, { bytesPerRecord, batchBytes });
  }

  #windowBytes(slotBytes: number): number {
    const even = slotBytes / Math.max(1, this.#options.mostWindowsPerSlot);
    return Math.min(MOST_WINDOW_BYTES, Math.max(LEAST_WINDOW_BYTES, even));
  }

  /** What a window has cost so far, on average. */
  #windowCost(slotBytes: number): number {
    return Math.max(this.#windowBytes(slotBytes), this.#windows === 0 ? 0 : this.#spent / this.#windows);
  }

  #fetchBytes({ topic, from, to }: Window): number {
    const { bytesPerRecord = 1, batchBytes = LEAST_WINDOW_BYTES } = this.#learned.get(topic) ?? {};
    return Math.min(MOST_FETCH_BYTES, Math.max(4_096, 1.25 * (bytesPerRecord * (to - from) + batchBytes)));
  }

  #sampleOf(topic: number): Sample {
    let sample = this.#samples.get(topic);
    if (sample === undefined) {
      const each = Math.floor(KEYS_IN_ALL / this.#options.topics.length);
      sample = new Sample(Math.min(KEYS_OF_ONE, Math.max(FEWEST_KEYS, each)));
      this.#samples.set(topic, sample);
    }
    return sample;
  }

  #name(topic: number): string {
    return this.#options.topics[topic] ?? '';
  }

  /** A topic that may not be read is not asked for again. */
  #remember(missing: readonly Missing[]): void {
    for (const one of missing) {
      this.#missing.set(`${one.what}\n${one.reason}`, one);
      if (one.reason !== 'not-permitted') continue;
      this.#options.topics.forEach((name, topic) => {
        if (one.what === 'samples' || one.what === `topic ${name}`) this.#closed.add(topic);
      });
    }
  }
}
