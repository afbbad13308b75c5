import type { GroupReading, PartitionOutcomes, PartitionReading } from '../../evidence/types/audit.ts';
import type { Metric } from '../../evidence/types/metrics.ts';
import type { ConnectionSettings } from '../../kafka/connection.ts';
import type { Plan } from '../../scenarios/types.ts';
import type { AckGap } from '../ack-gaps.ts';
import type { FirstAck } from '../first-acks.ts';
import type { IntervalCounts } from '../interval-recorder.ts';
import type { ReadGap } from '../workloads/read-gaps.ts';

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
  /** What was asked for under this number is done, or could not be. */
  readonly called: { readonly kind: 'called'; readonly call: number; readonly error: string | null };
}

export type FromThread = Common[keyof Common];

/** To every thread. */
type ToThread =
  | { readonly kind: 'begin'; readonly epochNanos: bigint }
  | { readonly kind: 'cut'; readonly atMicros: number }
  | { readonly kind: 'stop' };

export type ToProduce =
  | ToThread
  | { readonly kind: 'fault-began'; readonly fault: string; readonly atMicros: number }
  | { readonly kind: 'crash' | 'restore'; readonly call: number; readonly producer: number };
export type FromProduce =
  | FromThread
  | { readonly kind: 'acknowledging'; readonly gaps: readonly AckGap[]; readonly firstAcks: readonly FirstAck[] }
  | { readonly kind: 'produced'; readonly complete: boolean; readonly outcomes: readonly PartitionOutcomes[] };

export type ToRead =
  | ToThread
  | { readonly kind: 'resume'; readonly group: string; readonly ends: readonly TopicEnds[] }
  /** All groups are left: the topics end there, and nothing more arrives. */
  | { readonly kind: 'leave' | 'read-all'; readonly ends: readonly TopicEnds[] }
  | { readonly kind: 'crash' | 'restore'; readonly call: number; readonly group: string; readonly member: number };
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
  | { readonly kind: 'read-gaps'; readonly group: string; readonly gaps: readonly ReadGap[] }
  | { readonly kind: 'reader-crashed'; readonly group: string; readonly member: number; readonly message: string };

export type FromRead =
  | FromThread
  | FromGroup
  | { readonly kind: 'reading'; readonly partitions: readonly PartitionReading[] }
  /** What a group got, once it has been left. */
  | { readonly kind: 'group-reading'; readonly reading: GroupReading }
  /** Every group has been left. */
  | { readonly kind: 'closed' };
