import type { ConfigEntry, GroupAnswer } from '../kafka/read-only/answers.ts';
import type { PartitionName, ReadOnlyCluster } from '../kafka/read-only/cluster.ts';
import type { Missing, Reading } from '../kafka/read-only/reading.ts';
import type { EndOffsets } from './rates/end-offsets.ts';
import { offsetsAtTimes, offsetsByPlace, type PastRates, pastRates, pastStepSeconds, placeOf } from './rates/past.ts';
import type { OldestRecord } from './retention.ts';

/** Members and commits of groups, and when they were asked for, ms since 1970. */
export interface GroupsLook {
  readonly atMs: number;
  readonly groups: readonly GroupAnswer[];
}

/** Null where they are not to be had. */
export async function lookAtGroups(cluster: ReadOnlyCluster, missing: Missing[]): Promise<GroupsLook | null> {
  const listed = taken(await cluster.groups(), 'groups', missing);
  if (listed === null) return null;
  const fromMs = Date.now();
  const groups = taken(await cluster.describeGroups(listed), 'groups', missing);
  return groups === null ? null : { atMs: (fromMs + Date.now()) / 2, groups };
}

/** The value; or null, with what is missing remembered. */
export function taken<T>(reading: Reading<T>, what: string, missing: Missing[]): T | null {
  if (reading.obtained) {
    missing.push(...reading.missing);
    return reading.value;
  }
  const { reason, why, todo } = reading;
  missing.push({ what, reason, why, todo });
  return null;
}

/** By topic: how old its oldest record is, and whether older ones were deleted. A record of any time has one. */
export async function oldestRecords(
  cluster: ReadOnlyCluster,
  partitions: readonly PartitionName[],
  missing: Missing[],
): Promise<ReadonlyMap<string, OldestRecord>> {
  const oldest = taken(await cluster.offsets(partitions, 1), 'ages of the oldest records', missing) ?? [];
  const now = Date.now();
  const ages = new Map<string, OldestRecord>();
  for (const { topic, offset, timestampMs } of oldest) {
    if (timestampMs === null || timestampMs < 0) continue;
    const was = ages.get(topic);
    const deleted = (was?.deleted ?? false) || (offset ?? 0) > 0;
    ages.set(topic, { ageSeconds: Math.max(was?.ageSeconds ?? 0, (now - timestampMs) / 1e3), deleted });
  }
  return ages;
}

export async function configsOf(
  cluster: ReadOnlyCluster,
  names: readonly string[],
  missing: Missing[],
): Promise<ReadonlyMap<string, readonly ConfigEntry[]>> {
  return taken(await cluster.topicConfigs(names), 'topic configs', missing) ?? new Map();
}

export interface LookBack {
  readonly seconds: number;
  tell(message: string): void;
}

/** Rates of the time before now, from offsets at even times; null where they are not to be had. */
export async function lookBack(
  cluster: ReadOnlyCluster,
  partitions: readonly PartitionName[],
  ends: EndOffsets,
  { seconds, tell }: LookBack,
  missing: Missing[],
): Promise<PastRates | null> {
  const earliest = taken(await cluster.offsets(partitions, 'earliest'), 'the past', missing);
  if (earliest === null) return null;
  const stepMs = pastStepSeconds(seconds, partitions.length) * 1e3;
  const last = Math.floor(Date.now() / stepMs) * stepMs;
  const count = Math.ceil((seconds * 1e3) / stepMs);
  const boundaries = Array.from({ length: count + 1 }, (_, index) => last - (count - index) * stepMs);
  tell(`the ${seconds / 3_600} h before: ${boundaries.length} looks, one every ${stepMs / 60e3} min`);
  const offsets = await offsetsAtTimes(cluster, partitions, boundaries);
  if (typeof offsets === 'string') {
    missing.push({ what: 'the past', reason: 'failed', why: offsets, todo: 'run again, or with --look-back none' });
    return null;
  }
  const known = partitions.flatMap((one) => {
    const end = ends.end(one.topic, one.partition);
    return end === null ? [] : [[placeOf(one), end] as const];
  });
  const written = partitions.map((one) => [placeOf(one), ends.writtenTo(one.topic, one.partition)] as const);
  return pastRates(boundaries, offsets, {
    starts: offsetsByPlace(earliest),
    ends: new Map(known),
    written: new Map(written),
  });
}
