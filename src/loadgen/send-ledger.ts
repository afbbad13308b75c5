import { RangeSet } from '../evidence/ranges.ts';
import type { PartitionOutcomes } from '../evidence/types/audit.ts';
import type { Stream } from '../scenarios/types.ts';
import type { Batch } from './batch.ts';
import type { Outcome } from './drivers/driver.ts';
import { type IntervalCounts, IntervalRecorder } from './interval-recorder.ts';

/** Response within this counts toward availability. */
const AVAILABLE_WITHIN_MICROS = 1_000_000;

type Fate = Outcome | 'unsent';

/** Outcomes of the records intended in one second, as far as they became known since the last call. */
export interface OutcomeCounts {
  second: number;
  intended: number;
  acknowledged: number;
  acknowledgedInLimit: number;
  failed: number;
  unknown: number;
  unsent: number;
}

/** What happened since the last call, whenever it was intended. */
export interface SendCounters {
  offered: number;
  acknowledged: number;
  acknowledgedBytes: number;
  failed: number;
  unknown: number;
  unsent: number;
}

const noCounters = (): SendCounters => ({
  offered: 0,
  acknowledged: 0,
  acknowledgedBytes: 0,
  failed: 0,
  unknown: 0,
  unsent: 0,
});

const noOutcomes = (second: number): OutcomeCounts => ({
  second,
  intended: 0,
  acknowledged: 0,
  acknowledgedInLimit: 0,
  failed: 0,
  unknown: 0,
  unsent: 0,
});

/**
 * The books of one producing thread: three latencies, outcomes by second of intended time, and per
 * partition the sequences of every fate. Every intended record ends in exactly one fate.
 */
export class SendLedger {
  readonly #scheduleDelay = new IntervalRecorder('schedule-delay');
  readonly #service = new IntervalRecorder('service');
  readonly #response = new IntervalRecorder('response');
  readonly #bySecond = new Map<number, OutcomeCounts>();
  readonly #partitions = new Map<string, PartitionBook>();
  #latest = noOutcomes(-1);
  #counters = noCounters();

  /** The send buffer took a record. */
  handedOver(intendedMicros: number, nowMicros: number): void {
    this.#scheduleDelay.record(intendedMicros, nowMicros - intendedMicros);
    this.#counters.offered++;
    this.#outcomes(intendedMicros).intended++;
  }

  /** Records [from, from + count) of a batch that was handed to the driver got an answer, or none in time. */
  settled(batch: Batch, from: number, count: number, outcome: Outcome, atMicros: number): void {
    const { intendedMicros, handedMicros, indices, source } = batch;
    let bytes = 0;
    for (let i = from; i < from + count; i++) {
      const intended = intendedMicros[i] as number;
      const response = atMicros - intended;
      this.#service.record(intended, atMicros - (handedMicros[i] as number));
      this.#response.record(intended, response);
      const counts = this.#outcomes(intended);
      counts[outcome]++;
      if (outcome !== 'acknowledged') continue;
      if (response <= AVAILABLE_WITHIN_MICROS) counts.acknowledgedInLimit++;
      bytes += source.template(indices[i] as number).valueBytes;
    }
    this.#counters[outcome] += count;
    this.#counters.acknowledgedBytes += bytes;
    const first = batch.firstSequence + from;
    this.#book(batch.stream, batch.partition)[outcome].add(first, first + count);
  }

  /** A record that no driver was ever given: given up at `atMicros`. `handed`: the send buffer had it. */
  unsent(
    stream: Stream,
    partition: number,
    sequence: number,
    intendedMicros: number,
    atMicros: number,
    handed: boolean,
  ): void {
    this.#response.record(intendedMicros, atMicros - intendedMicros);
    const counts = this.#outcomes(intendedMicros);
    counts.unsent++;
    if (!handed) counts.intended++;
    this.#counters.unsent++;
    this.#book(stream, partition).unsent.add(sequence, sequence + 1);
  }

  take(): { histograms: IntervalCounts[]; outcomes: OutcomeCounts[]; counters: SendCounters } {
    const outcomes = [...this.#bySecond.values()];
    const counters = this.#counters;
    this.#bySecond.clear();
    this.#latest = noOutcomes(-1);
    this.#counters = noCounters();
    return {
      histograms: [...this.#scheduleDelay.take(), ...this.#service.take(), ...this.#response.take()],
      outcomes,
      counters,
    };
  }

  partitions(): PartitionOutcomes[] {
    return [...this.#partitions.values()].map((book) => ({
      topic: book.stream.topic,
      partition: book.partition,
      producer: book.stream.producer,
      acknowledged: book.acknowledged.toRanges(),
      failed: book.failed.toRanges(),
      unknown: book.unknown.toRanges(),
      unsent: book.unsent.toRanges(),
    }));
  }

  #outcomes(intendedMicros: number): OutcomeCounts {
    const second = Math.floor(intendedMicros / 1e6);
    if (second === this.#latest.second) return this.#latest;
    let counts = this.#bySecond.get(second);
    if (counts === undefined) {
      counts = noOutcomes(second);
      this.#bySecond.set(second, counts);
    }
    this.#latest = counts;
    return counts;
  }

  #book(stream: Stream, partition: number): PartitionBook {
    const key = `${stream.id}/${partition}`;
    let book = this.#partitions.get(key);
    if (book === undefined) {
      book = {
        stream,
        partition,
        acknowledged: new RangeSet(),
        failed: new RangeSet(),
        unknown: new RangeSet(),
        unsent: new RangeSet(),
      };
      this.#partitions.set(key, book);
    }
    return book;
  }
}

interface PartitionBook extends Readonly<Record<Fate, RangeSet>> {
  readonly stream: Stream;
  readonly partition: number;
}
