import { RangeSet } from '../evidence/ranges.ts';
import type { PartitionOutcomes, SequenceCut } from '../evidence/types/audit.ts';
import type { Stream } from '../scenarios/types.ts';
import { type AckGap, AckGaps } from './ack-gaps.ts';
import type { Batch } from './batch.ts';
import { Cuts } from './cuts.ts';
import type { Outcome } from './drivers/driver.ts';
import { type FirstAck, FirstAcks } from './first-acks.ts';
import { IntervalOutcomes, type OutcomeCounts } from './interval-outcomes.ts';
import { type IntervalCounts, IntervalRecorder } from './interval-recorder.ts';
import { SequenceCuts } from './sequence-cuts.ts';

/** Response within this counts toward availability. */
const AVAILABLE_WITHIN_MICROS = 1_000_000;

type Fate = Outcome | 'unsent';
const FATES: readonly Fate[] = ['acknowledged', 'failed', 'unknown', 'unsent'];

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

interface LedgerOptions {
  readonly cuts?: Cuts;
  readonly lingerMs?: number;
}

/** What the books say of the time since the last look. */
interface LedgerPage {
  readonly histograms: IntervalCounts[];
  readonly outcomes: OutcomeCounts[];
  readonly counters: SendCounters;
  readonly gaps: AckGap[];
  readonly firstAcks: FirstAck[];
}

/**
 * The books of one producing thread: three latencies, outcomes by second of intended time, and per
 * partition the sequences of every fate. Every intended record ends in exactly one fate.
 */
export class SendLedger {
  readonly #cuts: Cuts;
  readonly #scheduleDelay: IntervalRecorder;
  readonly #service: IntervalRecorder;
  readonly #response: IntervalRecorder;
  readonly #outcomes: IntervalOutcomes;
  readonly #gaps: AckGaps;
  readonly #firstAcks = new FirstAcks();
  readonly #partitions = new Map<string, PartitionBook>();
  #counters = noCounters();
  /** Where cuts lie in the sequences; whoever numbers records tells it. */
  readonly sequenceCuts: SequenceCuts;

  constructor({ cuts = new Cuts(), lingerMs = 0 }: LedgerOptions = {}) {
    this.#cuts = cuts;
    this.#scheduleDelay = new IntervalRecorder('schedule-delay', cuts);
    this.#service = new IntervalRecorder('service', cuts);
    this.#response = new IntervalRecorder('response', cuts);
    this.#outcomes = new IntervalOutcomes(cuts);
    this.#gaps = new AckGaps(lingerMs * 1e3);
    this.sequenceCuts = new SequenceCuts(cuts);
  }

  /** From then on the first acknowledgement of each partition is noted. */
  faultBegan(fault: string, atMicros: number): void {
    this.#firstAcks.faultBegan(fault, atMicros);
  }

  /** The send buffer took a record. */
  handedOver(intendedMicros: number, nowMicros: number): void {
    this.#scheduleDelay.record(intendedMicros, nowMicros - intendedMicros);
    this.#counters.offered++;
    this.#outcomes.of(intendedMicros).intended++;
  }

  /** A batch waits in the send buffer from now on; its first record was due at `intendedMicros`. */
  waits({ topic }: Stream, partition: number, intendedMicros: number): void {
    this.#gaps.waits(topic, partition, intendedMicros);
  }

  /** Every record of a batch that waited has its fate. */
  waitsNoMore({ topic }: Stream, partition: number, atMicros: number): void {
    this.#gaps.waitsNoMore(topic, partition, atMicros);
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
      const counts = this.#outcomes.of(intended);
      counts[outcome]++;
      if (outcome !== 'acknowledged') continue;
      if (response <= AVAILABLE_WITHIN_MICROS) counts.acknowledgedInLimit++;
      bytes += source.template(indices[i] as number).valueBytes;
    }
    this.#counters[outcome] += count;
    this.#counters.acknowledgedBytes += bytes;
    const first = batch.firstSequence + from;
    this.#book(batch.stream, batch.partition)[outcome].add(first, first + count);
    if (outcome !== 'acknowledged') return;
    this.#gaps.acknowledged(batch.topic, batch.partition, atMicros);
    const lastIntended = intendedMicros[from + count - 1] as number;
    this.#firstAcks.acknowledged(batch.topic, batch.partition, lastIntended, atMicros);
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
    const counts = this.#outcomes.of(intendedMicros);
    counts.unsent++;
    if (!handed) counts.intended++;
    this.#counters.unsent++;
    this.#book(stream, partition).unsent.add(sequence, sequence + 1);
  }

  take(): LedgerPage {
    const counters = this.#counters;
    this.#counters = noCounters();
    return {
      histograms: [...this.#scheduleDelay.take(), ...this.#service.take(), ...this.#response.take()],
      outcomes: this.#outcomes.take(),
      counters,
      gaps: this.#gaps.take(),
      firstAcks: this.#firstAcks.take(),
    };
  }

  /** Nothing more will be sent: gaps without an end are in the next page. */
  close(): void {
    this.#gaps.close();
  }

  partitions(): PartitionOutcomes[] {
    return [...this.#partitions.values()].map((book) => ({
      topic: book.stream.topic,
      partition: book.partition,
      producer: book.stream.producer,
      acknowledged: book.acknowledged.saved(),
      failed: book.failed.saved(),
      unknown: book.unknown.saved(),
      unsent: book.unsent.saved(),
      ...(this.#cuts.times.length === 0 ? {} : { cuts: this.#cutsOf(book) }),
    }));
  }

  #cutsOf(book: PartitionBook): readonly SequenceCut[] {
    const end = Math.max(...FATES.map((fate) => book[fate].end));
    return this.sequenceCuts.of(book.stream.id, book.partition, end);
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
