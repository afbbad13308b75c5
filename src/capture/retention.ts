import type { ConfigEntry } from '../kafka/read-only/answers.ts';

/** How long a topic keeps records, and where that is known from. */
export interface TopicRetention {
  readonly seconds: number;
  readonly how: string;
}

/** What is known of the oldest record. */
export interface OldestRecord {
  /** Seconds since it was written; null where it is not known. */
  readonly ageSeconds: number | null;
  /** Records before it were deleted: the age is what the topic keeps. */
  readonly deleted: boolean;
}

/** Null where nothing says it: kept for ever, or compacted. */
export function retentionOf(configs: readonly ConfigEntry[], oldest: OldestRecord): TopicRetention | null {
  const value = (name: string): string | null => configs.find((config) => config.name === name)?.value ?? null;
  const policy = value('cleanup.policy') ?? 'delete';
  if (!policy.split(',').some((one) => one.trim() === 'delete')) return null;
  const ms = Number(value('retention.ms') ?? Number.NaN);
  const limited = Number.isFinite(ms) && ms >= 0 ? ms / 1e3 : null;
  const bySize = Number(value('retention.bytes') ?? -1) >= 0;
  // A size limit deletes earlier than the time says; how early shows in what is left.
  if (bySize && oldest.deleted && oldest.ageSeconds !== null && (limited === null || oldest.ageSeconds < limited)) {
    return { seconds: oldest.ageSeconds, how: 'age of the oldest record under retention.bytes' };
  }
  return limited === null ? null : { seconds: limited, how: 'retention.ms' };
}
