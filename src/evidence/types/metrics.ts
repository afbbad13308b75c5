import type { ObjectOperation } from '../../scenarios/fault-kinds.ts';

interface Tick {
  readonly target: string;
  readonly repetition: number;
  /** Whole second since the repetition's epoch. */
  readonly second: number;
}

/** One line of metrics.jsonl. */
export type Metric =
  | (Tick & {
      readonly kind: 'generator';
      readonly thread: 'produce' | 'read' | 'main';
      /** Which of the threads that send, or that read; absent: 0. */
      readonly index?: number;
      /** CPU seconds of this thread (for main: of the whole process) within this second. */
      readonly cpuSeconds: number;
      readonly eventLoopMaxMs: number;
      readonly eventLoopP99Ms: number;
      readonly heapBytes: number;
    })
  | (Tick & {
      /**
       * Counted in the second in which it happened, unlike histograms. Every sending thread writes a line
       * of its own: counts and bytes add up, the longest lateness counts.
       */
      readonly kind: 'sends';
      /** Which of the threads that send; absent: 0. */
      readonly index?: number;
      readonly offered: number;
      readonly acknowledged: number;
      readonly acknowledgedBytes: number;
      readonly failed: number;
      readonly unknown: number;
      readonly unsent: number;
      readonly bufferedBytes: number;
      /** Longest that the pacing loop was late this second, whether the buffer then had room or not. */
      readonly pacingLateMicros: number;
      /** Records to which the pacing loop came this second more than `LATE_MS` after they were due. */
      readonly lateRecords: number;
      /** How long the batches compressed this second waited for it on other threads, summed; absent in older runs. */
      readonly compressingMicros?: number;
      /** Records sent once more, by how many times; absent where the client library does not tell. */
      readonly retried?: number;
    })
  | (Tick & {
      /**
       * What became of the records intended in this second. A late settlement and every further sending
       * thread add lines for the same second: sum every field. Where a fault begins or ends within the second,
       * the records from there on have a line of their own, whose `second` is that time (thousandths).
       */
      readonly kind: 'outcomes';
      readonly intended: number;
      readonly acknowledged: number;
      /** Of the acknowledged: with a response within 1 s (1,000,000 µs), the limit of `availability`. */
      readonly acknowledgedInLimit: number;
      readonly failed: number;
      readonly unknown: number;
      readonly unsent: number;
    })
  | (Tick & {
      readonly kind: 'group';
      readonly group: string;
      readonly records: number;
      /** Of these, what the group had read before: a partition went to another member. Absent: not counted, as in older runs. */
      readonly again?: number;
      readonly bytes: number;
      /** Records between the group's position and the high watermark; null before the first fetch, and where one is not known. */
      readonly lag: number | null;
      readonly fetches: number;
      /** Fetches that its members began in this second; absent: not counted, as in older runs. */
      readonly asked?: number;
      /** Fetches that had no answer at the end of this second; absent like `asked`. */
      readonly open?: number;
    })
  | (Tick & {
      /** Requests that an object store answered in this second, as the proxy before it saw them. */
      readonly kind: 'object-store';
      readonly operation: ObjectOperation | 'other';
      readonly requests: number;
      /** Of the bodies: towards the store, and from it. */
      readonly bytesWritten: number;
      readonly bytesRead: number;
      /** Answered with 503 (SlowDown), by the store or by a fault. */
      readonly throttled: number;
      /** Answered with another error, or not at all. */
      readonly failed: number;
      /** Of all of these, those to which a fault was done. */
      readonly injected: number;
    })
  | (Tick & { readonly kind: 'clock'; readonly wallMinusMonotonicMs: number })
  | (Tick & {
      readonly kind: 'platform';
      readonly node: number;
      readonly cpuSeconds: number;
      readonly rssBytes: number;
      /** Bytes that the node read from a device, not from the page cache; null where the system does not tell. */
      readonly diskReadBytes: number | null;
    });
