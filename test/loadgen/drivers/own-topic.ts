import { expect } from 'vitest';
import type { Plan } from '../../../src/scenarios/types.ts';

let topics = 0;

/** The plan on a topic of its own. */
export function onOwnTopic(plan: Plan, configs: Readonly<Record<string, string>> = {}): Plan {
  const name = `contract-${++topics}`;
  return {
    ...plan,
    topics: plan.topics.map((topic) => ({ ...topic, name, configs })),
    streams: plan.streams.map((stream) => ({ ...stream, topic: name })),
  };
}

/** An account in which so many records were sent, and each stands in the log once and in order. */
export const delivered = (records: number) => ({
  complete: true,
  totals: expect.objectContaining({
    acknowledged: records,
    delivered: records,
    failed: 0,
    unknown: 0,
    unsent: 0,
    lost: 0,
    duplicated: 0,
    reordered: 0,
    corrupted: 0,
    unexpected: 0,
  }),
});
