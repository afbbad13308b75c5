import type { ClientProfile, Plan } from '../../../src/scenarios/types.ts';
import { planOf } from '../plan-of.ts';

let topics = 0;

/** Values of 300 bytes on three partitions of a topic that no other test uses. */
export function planOnOwnTopic(client: Partial<ClientProfile> = {}): Plan {
  const plan = planOf({ valueBytes: 300, partitions: 3, client });
  const name = `hostile-${++topics}`;
  return {
    ...plan,
    topics: plan.topics.map((topic) => ({ ...topic, name })),
    streams: plan.streams.map((stream) => ({ ...stream, topic: name })),
  };
}

/** Nothing is counted as what it is not. */
export const HONEST = { lost: 0, duplicated: 0, reordered: 0, corrupted: 0, unexpected: 0 };
