import { assembleInventory } from '../../../src/inventory/assembly/assemble.ts';
import type { Inventory } from '../../../src/inventory/types.ts';
import { config, frame, got, readings, refused, sample, topic } from '../../inventory/readings.ts';
import { HOSTILE } from '../hostile.ts';

const TOPICS = 300;

/** More topics and groups than a page shows, one of them with a name that tries to be more than a name. */
export function largeInventory(): Inventory {
  const names = Array.from({ length: TOPICS }, (_, at) => `topic.of.some.team-${at}.v1`);
  const topics = [topic(HOSTILE, [1, 2]), ...names.map((name) => topic(name, [1, 2, 3], [2, 3, 1]))];
  const ends = Object.fromEntries(topics.map(({ name }, at) => [name, [at, at]]));
  const sizes = Object.fromEntries([1, 2].map((broker) => [broker, ends]));
  const groups = names.map((name, at) => ({
    id: at === 0 ? HOSTILE : `group-${at}`,
    kind: 'consumer' as const,
    state: 'Stable',
    protocolType: 'consumer',
    coordinator: 1,
    members: [],
    offsets: [{ topic: name, partition: 0, offset: 0 }],
  }));
  return assembleInventory(
    readings({
      topics,
      groups: got(groups),
      topicConfigs: got(
        new Map(topics.map(({ name }, at) => [name, [config('retention.ms', at % 2 ? '-1' : '604800000', 'topic')]])),
      ),
      last: sample(0, ends, sizes, Object.fromEntries(topics.map(({ name }) => [name, [0, 0]]))),
      acls: refused('User:reader may not describe the cluster'),
    }),
    { ...frame, byHand: [{ about: `topic ${HOSTILE}`, question: 'owner', answer: HOSTILE, gone: true }] },
  );
}
