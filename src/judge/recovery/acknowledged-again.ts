import type { PartitionAudit } from '../../evidence/types/audit.ts';
import { faultShape } from '../../scenarios/fault-kinds.ts';
import { eventsOf, type RepetitionEvidence } from '../repetition-evidence.ts';
import { type Duration, secondsFrom } from './duration.ts';
import type { FaultTimes } from './fault-times.ts';
import { sequenceAt } from './sequences.ts';
import type { Silences } from './without-ack.ts';

export interface AcknowledgedAgain {
  readonly first: Duration;
  readonly everyPartition: Duration;
}

const UNKNOWN: AcknowledgedAgain = { first: null, everyPartition: null };

/**
 * From a fault's start to the earliest acknowledgement of a record that was intended after it: from any partition,
 * and until each partition to which anything was sent since had one. What a partition still acknowledged before the
 * fault was in effect is none of it: where it then fell silent, it is the end of that silence. Null of a procedure,
 * which acts until it is through, and not from its start.
 */
export function acknowledgedAgain(
  pass: RepetitionEvidence,
  { started, held, planned }: FaultTimes,
  silences: readonly Silences[],
): AcknowledgedAgain {
  if (started === null || faultShape(planned.kind).lasts === 'procedure') return UNKNOWN;
  const earliest = new Map<string, number>();
  for (const { fault, topic, partition, atMicros } of eventsOf(pass, 'first-ack')) {
    if (fault !== planned.id || atMicros === null) continue;
    const key = keyOf({ topic, partition });
    earliest.set(key, Math.min(earliest.get(key) ?? Number.POSITIVE_INFINITY, secondsFrom(started, atMicros / 1e6)));
  }
  for (const { name, partition, spans } of silences) {
    const key = keyOf({ topic: name, partition });
    const [, end] = spans.find(([from, to]) => from <= (held ?? started) && to > started) ?? [];
    if (end !== undefined && earliest.has(key)) {
      earliest.set(key, Math.max(earliest.get(key) as number, secondsFrom(started, end)));
    }
  }
  const sentTo = partitionsSentTo(pass, started);
  if (earliest.size === 0) return sentTo.size === 0 ? UNKNOWN : { first: 'never', everyPartition: 'never' };
  const first = Math.min(...earliest.values());
  if (sentTo.size === 0) return { first, everyPartition: null };
  const last = Math.max(...[...sentTo].map((key) => earliest.get(key) ?? Number.POSITIVE_INFINITY));
  return { first, everyPartition: Number.isFinite(last) ? last : 'never' };
}

const keyOf = ({ topic, partition }: { readonly topic: string; readonly partition: number }): string =>
  `${topic}/${partition}`;

/**
 * Partitions of whose records, intended since then, any was handed to a client; empty where no audit says it. What an
 * audit does not list comes after what it lists.
 */
function partitionsSentTo({ audit }: RepetitionEvidence, since: number): ReadonlySet<string> {
  return new Set((audit?.partitions ?? []).filter((partition) => isSentTo(partition, since)).map(keyOf));
}

function isSentTo(partition: PartitionAudit, since: number): boolean {
  const first = sequenceAt(partition, since) ?? 0;
  return (['acknowledged', 'failed', 'unknown'] as const).some(
    (fate) => (partition.leftOut?.[fate] ?? 0) > 0 || (partition[fate].at(-1)?.[1] ?? 0) > first,
  );
}
