import type { CatchUpSource, SlicePartition } from '../evidence/types/events.ts';
import type { KafkaAdmin } from '../kafka/admin.ts';
import type { TopicEnds } from '../loadgen/workers/messages.ts';
import type { NodeUsage } from '../platforms/types.ts';
import type { PlannedTopic } from '../scenarios/types.ts';
import { MIB } from '../units.ts';

/** Of the bytes drained: at least this share from devices is called disk, at most that one page cache. */
const DISK_SHARE = 0.9;
const PAGE_CACHE_SHARE = 0.1;

/** End offsets of every partition now. */
export function topicEnds(admin: KafkaAdmin, topics: readonly PlannedTopic[]): Promise<readonly TopicEnds[]> {
  return Promise.all(
    topics.map(async ({ name, partitions }) => ({ topic: name, offsets: await admin.endOffsets(name, partitions) })),
  );
}

/**
 * The slice that a catch-up drains: what stood in the log when the backlog phase ended, with how far each
 * partition has left the brokers' own disks.
 */
export async function backlogSlice(
  admin: KafkaAdmin,
  topics: readonly PlannedTopic[],
  ends: readonly TopicEnds[],
  tiered: boolean,
): Promise<readonly SlicePartition[]> {
  const slices = await Promise.all(
    topics.map(async ({ name, partitions }) => {
      const earliest = tiered ? await admin.earliestLocalOffsets(name, partitions) : null;
      const offsets = ends.find(({ topic }) => topic === name)?.offsets ?? [];
      return offsets.map((end, partition) => ({
        topic: name,
        partition,
        first: 0,
        end,
        earliestLocal: earliest?.[partition] ?? null,
      }));
    }),
  );
  return slices.flat();
}

/** Where the slice is read from, as far as offsets tell: the tier, or not decided by them. */
export function sourceByOffsets(slice: readonly SlicePartition[]): CatchUpSource | null {
  const filled = slice.filter(({ first, end }) => end > first);
  if (filled.length === 0 || filled.some(({ earliestLocal }) => earliestLocal === null)) return null;
  const records = filled.reduce((sum, { first, end }) => sum + end - first, 0);
  const local = filled.reduce((sum, { end, earliestLocal }) => sum + Math.max(0, end - (earliestLocal ?? 0)), 0);
  if (local > 0) {
    return {
      source: 'unknown',
      evidence: `${local} of the backlog's ${records} records were still on the brokers' disks (ListOffsets −4)`,
    };
  }
  return {
    source: 'remote',
    evidence: `all ${records} records of the backlog, in ${filled.length} partitions, lie before the earliest local offset (ListOffsets −4)`,
  };
}

/** Where it was read from, by what the brokers read from devices while `bytes` were drained. */
export function sourceByDisk(before: readonly NodeUsage[], after: readonly NodeUsage[], bytes: number): CatchUpSource {
  const total = (usage: readonly NodeUsage[]): number | null =>
    usage.some(({ diskReadBytes }) => diskReadBytes === null)
      ? null
      : usage.reduce((sum, { diskReadBytes }) => sum + (diskReadBytes ?? 0), 0);
  const from = total(before);
  const to = total(after);
  if (from === null || to === null || before.length === 0 || after.length < before.length || bytes === 0) {
    return { source: 'unknown', evidence: 'what the brokers read from devices while draining is not known' };
  }
  const read = to - from;
  const evidence = `the brokers read ${(read / MIB).toFixed(1)} MiB from devices while ${(bytes / MIB).toFixed(1)} MiB were drained`;
  if (bytes > 0 && read >= DISK_SHARE * bytes) return { source: 'disk', evidence };
  if (read <= PAGE_CACHE_SHARE * bytes) return { source: 'page-cache', evidence };
  return { source: 'unknown', evidence };
}
