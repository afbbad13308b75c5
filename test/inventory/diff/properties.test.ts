import { describe, expect, it } from 'vitest';
import { diffInventories } from '../../../src/inventory/diff/diff-inventories.ts';
import { shippedImpacts } from '../../../src/inventory/diff/impacts/read-impacts.ts';
import type { Cell, Difference, DiffRow } from '../../../src/inventory/diff/types.ts';
import type { Inventory } from '../../../src/inventory/types.ts';
import type { Obtained, Reading } from '../../../src/kafka/read-only/reading.ts';
import { pick, type Random, randomFrom } from '../../../src/random.ts';
import { acl, config, connector, group, quota, subject, topic } from '../build-inventory.ts';
import { someInventory } from './some-inventory.ts';

const impacts = shippedImpacts();
const diff = (a: Inventory, b: Inventory) => diffInventories(a, b, { impacts, replication: null });

const SEEDS = Array.from({ length: 25 }, (_, at) => `diff-${at}`);

type Sections = Inventory['sections'];
type ValueOf<Name extends keyof Sections> = Sections[Name] extends Reading<infer T> ? T : never;

/** The same inventory with one section otherwise. */
function withSection<Name extends keyof Sections>(
  inventory: Inventory,
  name: Name,
  change: (value: ValueOf<Name>) => ValueOf<Name>,
): Inventory {
  const reading = inventory.sections[name] as Obtained<ValueOf<Name>>;
  return {
    ...inventory,
    sections: { ...inventory.sections, [name]: { ...reading, value: change(reading.value) } },
  };
}

const without = <T>(list: readonly T[], at: number): readonly T[] => list.filter((_, index) => index !== at);
const replaced = <T>(list: readonly T[], at: number, by: (one: T) => T): readonly T[] =>
  list.map((one, index) => (index === at ? by(one) : one));

interface Injected {
  readonly b: Inventory;
  readonly expected: Partial<DiffRow>;
}

type Injection = (a: Inventory, random: Random) => Injected;

const sectionOf = <Name extends keyof Sections>(inventory: Inventory, name: Name): ValueOf<Name> =>
  (inventory.sections[name] as Obtained<ValueOf<Name>>).value;

const ofTopics =
  (change: (at: number, a: Inventory) => Injected): Injection =>
  (a, random) =>
    change(pick(random, sectionOf(a, 'topics').length), a);

const nameAt = (a: Inventory, at: number): string => sectionOf(a, 'topics')[at]?.name ?? '';

