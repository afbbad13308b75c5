import type { FetchSizes } from '../../../../scenarios/client-sizes.ts';
import { BodyWriter } from './bytes.ts';

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
  const byTopic = Map.groupBy(wanted, ({ topic }) => topic);
  const writer = new BodyWriter().int32(-1).int32(MAX_WAIT_MS).int32(MIN_BYTES).int32(allBytes);
  writer.int8(0).int32(0).int32(-1).int32(byTopic.size);
  for (const [topic, partitions] of byTopic) {
    writer.string(topic).int32(partitions.length);
    for (const { partition, position } of partitions) {
      writer.int32(partition).int32(-1).int64(position).int64(-1).int32(partitionBytes);
    }
  }
  return [writer.int32(0).string(zone ?? '').bytes];
}
