import type { Plan } from '../scenarios/types.ts';

/** The plan with the names that topics have on the cluster: `<prefix>-<topic>`. */
export function withTopicPrefix(plan: Plan, prefix: string): Plan {
  const named = (topic: string): string => `${prefix}-${topic}`;
  return {
    ...plan,
    topics: plan.topics.map((topic) => ({ ...topic, name: named(topic.name) })),
    streams: plan.streams.map((stream) => ({ ...stream, topic: named(stream.topic) })),
    groups: plan.groups.map((group) => ({ ...group, topics: group.topics.map(named) })),
  };
}

/** Topics, clients and groups of one pass begin with this. */
export const runTopicPrefix = (runId: string, target: string, repetition: number): string =>
  `wb-${runId}-${target}-${repetition}`;
