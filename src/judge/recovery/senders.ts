import { sendingShares } from '../../scenarios/shares.ts';
import type { Plan, PlannedTopic, Stream } from '../../scenarios/types.ts';
import { greatestCommonDivisor } from '../client-window.ts';

/**
 * The topic of the plan that a topic on the cluster is: a run puts its own prefix, ending in a hyphen, before the
 * name. null where it is none of the plan's.
 */
export function plannedTopic(plan: Plan, name: string): PlannedTopic | null {
  return plan.topics
    .filter((topic) => name === topic.name || name.endsWith(`-${topic.name}`))
    .reduce<PlannedTopic | null>((best, topic) => (topic.name.length > (best?.name.length ?? -1) ? topic : best), null);
}

/** Numbers of the sending threads that have records for a partition of a topic of the plan. */
export function sendingThreads(plan: Plan, topic: PlannedTopic, partition: number): readonly number[] {
  return sendingShares(plan).flatMap(({ streams }, thread) =>
    streams.some((stream) => stream.topic === topic.name && reaches(stream, partition, topic, plan)) ? thread : [],
  );
}

/** Without keys record i goes to producer i mod producers and to partition i mod partitions. */
function reaches({ producer, producers }: Stream, partition: number, { partitions }: PlannedTopic, plan: Plan) {
  const step = greatestCommonDivisor(partitions, producers);
  return plan.records.keys.kind !== 'none' || producer % step === partition % step;
}
