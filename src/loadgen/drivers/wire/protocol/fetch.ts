import { Writer } from '@platformatic/kafka';
import type { FetchSizes } from '../../../../scenarios/client-sizes.ts';

/** Version 11: every broker from 2.3 to 4.x takes it; it knows zstd and the replica nearest to a reader. */
export const FETCH = { apiKey: 1, apiVersion: 11 } as const;

/** The Java consumer's defaults: fetch.max.wait.ms, fetch.min.bytes. */
const MAX_WAIT_MS = 500;
const MIN_BYTES = 1;

export interface WantedPartition {
  readonly topic: string;
  readonly partition: number;
  readonly position: number;
}

/**
 *     replica_id i32 · max_wait_ms i32 · min_bytes i32 · max_bytes i32 · isolation_level i8 ·
 *     session_id i32 · session_epoch i32 · [topics] · [forgotten_topics] · rack_id string
 *       topics => name string · [partitions]
 *         partitions => index i32 · current_leader_epoch i32 · fetch_offset i64 · log_start_offset i64 · max_bytes i32
 */
export function fetchBody(
  wanted: readonly WantedPartition[],
  zone: string | null,
  { partitionBytes, allBytes }: FetchSizes,
): Uint8Array[] {
  const byTopic = [...Map.groupBy(wanted, ({ topic }) => topic)];
  const writer = Writer.create()
    .appendInt32(-1)
    .appendInt32(MAX_WAIT_MS)
    .appendInt32(MIN_BYTES)
    .appendInt32(allBytes)
    .appendInt8(0)
    .appendInt32(0)
    .appendInt32(-1)
    .appendArray(
      byTopic,
      (topics, [topic, partitions]) => {
        topics.appendString(topic, false).appendArray(partitions, appendPartition(partitionBytes), false, false);
      },
      false,
      false,
    )
    .appendInt32(0)
    .appendString(zone ?? '', false);
  return [writer.buffer];
}

const appendPartition =
  (maxBytes: number) =>
  (writer: Writer, { partition, position }: WantedPartition): void => {
    writer.appendInt32(partition).appendInt32(-1).appendInt64(BigInt(position)).appendInt64(-1n).appendInt32(maxBytes);
  };
