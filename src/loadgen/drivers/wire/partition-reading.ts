/** A batch that is damaged or in doubt is fetched again; so often, it is the log itself that is so. */
const ATTEMPTS = 3;
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
  /** Attempts at the batch at `position`. */
  #attempts = 0;

  constructor({ topic, partition, position }: ReadPartition) {
    this.topic = topic;
    this.partition = partition;
    this.position = position;
  }

  /** An intact batch ended before `next`; the position never goes back. */
  passed(next: number): void {
    this.position = Math.max(this.position, next);
    this.#attempts = 0;
  }

  /**
   * A batch is damaged. Stays before it, to fetch it again, or passes over what it may have held: its header
   * may be what is wrong, so that is at least one record and none that is not there yet.
   */
  damaged(lastOffset: number, highWatermark: number): void {
    if (this.fetchesAgain()) return;
    this.passed(Math.max(this.position, Math.min(lastOffset, highWatermark - 1)) + 1);
  }

  /** True while the batch is worth another attempt. */
  fetchesAgain(): boolean {
    return ++this.#attempts < ATTEMPTS;
  }

  postpone(): void {
    this.preferred = -1;
    this.retryAt = performance.now() + RETRY_BACKOFF_MS;
  }
}
