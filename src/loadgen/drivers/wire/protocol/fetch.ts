import { Writer } from '@platformatic/kafka';

/** Version 11: every broker from 2.3 to 4.x takes it; it knows zstd and the replica nearest to a reader. */
export const FETCH = { apiKey: 1, apiVersion: 11 } as const;

/** The Java consumer's defaults: fetch.max.wait.ms, fetch.min.bytes, fetch.max.bytes, max.partition.fetch.bytes. */
const MAX_WAIT_MS = 500;
const MIN_BYTES = 1;
const MAX_BYTES = 52_428_800;
const PARTITION_MAX_BYTES = 1_048_576;

export interface WantedPartition {
  readonly topic: string;
  readonly partition: number;
  readonly position: number;
}

export interface FetchAnswer {
  readonly throttleMs: number;
  readonly error: number;
  readonly partitions: readonly FetchedPartition[];
}

export interface FetchedPartition {
  readonly topic: string;
  readonly partition: number;
  readonly error: number;
  readonly highWatermark: number;
  /** Node from which to read rather than from the leader; −1: none. */
  readonly preferredReplica: number;
  /** Record batches, the last one possibly cut off; a part of the answer's own memory. */
  readonly records: Buffer;
}

/**
 *     replica_id i32 · max_wait_ms i32 · min_bytes i32 · max_bytes i32 · isolation_level i8 ·
 *     session_id i32 · session_epoch i32 · [topics] · [forgotten_topics] · rack_id string
 *       topics => name string · [partitions]
 *         partitions => index i32 · current_leader_epoch i32 · fetch_offset i64 · log_start_offset i64 · max_bytes i32
 */
export function fetchBody(wanted: readonly WantedPartition[], zone: string | null): Uint8Array[] {
  const byTopic = [...Map.groupBy(wanted, ({ topic }) => topic)];
  const writer = Writer.create()
    .appendInt32(-1)
    .appendInt32(MAX_WAIT_MS)
    .appendInt32(MIN_BYTES)
    .appendInt32(MAX_BYTES)
    .appendInt8(0)
    .appendInt32(0)
    .appendInt32(-1)
    .appendArray(
      byTopic,
      (topics, [topic, partitions]) => {
        topics.appendString(topic, false).appendArray(partitions, appendPartition, false, false);
      },
      false,
      false,
    )
    .appendInt32(0)
    .appendString(zone ?? '', false);
  return [writer.buffer];
}

function appendPartition(writer: Writer, { partition, position }: WantedPartition): void {
  writer
    .appendInt32(partition)
    .appendInt32(-1)
    .appendInt64(BigInt(position))
    .appendInt64(-1n)
    .appendInt32(PARTITION_MAX_BYTES);
}

/**
 *     throttle_time_ms i32 · error i16 · session_id i32 · [topics]
 *       topics => name string · [partitions]
 *         partitions => index i32 · error i16 · high_watermark i64 · last_stable_offset i64 ·
 *                       log_start_offset i64 · [aborted_transactions] · preferred_read_replica i32 · records bytes
 *           aborted_transactions => producer_id i64 · first_offset i64
 */
export function readFetchAnswer(answer: Buffer): FetchAnswer {
  const partitions: FetchedPartition[] = [];
  let at = 14;
  for (let topics = answer.readInt32BE(10); topics > 0; topics--) {
    const nameBytes = answer.readInt16BE(at);
    const topic = answer.toString('utf8', at + 2, at + 2 + nameBytes);
    at += 2 + nameBytes;
    const count = answer.readInt32BE(at);
    at += 4;
    for (let left = count; left > 0; left--) {
      const aborted = Math.max(0, answer.readInt32BE(at + 30));
      const recordsAt = at + 34 + aborted * 16 + 8;
      const recordsBytes = Math.max(0, answer.readInt32BE(recordsAt - 4));
      if (recordsAt + recordsBytes > answer.length) throw new RangeError('an answer to a fetch that is cut off');
      partitions.push({
        topic,
        partition: answer.readInt32BE(at),
        error: answer.readInt16BE(at + 4),
        highWatermark: Number(answer.readBigInt64BE(at + 6)),
        preferredReplica: answer.readInt32BE(recordsAt - 8),
        records: answer.subarray(recordsAt, recordsAt + recordsBytes),
      });
      at = recordsAt + recordsBytes;
    }
  }
  return { throttleMs: answer.readInt32BE(0), error: answer.readInt16BE(4), partitions };
}
