import { GAP_MICROS } from '../evidence/gap.ts';
import { PartitionTable } from './partition-table.ts';

/** A partition acknowledged nothing for so long, while something waited for it. `toMicros` null: nothing came any more. */
export interface AckGap {
  readonly topic: string;
  readonly partition: number;
  readonly fromMicros: number;
  readonly toMicros: number | null;
}

/** What is known of one partition, over all producers of the thread. */
interface Silence {
  readonly topic: string;
  readonly partition: number;
  /** Batches in the send buffer or on their way. */
  waiting: number;
  /** When the oldest record of those was due. */
  since: number;
  lastAckMicros: number;
  /** A gap at whose end nothing waited any more, as everything was given up: whether something more came, decides. */
  givenUp: AckGap | null;
}

/**
 * Finds the times at which partitions were silent: from the last acknowledgement, or from when the first record
 * that waits was due, to the next acknowledgement, or until nothing waits any more. Costs a few comparisons a batch.
 */
export class AckGaps {
  readonly #leastMicros: number;
  readonly #partitions = new PartitionTable<Silence>((topic, partition) => ({
    topic,
    partition,
    waiting: 0,
    since: 0,
    lastAckMicros: Number.NEGATIVE_INFINITY,
    givenUp: null,
  }));
  #ended: AckGap[] = [];

  /** What lingers is not waited for: a gap is noted where it is longer by `lingerMicros`. */
  constructor(lingerMicros: number) {
    this.#leastMicros = GAP_MICROS + lingerMicros;
  }

  /** A batch waits from now on, whose first record was due at `intendedMicros`. */
  waits(topic: string, partition: number, intendedMicros: number): void {
    const silence = this.#partitions.of(topic, partition);
    if (silence.waiting++ > 0) return;
    silence.since = intendedMicros;
    this.#leave(silence);
  }

  acknowledged(topic: string, partition: number, atMicros: number): void {
    const silence = this.#partitions.of(topic, partition);
    this.#leave(silence);
    const gap = this.#gapUntil(silence, atMicros);
    if (gap !== null) this.#ended.push(gap);
    silence.lastAckMicros = atMicros;
  }

  /** A batch waits no more, acknowledged or not. */
  waitsNoMore(topic: string, partition: number, atMicros: number): void {
    const silence = this.#partitions.of(topic, partition);
    if (--silence.waiting === 0) silence.givenUp = this.#gapUntil(silence, atMicros);
  }

  /** Nothing more will be sent: what was given up then is open for good. */
  close(): void {
    for (const { givenUp } of this.#partitions.values()) {
      if (givenUp !== null) this.#ended.push({ ...givenUp, toMicros: null });
    }
  }

  take(): AckGap[] {
    const taken = this.#ended;
    this.#ended = [];
    return taken;
  }

  #leave(silence: Silence): void {
    if (silence.givenUp !== null) this.#ended.push(silence.givenUp);
    silence.givenUp = null;
  }

  #gapUntil({ topic, partition, since, lastAckMicros }: Silence, toMicros: number): AckGap | null {
    const fromMicros = Math.max(since, lastAckMicros);
    return toMicros - fromMicros < this.#leastMicros ? null : { topic, partition, fromMicros, toMicros };
  }
}
