import type { PhaseRole } from '../../scenarios/types.ts';

/** series.json: every point that a chart draws. */
export interface Series {
  readonly schemaVersion: 1;
  readonly phases: readonly {
    readonly name: string;
    readonly role: PhaseRole;
    readonly start: number;
    readonly end: number;
  }[];
  readonly targets: readonly TargetSeries[];
}

export interface TargetSeries {
  readonly name: string;
  /** Response over the measured phases, all valid repetitions merged, one point a recorded bucket. */
  readonly percentileCurves: readonly {
    readonly path: 'produce.response' | 'produce.service' | 'tail.endToEnd';
    /** percentile in [0, 100); ms */
    readonly points: readonly { readonly percentile: number; readonly ms: number }[];
  }[];
  readonly repetitions: readonly {
    readonly index: number;
    readonly valid: boolean;
    readonly seconds: readonly SecondPoint[];
    /** In seconds since the epoch; `end` null where it was not seen to be healed. */
    readonly faults: readonly FaultBand[];
    /** Requests to the object store per second; empty where there is none. */
    readonly objectStore: readonly ObjectStorePoint[];
    readonly catchUp: readonly {
      readonly group: string;
      readonly startSecond: number;
      readonly tailSecond: number | null;
      /** Lag at the end of the second, in records; before the first read, all that was acknowledged so far. */
      readonly points: readonly { readonly second: number; readonly lag: number; readonly mib: number }[];
    }[];
  }[];
}

/** Latencies are of the records intended in this second; rates of what happened in it. */
export interface SecondPoint {
  readonly second: number;
  readonly phase: string | null;
  readonly count: number;
  readonly p50: number | null;
  readonly p99: number | null;
  readonly max: number | null;
  readonly tailP50: number | null;
  readonly tailP99: number | null;
  readonly intended: number;
  readonly offered: number;
  readonly acknowledged: number;
}

export interface FaultBand {
  readonly fault: string;
  readonly title: string;
  readonly where: string;
  readonly start: number;
  readonly healing: number | null;
  readonly end: number | null;
}

export interface ObjectStorePoint {
  readonly second: number;
  readonly put: number;
  readonly get: number;
  readonly other: number;
  readonly throttled: number;
  readonly failed: number;
  readonly mibWritten: number;
  readonly mibRead: number;
}
