import { recordsOf } from '../scenarios/schedule.ts';
import type { Accumulator, StreamInput } from './accumulator.ts';

/** When the records of a topic are due; pure, from the plan. */
export interface TopicTimes {
  readonly total: number;
  countDueBy(micros: number): number;
  intendedMicros(index: number): number;
}

interface PacedStream {
  readonly input: StreamInput;
  readonly times: TopicTimes;
  /** The stream's next record, counted within the stream. */
  next: number;
  /** The send buffer refused its next record at the last tick. */
  blocked: boolean;
}

/**
 * Hands over what is due at each tick. A record that finds the send buffer full waits here, at no cost
 * in memory, until its delivery timeout and then counts as unsent: waiting is never hidden.
 */
export class Pacer {
  readonly #accumulator: Accumulator;
  readonly #streams: PacedStream[];
  readonly #timeoutMicros: number;

  constructor(
    accumulator: Accumulator,
    streams: readonly { input: StreamInput; times: TopicTimes }[],
    timeoutMs: number,
  ) {
    this.#accumulator = accumulator;
    this.#streams = streams.map(({ input, times }) => ({ input, times, next: 0, blocked: false }));
    this.#timeoutMicros = timeoutMs * 1e3;
  }

  get done(): boolean {
    return this.#streams.every((stream) => stream.next >= recordsOf(stream.input.stream, stream.times.total));
  }

  /** Returns how late, in µs, the latest record was handed over that did not wait for room in the buffer. */
  tick(nowMicros: number): number {
    let latest = 0;
    for (const stream of this.#streams) latest = Math.max(latest, this.#offerDue(stream, nowMicros));
    this.#accumulator.tick(nowMicros);
    return latest;
  }

  #offerDue(stream: PacedStream, nowMicros: number): number {
    const { input, times } = stream;
    const due = recordsOf(input.stream, times.countDueBy(nowMicros));
    if (due <= stream.next) return 0;
    const late = stream.blocked ? 0 : nowMicros - times.intendedMicros(topicIndex(input, stream.next));
    stream.next += this.#accumulator.offer(input, stream.next, due, nowMicros);
    stream.blocked = stream.next < due;
    while (
      stream.next < due &&
      nowMicros - times.intendedMicros(topicIndex(input, stream.next)) >= this.#timeoutMicros
    ) {
      this.#accumulator.giveUp(input, stream.next++, nowMicros);
    }
    return late;
  }
}

const topicIndex = ({ stream }: StreamInput, k: number): number => k * stream.producers + stream.producer;
