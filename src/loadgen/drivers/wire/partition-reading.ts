/** A damaged batch is fetched again; damaged so often, it is the log that is damaged, and it is passed over. */
const DAMAGED_BATCH_ATTEMPTS = 3;
const RETRY_BACKOFF_MS = 100;

/** One partition that is read, and how far. */
export interface ReadPartition {
  readonly topic: string;
  readonly partition: number;
  /** Offset of the next record. */
  position: number;
}

/** How the reading of one partition goes. */
export class PartitionReading implements ReadPartition {
  readonly topic: string;
  readonly partition: number;
  position: number;
  /** A replica nearer than the leader; −1: none. */
  preferred = -1;
  /** performance.now() before which it is not fetched; infinite while its position is looked up. */
  retryAt = 0;
  #damaged = 0;

  constructor({ topic, partition, position }: ReadPartition) {
    this.topic = topic;
    this.partition = partition;
    this.position = position;
  }

  /** An intact batch ended before `next`. */
  passed(next: number): void {
    this.position = next;
    this.#damaged = 0;
  }

  /**
   * A batch is damaged. Stays before it, to fetch it again, or passes over what it may have held: its header
   * may be what is wrong, so that is at least one record and none that is not there yet.
   */
  damaged(lastOffset: number, highWatermark: number): void {
    if (++this.#damaged < DAMAGED_BATCH_ATTEMPTS) return;
    this.passed(Math.max(this.position, Math.min(lastOffset, highWatermark - 1)) + 1);
  }

  postpone(): void {
    this.preferred = -1;
    this.retryAt = performance.now() + RETRY_BACKOFF_MS;
  }
}
