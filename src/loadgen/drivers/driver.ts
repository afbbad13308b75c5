import type { ConnectionSettings } from '../../kafka/connection.ts';
import type { ClientProfile, Compression } from '../../scenarios/types.ts';
import type { Bytes } from '../../units.ts';
import type { Batch } from '../batch.ts';
import type { MonotonicClock } from '../monotonic-clock.ts';
import type { RecordPlaces } from './record-places.ts';

/**
 * A driver moves batches; the generator owns linger, batching, in-flight limits and the send buffer, so
 * that every driver behaves as the plan's client does.
 */
export interface Driver {
  readonly name: string;
  readonly version: string;
  readonly capabilities: DriverCapabilities;
  openProducer(context: ProducerContext): Promise<DriverProducer>;
  openReader(context: ReaderContext): Promise<DriverReader>;
}

export interface DriverCapabilities {
  /** The library retries and numbers batches itself: byte-identical retries cannot be asked of it. */
  readonly ownsRetries: boolean;
  /** Requests in flight per broker that the driver can honour under idempotence; null: the plan's. */
  readonly maxInFlightIdempotent: number | null;
  readonly compressions: readonly Compression[];
  readonly maxRecordBytes: number;
  /** Of one sending thread: above this for each of them the plan is refused; slower in practice is an invalid run that says so. */
  readonly maxRecordsPerSecond: number;
  /** Its clients can end as those of a process that is killed: without a goodbye, and without another byte. */
  readonly canCrash: boolean;
  /** For the fairness page, one sentence each. */
  readonly limits: readonly string[];
}

export type Outcome = 'acknowledged' | 'failed' | 'unknown';

/** What became of `count` consecutive records of a batch, from `firstSequence`. */
export interface Settlement {
  readonly stream: number;
  readonly partition: number;
  readonly firstSequence: number;
  readonly count: number;
  readonly outcome: Outcome;
  /** Offset of the first of them; null where not acknowledged, or acks=0. */
  readonly baseOffset: number | null;
  readonly atMicros: number;
  readonly error: string | null;
}

export interface ProducerContext {
  readonly connection: ConnectionSettings;
  readonly client: ClientProfile;
  readonly clientId: string;
  readonly topics: readonly string[];
  readonly clock: MonotonicClock;
  settled(settlement: Settlement): void;
  /** So many records were sent once more; a library that owns retries does not tell. */
  onRetried?(records: number): void;
  /** A batch waited so long for its compression on other threads: our time, not the platform's. */
  onCompressed?(micros: number): void;
  /** Something that was survived, for events.jsonl. */
  onError(where: string, message: string): void;
}

export interface DriverProducer {
  /** Node id of the broker that leads the partition; batches of one request share it. */
  leaderOf(topic: string, partition: number): number;
  /** One produce request: at most one batch a partition, all led by one broker. Never throws, never blocks. */
  send(batches: readonly Batch[]): void;
  /**
   * These batches were given up without an answer: send them no more, and let no later batch be taken for
   * a repetition of them (a new epoch, or a new producer id). Returns those of which no broker can have
   * written anything, which count as failed; the others count as unknown. A driver that cannot tell
   * returns none.
   */
  abandoned(batches: readonly Batch[]): readonly Batch[];
  /**
   * Ends every connection at once; not another byte is written, and nothing settled any more. `abandoned` may still
   * be asked. Resolves when the connections are gone.
   */
  crash?(): Promise<void>;
  close(): Promise<void>;
}

/** Records of one partition as they arrived, in offset order; valid during `onRecords`, then their memory is used again. */
export interface ArrivedRecords {
  readonly topic: string;
  readonly partition: number;
  /** Null where it is not known. */
  readonly highWatermark: number | null;
  readonly receivedMicros: number;
  readonly memory: Buffer;
  /** A record without a prefix and without bytes is one that could not be read, as its batch is damaged. */
  readonly places: RecordPlaces;
  /** True: the CRC of the batch shows that every prefix and payload is what its own CRC says. False: not known. */
  provesPayloads(): boolean;
}

export interface ReaderContext {
  readonly connection: ConnectionSettings;
  readonly clientId: string;
  readonly groupId: string;
  readonly topics: readonly string[];
  readonly zone: string | null;
  /** Most that a fetch asks of one partition; absent: 1 MiB (client-sizes.ts). */
  readonly fetchPartitionBytes?: Bytes | undefined;
  /** After so long without a word a member is dead to its group; absent: 30 s. */
  readonly sessionTimeoutMs?: number;
  /** Join, stay a live member, and issue no fetch until `resume`. */
  readonly startPaused: boolean;
  readonly clock: MonotonicClock;
  onRecords(arrived: ArrivedRecords): void;
  /**
   * The reader asks for records, or for what it lacks to ask: a leader, a connection, its place in the group.
   * `onFetch` or `onFetchLost` follows once; until then it is the platform that the reader waits for.
   */
  onFetchStart(): void;
  /** One fetch that was answered, from request to decoded answer, and whether it brought records. */
  onFetch(micros: number, hasRecords: boolean): void;
  /** It ended without an answer, or with one that is no longer wanted. */
  onFetchLost(): void;
  /** The group's generation, once it is known and whenever it changes. */
  onGeneration(generation: number): void;
  /** The library stopped this member for good after it had joined. */
  onCrash(message: string): void;
  onError(where: string, message: string): void;
}

export interface DriverReader {
  resume(): void;
  /** Ends every connection at once, commits nothing and does not leave its group. Resolves when they are gone. */
  crash?(): Promise<void>;
  close(): Promise<void>;
}
