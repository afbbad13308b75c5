import type { Batch } from '../../batch.ts';
import { OutgoingBatch } from './outgoing-batch.ts';
import type { ProducerIdentity } from './protocol/init-producer-id.ts';

/** Sequences are int32 and begin again at 0. */
const SEQUENCES = 2 ** 31;
const LAST_EPOCH = 32_767;

/**
 * The order of one partition: which batches are under way, how they are numbered, and whether something
 * must be settled before the next one may go.
 *
 * A gap in the numbering (a batch that was given up or refused) ends an epoch: what is still under way in
 * it is waited for, then the lane goes on in the next epoch from sequence 0, as the Java client does. A
 * broker keeps epochs by partition, so lanes need not wait for each other, and it refuses whatever of the
 * old epoch should still arrive.
 */
export class PartitionLane {
  readonly topic: string;
  readonly partition: number;
  /** Not settled, oldest first. */
  readonly batches: OutgoingBatch[] = [];
  /** Attempts without an answer, of given up batches too. */
  onWire = 0;
  /** The numbering has a gap. */
  broken = false;
  /** performance.now() before which nothing is sent again. */
  retryAt = 0;
  #identity: ProducerIdentity;
  #nextSequence = 0;
  /** The broker has acknowledged a batch of this numbering. */
  #proven = false;

  constructor(topic: string, partition: number, identity: ProducerIdentity) {
    this.topic = topic;
    this.partition = partition;
    this.#identity = identity;
  }

  /** A batch that comes now may go at once. */
  get clear(): boolean {
    return !this.broken && this.#mayPipeline(this.batches.length + 1) && this.batches.every(({ onWire }) => onWire);
  }

  /** Something waits to be sent, or a gap to be closed. */
  get stalled(): boolean {
    return this.broken || this.batches.some(({ onWire }) => !onWire);
  }

  get needsNewProducerId(): boolean {
    return this.broken && this.#identity.epoch === LAST_EPOCH;
  }

  /** Gives a batch that has none its place in the numbering. */
  number(batch: OutgoingBatch): void {
    if (batch.stamp !== null) return;
    const { producerId, epoch } = this.#identity;
    if (producerId < 0n) {
      batch.stamp = { producerId, producerEpoch: -1, baseSequence: -1 };
      return;
    }
    batch.stamp = { producerId, producerEpoch: epoch, baseSequence: this.#nextSequence };
    this.#nextSequence = (this.#nextSequence + batch.count) % SEQUENCES;
  }

  acknowledged(batch: OutgoingBatch): void {
    this.#proven ||= batch.stamp?.producerEpoch === this.#identity.epoch;
    this.remove(batch);
  }

  remove(batch: OutgoingBatch): void {
    batch.done = true;
    this.batches.splice(this.batches.indexOf(batch), 1);
  }

  /** Forgets what is left of a batch; returns whether a broker may have written some of it. */
  giveUp(batch: Batch): boolean {
    const left = this.batches.filter((outgoing) => outgoing.batch === batch);
    for (const outgoing of left) {
      if (outgoing.stamp !== null) this.breakNumbering();
      this.remove(outgoing);
    }
    return left.some(({ maybeWritten }) => maybeWritten);
  }

  /** Two halves in its place, which are numbered anew. */
  split(outgoing: OutgoingBatch): void {
    const half = outgoing.count >>> 1;
    const halves = [
      new OutgoingBatch(outgoing.batch, this, outgoing.from, half),
      new OutgoingBatch(outgoing.batch, this, outgoing.from + half, outgoing.count - half),
    ];
    for (const part of halves) part.attempts = outgoing.attempts;
    this.batches.splice(this.batches.indexOf(outgoing), 1, ...halves);
    outgoing.done = true;
  }

  /** A batch of the numbering will not come: the later ones would be refused. */
  breakNumbering(): void {
    this.broken = this.#identity.producerId >= 0n;
  }

  /** What may be sent when nothing is on the wire, in order; begins a new epoch where the old one has a gap. */
  resume(): readonly OutgoingBatch[] {
    if (!this.broken) return this.#next();
    // What may have been written in the old epoch is asked for in the old epoch, or it could be written twice.
    const open = this.batches.filter(({ unanswered }) => unanswered > 0);
    if (open.length > 0) return open;
    const { producerId, epoch } = this.#identity;
    this.renumber({ producerId, epoch: epoch + 1 });
    return this.#next();
  }

  #next(): readonly OutgoingBatch[] {
    const waiting = this.batches.filter(({ onWire }) => !onWire);
    return this.#mayPipeline(waiting.length) ? waiting : waiting.slice(0, 1);
  }

  /**
   * A broker takes any sequence as the first one of a producer that it does not know: until one batch was
   * acknowledged, a second one on the wire could be written before the first, which then never could be.
   */
  #mayPipeline(batches: number): boolean {
    return batches <= 1 || this.#proven || this.#identity.producerId < 0n;
  }

  renumber(identity: ProducerIdentity): void {
    this.#identity = identity;
    this.#nextSequence = 0;
    this.#proven = false;
    this.broken = false;
    for (const batch of this.batches) batch.stamp = null;
  }
}
