import type { OutgoingBatch } from './outgoing-batch.ts';
import type { PartitionLane } from './partition-lane.ts';
import type { ProducerIdentity } from './protocol/init-producer-id.ts';

/** retry.backoff.ms of the Java client. */
const RETRY_BACKOFF_MS = 100;
const RETRY_TICK_MS = 10;

interface StalledLanesOptions {
  /** Sends batches of different partitions, each the next of its own. */
  transmit(batches: readonly OutgoingBatch[]): void;
  takeProducerId(): Promise<ProducerIdentity>;
  onError(where: string, message: string): void;
}

/** Lanes in which something waits to be sent, again or for the first time, and when it may go. */
export class StalledLanes {
  readonly #options: StalledLanesOptions;
  readonly #lanes = new Set<PartitionLane>();
  #renewing = false;
  #timer: NodeJS.Timeout | null = null;

  constructor(options: StalledLanesOptions) {
    this.#options = options;
  }

  add(lane: PartitionLane): void {
    this.#lanes.add(lane);
  }

  /** Not before a pause: something went wrong. */
  postpone(lane: PartitionLane): void {
    lane.retryAt = performance.now() + RETRY_BACKOFF_MS;
    this.#lanes.add(lane);
    this.wake();
  }

  /** Sends on every lane what may go: nothing of it on the wire, its pause over. */
  resume(): void {
    if (this.#lanes.size === 0) return;
    const rounds: OutgoingBatch[][] = [];
    for (const lane of this.#lanes) {
      if (lane.onWire > 0 || performance.now() < lane.retryAt) continue;
      if (lane.needsNewProducerId) {
        this.#renewIdentity();
        continue;
      }
      this.#lanes.delete(lane);
      for (const [round, outgoing] of lane.resume().entries()) {
        rounds[round] ??= [];
        rounds[round].push(outgoing);
      }
    }
    for (const round of rounds) this.#options.transmit(round);
    this.wake();
  }

  /** Looks again soon whether something may go. */
  wake(): void {
    if (this.#timer !== null || this.#lanes.size === 0) return;
    this.#timer = setTimeout(() => {
      this.#timer = null;
      this.resume();
    }, RETRY_TICK_MS);
  }

  close(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#lanes.clear();
  }

  /** Every epoch of the producer id is used up in some lane: that lane goes on under another id. */
  #renewIdentity(): void {
    if (this.#renewing) return;
    this.#renewing = true;
    this.#options
      .takeProducerId()
      .then((identity) => {
        for (const lane of this.#lanes) if (lane.needsNewProducerId && lane.onWire === 0) lane.renumber(identity);
      })
      .catch((error: Error) => this.#options.onError('producer id', error.message))
      .finally(() => {
        this.#renewing = false;
        this.wake();
      });
  }
}
