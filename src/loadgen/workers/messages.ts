import type { PartitionOutcomes, PartitionReading } from '../../evidence/types/audit.ts';
import type { Metric } from '../../evidence/types/metrics.ts';
import type { ConnectionSettings } from '../../kafka/connection.ts';
import type { Plan } from '../../scenarios/types.ts';
import type { IntervalCounts } from '../interval-recorder.ts';

/** What every thread of a repetition is given at its start. */
export interface ThreadJob {
  /** The thread's share of the plan: only its streams, or only its groups. Topic names are the cluster's own. */
  readonly plan: Plan;
  /** Which of the threads that send, or that read. */
  readonly index: number;
  /** The prefix's number for this run, target and repetition. */
  readonly run: number;
  readonly connection: ConnectionSettings;
  /** Group ids begin with it, and client ids, where the client profile has no prefix for them. */
  readonly clientId: string;
}

/** A metrics line without what the conductor adds: target and repetition. */
export type ThreadMetric = Metric extends infer M
  ? M extends Metric
    ? Omit<M, 'target' | 'repetition'>
    : never
  : never;

export type GroupCounts = IntervalCounts & { readonly group: string | null };

export interface TopicEnds {
  readonly topic: string;
  readonly offsets: readonly number[];
}

/** From every thread. */
interface Common {
  readonly ready: { readonly kind: 'ready' };
  readonly second: {
    readonly kind: 'second';
    readonly histograms: readonly GroupCounts[];
    readonly metrics: readonly ThreadMetric[];
    readonly errors: readonly { readonly where: string; readonly message: string; readonly count: number }[];
  };
  readonly failed: { readonly kind: 'failed'; readonly message: string };
}

export type FromThread = Common[keyof Common];

export type ToProduce = { readonly kind: 'begin'; readonly epochNanos: bigint } | { readonly kind: 'stop' };
export type FromProduce =
  | FromThread
  | { readonly kind: 'produced'; readonly complete: boolean; readonly outcomes: readonly PartitionOutcomes[] };

export type ToRead =
  | { readonly kind: 'begin'; readonly epochNanos: bigint }
  | { readonly kind: 'resume'; readonly group: string; readonly ends: readonly TopicEnds[] }
  | { readonly kind: 'read-all'; readonly ends: readonly TopicEnds[] }
  | { readonly kind: 'stop' };
/** What happened to a group. */
export type FromGroup =
  | { readonly kind: 'resumed'; readonly group: string; readonly atMicros: number }
  | {
      readonly kind: 'at-tail';
      readonly group: string;
      readonly atMicros: number;
      readonly records: number;
      readonly bytes: number;
    }
  | {
      readonly kind: 'generation';
      readonly group: string;
      readonly member: number;
      readonly generation: number;
      readonly atMicros: number;
    }
  | { readonly kind: 'reader-crashed'; readonly group: string; readonly member: number; readonly message: string };

export type FromRead =
  | FromThread
  | FromGroup
  | { readonly kind: 'reading'; readonly partitions: readonly PartitionReading[] }
  /** Every group has been left. */
  | { readonly kind: 'closed' };