/** Each changes one thing of an inventory, and says what has to be found. */
const INJECTIONS: Readonly<Record<string, Injection>> = {
  'a topic that is gone': ofTopics((at, a) => ({
    b: withSection(a, 'topics', (topics) => without(topics, at)),
    expected: { kind: 'topic', names: [nameAt(a, at)], property: null, difference: 'missing', impact: 'refused' },
  })),
  'a topic that is new': ofTopics((_, a) => ({
    b: withSection(a, 'topics', (topics) => [...topics, topic('new._-Topic')]),
    expected: { kind: 'topic', names: ['new._-Topic'], property: null, difference: 'extra', impact: 'cosmetic' },
  })),
  'one partition more': ofTopics((at, a) => ({
    b: withSection(a, 'topics', (topics) =>
      replaced(topics, at, (one) => ({ ...one, partitions: [...one.partitions, ...one.partitions.slice(0, 1)] })),
    ),
    expected: {
      kind: 'topic',
      names: [nameAt(a, at)],
      property: 'partitions',
      direction: 'higher',
      impact: 'semantics',
    },
  })),
  'one copy more': ofTopics((at, a) => ({
    b: withSection(a, 'topics', (topics) =>
      replaced(topics, at, (one) => ({
        ...one,
        partitions: one.partitions.map((partition) => ({ ...partition, replicas: [...partition.replicas, 99] })),
      })),
    ),
    expected: { kind: 'topic', names: [nameAt(a, at)], property: 'replication factor', impact: 'retention' },
  })),
  'a config that somebody set on the topic': ofTopics((at, a) => ({
    b: withSection(a, 'topics', (topics) =>
      replaced(topics, at, (one) => ({ ...one, configs: [...(one.configs ?? []), config('x.y', '1', 'topic')] })),
    ),
    expected: { kind: 'config', names: [nameAt(a, at)], property: 'x.y', difference: 'extra', intent: 'override' },
  })),
  'the max of a message': ofTopics((at, a) => ({
    b: withSection(a, 'topics', (topics) =>
      replaced(topics, at, (one) => ({
        ...one,
        configs: (one.configs ?? []).map((entry) =>
          entry.name === 'max.message.bytes' ? { ...entry, value: '7' } : entry,
        ),
      })),
    ),
    expected: {
      kind: 'config',
      names: [nameAt(a, at)],
      property: 'max.message.bytes',
      direction: 'lower',
      impact: 'refused',
    },
  })),
  'a group that is gone': (a) => ({
    b: withSection(a, 'groups', (groups) => without(groups, 0)),
    expected: { kind: 'group', names: [sectionOf(a, 'groups')[0]?.id ?? ''], difference: 'missing', impact: 'refused' },
  }),
  'a group that is new': (a) => ({
    b: withSection(a, 'groups', (groups) => [...groups, group('new', { t: 1 })]),
    expected: { kind: 'group', names: ['new'], difference: 'extra' },
  }),
  'commits that are gone from a topic': (a) => ({
    b: withSection(a, 'groups', (groups) =>
      replaced(groups, 0, (one) => ({ ...one, offsets: one.offsets.filter(({ topic: of }) => of !== 'other') })),
    ),
    expected: { kind: 'group', property: 'commits on other', difference: 'missing', impact: 'refused' },
  }),
  'an ACL that is gone': (a) => ({
    b: withSection(a, 'acls', (acls) => without(acls, 0)),
    expected: { kind: 'acl', difference: 'missing', impact: 'access' },
  }),
  'an ACL that is new': (a) => ({
    b: withSection(a, 'acls', (acls) => [...acls, acl({ principal: 'User:new', operation: 'alter' })]),
    expected: { kind: 'acl', difference: 'extra', property: 'alter' },
  }),
  'a tighter quota': (a) => ({
    b: withSection(a, 'quotas', (quotas) =>
      replaced(quotas, 0, (one) => ({ ...one, values: one.values.map(({ key }) => ({ key, value: 1 })) })),
    ),
    expected: { kind: 'quota', property: 'producer_byte_rate', direction: 'lower', impact: 'access' },
  }),
  'a quota that is new': (a) => ({
    b: withSection(a, 'quotas', (quotas) => [...quotas, quota('new', { request_percentage: 1 })]),
    expected: { kind: 'quota', names: ['user new'], difference: 'extra', impact: 'access' },
  }),
  'a login that is gone': (a) => ({
    b: withSection(a, 'scramUsers', (users) => without(users, 0)),
    expected: { kind: 'scram-user', difference: 'missing', impact: 'access' },
  }),
  'another release': (a) => ({
    b: withSection(a, 'features', (features) => ({ ...features, release: '3.9' })),
    expected: { kind: 'feature', names: ['release'], difference: 'different' },
  }),
  'an API that is gone': (a) => ({
    b: withSection(a, 'features', (features) => ({ ...features, apis: [] })),
    expected: { kind: 'feature', names: ['API Produce'], difference: 'missing', impact: 'access' },
  }),
  'a subject that is gone': (a) => ({
    b: withSection(a, 'schemaRegistry', (registry) => ({ ...registry, subjects: without(registry.subjects, 0) })),
    expected: { kind: 'schema', difference: 'missing', property: null, impact: 'refused' },
  }),
  'another id of a schema': (a) => ({
    b: withSection(a, 'schemaRegistry', (registry) => ({
      ...registry,
      subjects: replaced(registry.subjects, 0, (one) => ({ ...one, id: 101 })),
    })),
    expected: { kind: 'schema', property: 'id', impact: 'refused' },
  }),
  'a subject that is new': (a) => ({
    b: withSection(a, 'schemaRegistry', (registry) => ({
      ...registry,
      subjects: [...registry.subjects, subject('new')],
    })),
    expected: { kind: 'schema', names: ['new'], difference: 'extra' },
  }),
  'another mode of the registry': (a) => ({
    b: withSection(a, 'schemaRegistry', (registry) => ({ ...registry, mode: 'READONLY' })),
    expected: { kind: 'schema', property: 'mode', impact: 'refused' },
  }),
  'a connector that is new': (a) => ({
    b: withSection(a, 'kafkaConnect', (clusters) =>
      clusters.map((one) => ({ ...one, connectors: [...one.connectors, connector('new')] })),
    ),
    expected: { kind: 'connector', names: ['new'], difference: 'extra' },
  }),
  'a connector that failed': (a) => ({
    b: withSection(a, 'kafkaConnect', (clusters) =>
      clusters.map((one) => ({
        ...one,
        connectors: replaced(one.connectors, 0, (it) => ({ ...it, state: 'FAILED' })),
      })),
    ),
    expected: { kind: 'connector', property: 'state', impact: 'access' },
  }),
};

