import type { TargetChecked } from './target-checked.ts';

interface At {
  readonly target: string;
  readonly repetition: number;
  /** Monotonic µs since the repetition's epoch; null before the epoch is set. */
  readonly atMicros: number | null;
  /** UTC, ISO 8601; a label, never subtracted. */
  readonly wall: string;
}

/** One line of events.jsonl. `repetition` counts from 1. */
export type Event =
  /** `replaces`: an invalid repetition is run once more under a number of its own. */
  | (At & { readonly kind: 'repetition-started'; readonly replaces: number | null })
  | (At & {
      readonly kind: 'target-ready';
      readonly clusterId: string;
      readonly version: string;
      readonly brokers: readonly { readonly id: number; readonly rack: string | null }[];
      /** Settings that the fairness page shows: replication, min ISR, flush, per topic configs as read back. */
      readonly topics: readonly {
        readonly name: string;
        readonly partitions: number;
        readonly replication: number;
        readonly configs: Readonly<Record<string, string>>;
      }[];
      readonly driver: {
        readonly name: string;
        readonly version: string;
        readonly limits: readonly string[];
        /** Produce requests in flight per broker that it honours: the plan's, or fewer. */
        readonly inFlight: number;
      };
      /** Between whom a proxy stands; absent in older runs: nowhere. */
      readonly proxied?: readonly string[];
      readonly roundTripMicros: number | null;
    })
  /** Before the first repetition of a target; absent in older runs, and where it could not be made. */
  | (At & { readonly kind: 'target-checked'; readonly check: TargetChecked })
  | (At & { readonly kind: 'load-started' })
  | (At & { readonly kind: 'phase-started' | 'phase-ended'; readonly phase: string })
  | (At & {
      readonly kind: 'catch-up-started';
      readonly group: string;
      /** The slice to read: offsets [first, end) per partition that existed at the start. */
      readonly slice: readonly SlicePartition[];
      readonly source: CatchUpSource;
    })
  | (At & {
      readonly kind: 'catch-up-at-tail';
      readonly group: string;
      readonly records: number;
      readonly bytes: number;
    })
  | (At & { readonly kind: 'catch-up-source'; readonly group: string; readonly source: CatchUpSource })
  /** Still not through when the run stopped waiting, so long after the last send had its fate. */
  | (At & {
      readonly kind: 'group-gave-up';
      readonly group: string;
      readonly waitedSeconds: number;
      readonly read: number;
      readonly acknowledged: number;
    })
  /** A member whose client library stopped for good: it was not reading. */
  | (At & {
      readonly kind: 'reader-crashed';
      readonly group: string;
      readonly member: number;
      readonly message: string;
    })
  | (At & {
      readonly kind: 'group-generation';
      readonly group: string;
      readonly member: number;
      readonly generation: number;
    })
  /** From here on the fault may act; whole ms, and histograms are cut here. */
  | (At & { readonly kind: 'fault-started'; readonly fault: string })
  /** It was seen to be in effect. */
  | (At & { readonly kind: 'fault-held'; readonly fault: string; readonly evidence: string })
  | (At & { readonly kind: 'fault-healing'; readonly fault: string })
  /** It was seen to be healed; whole ms, and histograms are cut here. */
  | (At & { readonly kind: 'fault-ended'; readonly fault: string; readonly evidence: string })
  /** It did not take effect, or did not heal, or was never begun: the run is invalid. */
  | (At & {
      readonly kind: 'fault-failed';
      readonly fault: string;
      readonly stage: 'inject' | 'heal';
      readonly message: string;
    })
  /** Something worth knowing that was seen meanwhile, such as whether new clients could connect. */
  | (At & { readonly kind: 'fault-note'; readonly fault: string; readonly note: string })
  /**
   * One sending thread had no acknowledgement from a partition for at least `GAP_MICROS` and linger while something
   * of it waited for one; `to` null: until the end.
   */
  | (At & {
      readonly kind: 'ack-gap';
      readonly index: number;
      readonly topic: string;
      readonly partition: number;
      readonly fromMicros: number;
      readonly toMicros: number | null;
    })
  /** First acknowledgement of a record that was intended after the fault began, of one thread and partition. */
  | (At & {
      readonly kind: 'first-ack';
      readonly fault: string;
      readonly index: number;
      readonly topic: string;
      readonly partition: number;
    })
  /** A group got nothing from a partition for so long, and then something that had waited. */
  | (At & {
      readonly kind: 'read-gap';
      readonly group: string;
      readonly topic: string;
      readonly partition: number;
      readonly fromMicros: number;
      readonly toMicros: number | null;
    })
  | (At & { readonly kind: 'error'; readonly where: string; readonly message: string; readonly count: number })
  | (At & { readonly kind: 'repetition-ended'; readonly complete: boolean; readonly reason: string | null })
  | {
      readonly kind: 'run-ended';
      readonly wall: string;
      readonly complete: boolean;
      readonly reason: string | null;
      /** Ids of `abortOnFail` thresholds that ended the run before its last repetition. */
      readonly abortedBy: readonly string[];
    };

export interface SlicePartition {
  readonly topic: string;
  readonly partition: number;
  readonly first: number;
  readonly end: number;
  /** ListOffsets −4, null where the platform has no tier. */
  readonly earliestLocal: number | null;
}

export interface CatchUpSource {
  readonly source: 'page-cache' | 'disk' | 'remote' | 'unknown';
  /** One sentence with the numbers it rests on. */
  readonly evidence: string;
}
