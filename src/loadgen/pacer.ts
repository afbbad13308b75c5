import { LATE_MS } from '../evidence/late.ts';
import { recordsOf } from '../scenarios/schedule.ts';
import type { Accumulator } from './accumulator.ts';
import type { StreamInput } from './partition-queue.ts';

/** When the records of a topic are due; pure, from the plan. */
export interface TopicTimes {
  readonly total: number;
  countDueBy(micros: number): number;
  intendedMicros(index: number): number;
}

export interface Lateness {
  readonly latestMicros: number;
  /** Looked at more than LATE_MS after they were due. */
  readonly lateRecords: number;
}

const LATE_MICROS = LATE_MS * 1e3;

interface PacedStream {
  readonly input: StreamInput;
  readonly times: TopicTimes;
  /** The stream's next record, counted within the stream. */
  next: number;
  /** How many of its records were due at the last tick. */
  seen: number;
}

/**
 * Hands over what is due at each tick. A record that finds the send buffer full waits here, at no cost
 * in memory, until its delivery timeout and then counts as unsent: waiting is never hidden.
 */
export class Pacer {
  readonly #accumulator: Accumulator;
  readonly #streams: PacedStream[];
  readonly #timeoutMicros: number;
  /** The producer has crashed: what is due is unsent. */
  isAway = false;
  #lateness: Lateness = { latestMicros: 0, lateRecords: 0 };

  constructor(
    accumulator: Accumulator,
    streams: readonly { input: StreamInput; times: TopicTimes }[],
    timeoutMs: number,
  ) {
    this.#accumulator = accumulator;
    this.#streams = streams.map(({ input, times }) => ({ input, times, next: 0, seen: 0 }));
    this.#timeoutMicros = timeoutMs * 1e3;
  }

  get done(): boolean {
    return this.#streams.every((stream) => stream.next >= recordsOf(stream.input.stream, stream.times.total));
  }

  tick(nowMicros: number): void {
    for (const stream of this.#streams) this.#offerDue(stream, nowMicros);
    this.#accumulator.tick(nowMicros);
  }

  /**
   * Our own lateness since the last call: how long records were due before we looked, whether the send buffer
   * then had room or not. What they wait for room after that is the platform's.
   */
  takeLateness(): Lateness {
    const taken = this.#lateness;
    this.#lateness = { latestMicros: 0, lateRecords: 0 };
    return taken;
  }

  #offerDue(stream: PacedStream, nowMicros: number): void {
    const { input, times } = stream;
    const due = recordsOf(input.stream, times.countDueBy(nowMicros));
    if (due <= stream.next) return;
    if (this.isAway) {
      this.#skip(stream, due);
      return;
    }
    this.#noteLateness(stream, due, nowMicros);
    stream.next += this.#accumulator.offer(input, stream.next, due, nowMicros);
    while (
      stream.next < due &&
      nowMicros - times.intendedMicros(topicIndex(input, stream.next)) >= this.#timeoutMicros
    ) {
      this.#accumulator.giveUp(input, stream.next++, nowMicros);
    }
  }

  /** An application that is not there queues nothing, and is late with nothing. */
  #skip(stream: PacedStream, due: number): void {
    const { input, times } = stream;
    stream.seen = due;
    while (stream.next < due) {
      const intended = times.intendedMicros(topicIndex(input, stream.next));
      // As every other record that was not sent: a response shorter than its delivery timeout would flatter.
      this.#accumulator.giveUp(input, stream.next++, intended + this.#timeoutMicros);
    }
  }

  #noteLateness(stream: PacedStream, due: number, nowMicros: number): void {
    const { input, times, seen } = stream;
    if (due <= seen) return;
    stream.seen = due;
    const late = nowMicros - times.intendedMicros(topicIndex(input, seen));
    const lateDue = late <= LATE_MICROS ? seen : recordsOf(input.stream, times.countDueBy(nowMicros - LATE_MICROS));
    this.#lateness = {
      latestMicros: Math.max(this.#lateness.latestMicros, late),
      lateRecords: this.#lateness.lateRecords + Math.min(due, lateDue) - seen,
    };
  }
}

const topicIndex = ({ stream }: StreamInput, k: number): number => k * stream.producers + stream.producer;