const MIRRORED: Readonly<Partial<Record<Difference, Difference>>> = { missing: 'extra', extra: 'missing' };

/** What a row says, as it would be said with the sides swapped. */
function mirrored({ kind, names, property, difference, a, b, intent }: DiffRow): string {
  return JSON.stringify([
    kind,
    names,
    property,
    MIRRORED[difference] ?? difference,
    cellWords(b),
    cellWords(a),
    intent,
  ]);
}

function said({ kind, names, property, difference, a, b, intent }: DiffRow): string {
  return JSON.stringify([kind, names, property, difference, cellWords(a), cellWords(b), intent]);
}

const cellWords = (cell: Cell | null) => (cell === null ? null : [cell.value, cell.source]);

describe('a diff of inventories', () => {
  it.each(SEEDS)('of an inventory with itself is empty (%s)', (seed) => {
    const inventory = someInventory(randomFrom(seed));
    const { rows, notCompared } = diff(inventory, inventory);
    expect({ rows, notCompared }).toEqual({ rows: [], notCompared: [] });
  });

  it.each(Object.entries(INJECTIONS))('finds %s, and nothing else', (_, inject) => {
    for (const seed of SEEDS) {
      const random = randomFrom(seed);
      const a = someInventory(random);
      const { b, expected } = inject(a, random);
      const { rows } = diff(a, b);
      expect(rows).toHaveLength(1);
      expect(rows[0]).toMatchObject(expected);
    }
  });

  it.each(SEEDS)('with its sides swapped says the same the other way round (%s)', (seed) => {
    const random = randomFrom(seed);
    const [a, b] = [someInventory(random), someInventory(random)];
    const there = diff(a, b).rows;
    const back = diff(b, a).rows;
    expect(there.length).toBeGreaterThan(5);
    expect(back.map(said).toSorted()).toEqual(there.map(mirrored).toSorted());
  });

  it('finds as many changes as were made among 2,000 topics', () => {
    const random = randomFrom('many');
    const a = someInventory(random, { topics: 2000 });
    const changed = withSection(a, 'topics', (topics) =>
      topics.map((one, at) => (at % 100 === 0 ? { ...one, partitions: [...one.partitions, ...one.partitions] } : one)),
    );
    const { rows, compared } = diff(a, changed);
    expect(rows.map(({ property }) => property)).toEqual(Array.from({ length: 20 }, () => 'partitions'));
    expect(compared).toMatchObject({ topic: 2000, config: 2000 });
  });
});
