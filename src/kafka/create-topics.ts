import { setTimeout as delay } from 'node:timers/promises';
import type { Admin } from '@platformatic/kafka';

const POLL_MS = 100;
export const LEADERS_WITHIN_MS = 30_000;

export interface NewTopic {
  readonly name: string;
  readonly partitions: number;
  /** Null: the broker's default. */
  readonly replication: number | null;
  readonly configs: Readonly<Record<string, string>>;
}

export interface TopicState {
  readonly name: string;
  readonly partitions: readonly { readonly leader: number; readonly replicas: readonly number[] }[];
}

/**
 * Creates topics and waits until every partition has a leader. `askLeaders` rejects while a broker that is announced
 * as a leader does not lead yet: it would refuse records, too.
 */
export async function createTopics(
  admin: Admin,
  topics: readonly NewTopic[],
  askLeaders: (topic: NewTopic) => Promise<unknown>,
): Promise<readonly TopicState[]> {
  for (const topic of topics) {
    await admin.createTopics({
      topics: [topic.name],
      partitions: topic.partitions,
      replicas: topic.replication ?? -1,
      configs: Object.entries(topic.configs).map(([name, value]) => ({ name, value })),
    });
  }
  const names = topics.map((topic) => topic.name);
  const deadline = performance.now() + LEADERS_WITHIN_MS;
  for (;;) {
    const states = await leadersOf(admin, names).catch(() => []);
    const whole = topics.every((topic) => {
      const state = states.find((candidate) => candidate.name === topic.name);
      return state?.partitions.length === topic.partitions && state.partitions.every(({ leader }) => leader >= 0);
    });
    const led =
      whole &&
      (await Promise.all(topics.map(askLeaders)).then(
        () => true,
        () => false,
      ));
    if (led) return states;
    if (performance.now() > deadline)
      throw new Error(`timed out: no leader for every partition of ${names.join(', ')}`);
    await delay(POLL_MS);
  }
}

async function leadersOf(admin: Admin, names: readonly string[]): Promise<TopicState[]> {
  const metadata = await admin.metadata({ topics: [...names], forceUpdate: true });
  return names.map((name) => ({
    name,
    partitions: (metadata.topics.get(name)?.partitions ?? []).map(({ leader, replicas }) => ({ leader, replicas })),
  }));
}
