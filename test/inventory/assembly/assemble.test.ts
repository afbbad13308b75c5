import { describe, expect, it } from 'vitest';
import { assembleInventory } from '../../../src/inventory/assembly/assemble.ts';
import { inventorySchema } from '../../../src/inventory/inventory-schema.ts';
import type { Inventory, TopicEntry } from '../../../src/inventory/types.ts';
import type { GroupAnswer } from '../../../src/kafka/read-only/answers.ts';
import { config, frame, got, offsets, readings, refused, sample, topic } from '../readings.ts';

const assembled = (given: Parameters<typeof readings>[0]): Inventory => assembleInventory(readings(given), frame);

function topicsOf({ sections }: Inventory): readonly TopicEntry[] {
  return sections.topics.obtained ? sections.topics.value : [];
}

const group = (id: string, more: Partial<GroupAnswer> = {}): GroupAnswer => ({
  id,
  kind: 'consumer',
  state: 'Stable',
  protocolType: 'consumer',
  coordinator: 1,
  members: [],
  offsets: [],
  ...more,
});

describe('topics of an inventory', () => {
  it('have their partitions, configs and offsets, and the size of one copy: the leader’s', () => {
    const inventory = assembled({
      topics: [topic('b', [2, 1]), topic('a', [1, 2], [2, 1])],
      topicConfigs: got(new Map([['a', [config('z', '1', 'topic'), config('c', '2')]]])),
      last: sample(
        0,
        { a: [10, 20], b: [5] },
        { 1: { a: [100, 999], b: [7] }, 2: { a: [99, 50], b: [8] } },
        { a: [1, 2] },
      ),
    });
    const [a, b] = topicsOf(inventory);
    expect(a).toMatchObject({ name: 'a', bytes: 150, throughput: null });
    expect(a?.configs?.map(({ name, source }) => [name, source])).toEqual([
      ['c', 'default'],
      ['z', 'topic'],
    ]);
    expect(a?.partitions.map(({ leader, earliest, latest, bytes }) => [leader, earliest, latest, bytes])).toEqual([
      [1, 1, 10, 100],
      [2, 2, 20, 50],
    ]);
    expect(b).toMatchObject({ name: 'b', bytes: 8, configs: null, partitions: [{ earliest: null, latest: 5 }] });
  });

  it('count a partition once that is being moved from one directory to another: the copy that is whole', () => {
    const { logDirs } = sample(0, {}, { 1: { a: [100] } });
    const half = sample(0, {}, { 1: { a: [40] } }).logDirs;
    if (!logDirs.obtained || !half.obtained) throw new Error('they are');
    const last = { ...sample(0, { a: [1] }), logDirs: got([...logDirs.value, ...half.value]) };
    expect(topicsOf(assembled({ topics: [topic('a', [1])], last }))[0]?.bytes).toBe(100);
  });

  it('are not an empty list where they were not obtained', () => {
    const before = { ...readings().before, topics: refused() };
    expect(assembled({ before }).sections.topics).toEqual(refused());
    expect(assembled({ before }).overview).toMatchObject({ topics: null, partitions: null, bytes: null });
  });

  it('say what of them was not obtained, each cause once, and what they came from', () => {
    const down = { what: 'broker 3', reason: 'not-reachable', why: 'it is down', todo: 'start it' } as const;
    const last = sample(0, { a: [1] });
    const inventory = assembled({
      topics: [topic('a', [1])],
      topicConfigs: refused('no DescribeConfigs'),
      last: {
        ...last,
        earliest: { ...got([], 'ListOffsets v9'), missing: [down] },
        latest: { ...got([], 'ListOffsets v9'), missing: [down] },
        logDirs: refused(),
      },
    });
    expect(inventory.sections.topics).toMatchObject({
      how: 'by a test; ListOffsets v9',
      missing: [
        { what: 'configs of topics', reason: 'not-permitted', why: 'no DescribeConfigs' },
        down,
        { what: 'sizes of partitions', reason: 'not-permitted' },
      ],
    });
    expect(topicsOf(inventory)[0]).toMatchObject({ configs: null, bytes: null });
    expect(inventory.overview.bytesAreLowerBound).toBe(true);
    expect(inventory.sections.logDirs).toEqual(refused());
  });
});

describe('throughput between two samples', () => {
  const kept = (...names: readonly string[]) =>
    got(new Map(names.map((name) => [name, [config('cleanup.policy', 'delete')]])));
  const between = (first: ReturnType<typeof sample>, last: ReturnType<typeof sample>, ...replicas: number[][]) =>
    topicsOf(assembled({ topics: [topic('a', ...replicas)], topicConfigs: kept('a'), first, last }))[0]?.throughput;

  it('is what was written, divided by the time between: 300 records and 5,000 bytes in 10 s', () => {
    const first = sample(1_000, { a: [100, 0] }, { 1: { a: [1_000, 0] } }, { a: [0, 0] });
    const last = sample(11_000, { a: [300, 100] }, { 1: { a: [5_000, 1_000] } }, { a: [0, 0] });
    expect(between(first, last, [1], [1])).toEqual({ seconds: 10, recordsPerSecond: 30, bytesPerSecond: 500 });
  });

  it('knows no bytes where something was deleted in between, though it grew', () => {
    const first = sample(0, { a: [100] }, { 1: { a: [1_000] } }, { a: [0] });
    const last = sample(10_000, { a: [200] }, { 1: { a: [1_500] } }, { a: [50] });
    expect(between(first, last, [1])).toEqual({ seconds: 10, recordsPerSecond: 10, bytesPerSecond: null });
  });

  it('knows no bytes where a log became smaller, as compaction makes it', () => {
    const first = sample(0, { a: [100] }, { 1: { a: [1_000] } }, { a: [0] });
    const last = sample(10_000, { a: [100] }, { 1: { a: [900] } }, { a: [0] });
    expect(between(first, last, [1])).toMatchObject({ recordsPerSecond: 0, bytesPerSecond: null });
  });

  it.each([
    ['is compacted', [config('cleanup.policy', 'compact', 'topic')]],
    ['is also compacted', [config('cleanup.policy', 'delete, compact', 'topic')]],
    ['moves to a remote tier', [config('cleanup.policy', 'delete'), config('remote.storage.enable', 'true', 'topic')]],
    ['does not tell whether it is compacted', null],
  ] as const)('knows no bytes of a topic that %s, though it grew: more may have been written', (_, configs) => {
    const found = assembled({
      topics: [topic('a', [1])],
      topicConfigs: configs === null ? refused() : got(new Map([['a', configs]])),
      first: sample(0, { a: [100] }, { 1: { a: [1_000] } }, { a: [0] }),
      last: sample(10_000, { a: [200] }, { 1: { a: [1_500] } }, { a: [0] }),
    });
    expect(topicsOf(found)[0]?.throughput).toMatchObject({ recordsPerSecond: 10, bytesPerSecond: null });
  });

  it('is not known where a partition went backwards, or was told once', () => {
    expect(between(sample(0, { a: [100] }), sample(10_000, { a: [5] }), [1])).toBeNull();
    expect(between(sample(0, { a: [100, null] }), sample(10_000, { a: [105, 7] }), [1], [1])).toBeNull();
  });

  it('leaves out a partition that nobody leads: nobody can write there', () => {
    const last = sample(10_000, { a: [200, null] });
    expect(between(sample(0, { a: [100, null] }), last, [1], [])).toMatchObject({ recordsPerSecond: 10 });
  });

  it.each([
    ['of all topics, where all are known', { a: [0], b: [0] }, { a: [100], b: [50] }, [3, false, 15, false]],
    ['of fewer topics in bytes than in records', { a: [0], b: [0] }, { a: [100] }, [3, false, 10, true]],
    ['of some topics only, where one was told once', { a: [0] }, { a: [100], b: [50] }, [1, true, 10, true]],
  ] as const)('is %s', (_, from, sizes, expected) => {
    const topics = [topic('a', [1]), topic('b', [1]), topic('nobody-leads', [])];
    const { overview } = assembled({
      topics,
      topicConfigs: kept('a', 'b', 'nobody-leads'),
      first: sample(0, from, { 1: { a: [0], b: [0] } }, { a: [0], b: [0] }),
      last: sample(10_000, { a: [10], b: [20] }, { 1: sizes }, { a: [0], b: [0] }),
    });
    const { recordsPerSecond, recordsPerSecondIsLowerBound, bytesPerSecond, bytesPerSecondIsLowerBound } = overview;
    expect([recordsPerSecond, recordsPerSecondIsLowerBound, bytesPerSecond, bytesPerSecondIsLowerBound]).toEqual(
      expected,
    );
  });

  it('adds up over topics, and says so where the size of one is not known', () => {
    const { overview } = assembled({
      topics: [topic('a', [1]), topic('b', [1])],
      topicConfigs: kept('a', 'b'),
      first: sample(0, { a: [0], b: [0] }, { 1: { a: [0] } }, { a: [0], b: [0] }),
      last: sample(10_000, { a: [10], b: [20] }, { 1: { a: [100] } }, { a: [0], b: [0] }),
    });
    expect(overview).toMatchObject({
      recordsPerSecond: 3,
      bytesPerSecond: 10,
      bytes: 100,
      bytesAreLowerBound: true,
      topics: 2,
      partitions: 2,
      racks: ['rack-1', 'rack-2', 'rack-3'],
    });
  });
});

describe('groups of an inventory', () => {
  const lagOf = (commits: readonly (readonly [string, number])[], latest: Record<string, number[]>) => {
    const offsetsOf = commits.map(([name, offset]) => ({ topic: name, partition: 0, offset }));
    const inventory = assembled({ groups: got([group('g', { offsets: offsetsOf })]), last: sample(0, latest) });
    const found = inventory.sections.groups.obtained ? inventory.sections.groups.value[0] : undefined;
    return [found?.lag, found?.lagIsLowerBound];
  };

  it.each([
    [
      'the ends less the commits',
      [
        ['a', 90],
        ['b', 5],
      ],
      { a: [100], b: [25] },
      [30, false],
    ],
    [
      'what is known, where an end is not',
      [
        ['a', 90],
        ['b', 5],
      ],
      { a: [100] },
      [10, true],
    ],
    ['not known where no end is', [['a', 90]], {}, [null, false]],
    ['not known without commits', [], { a: [100] }, [null, false]],
    ['none where a commit stands past the end', [['a', 500]], { a: [100] }, [0, false]],
  ] as const)('lag by %s', (_, commits, latest, lag) => {
    expect(lagOf(commits, latest as unknown as Record<string, number[]>)).toEqual(lag);
  });

  it('lag by at least what is seen, where topics are hidden: brokers leave commits on these out and say nothing', () => {
    const why = { reason: 'not-permitted', why: 'Describe is missing', todo: 'add it' } as const;
    const hidden = { what: 'topics that this principal may not describe', ...why, part: { kind: 'topic', name: null } };
    const before = { ...readings().before, topics: { ...got([topic('a', [1])]), missing: [hidden] } };
    const seen = group('g', { offsets: [{ topic: 'a', partition: 0, offset: 90 }] });
    const { sections, overview } = assembled({
      before: before as ReturnType<typeof readings>['before'],
      groups: got([seen]),
      last: sample(0, { a: [100] }),
    });
    expect(sections.groups).toMatchObject({
      value: [{ lag: 10, lagIsLowerBound: true }],
      missing: [
        {
          what: 'commits on topics that this principal may not describe',
          ...why,
          part: { kind: 'topic-commits', name: null },
        },
      ],
    });
    expect(overview).toMatchObject({ lag: 10, lagIsLowerBound: true, groups: 1, groupsAreLowerBound: false });
    expect(overview).toMatchObject({ topics: 1, bytesAreLowerBound: true });
  });

  it('may have commits on any topic, where the principal may describe none', () => {
    const before = { ...readings().before, topics: refused('Describe is missing on every topic') };
    const { groups } = assembled({ before, groups: got([group('g')]) }).sections;
    expect(groups).toMatchObject({
      missing: [{ why: 'Describe is missing on every topic', part: { kind: 'topic-commits', name: null } }],
    });
  });

  it('lag by at least what is seen, where the commits of one were not told', () => {
    const part = { kind: 'group-commits', name: 'g' } as const;
    const missing = [
      { what: 'offsets of group g', reason: 'failed', why: 'it answers 500', todo: 'look', part },
    ] as const;
    const offsetsOf = [{ topic: 'a', partition: 0, offset: 90 }];
    const { sections, overview } = assembled({
      groups: { ...got([group('g'), group('h', { offsets: offsetsOf })]), missing },
      last: sample(0, { a: [100] }),
    });
    expect(sections.groups).toMatchObject({ value: [{ lag: null }, { lag: 10, lagIsLowerBound: false }] });
    expect(overview).toMatchObject({ lag: 10, lagIsLowerBound: true });
  });

  it('keep what the listing did not tell', () => {
    const missing = [{ what: 'groups of broker 3', reason: 'not-reachable', why: 'down', todo: '' }] as const;
    const before = { ...readings().before, groups: { ...got([]), missing } };
    const { groups } = assembled({ before, groups: got([group('b'), group('a')]) }).sections;
    expect(groups).toMatchObject({ missing, value: [{ id: 'a' }, { id: 'b' }] });
  });
});

describe('an inventory', () => {
  it('is the same, byte for byte, in whatever order the cluster tells', () => {
    const topics = [topic('a', [1, 2]), topic('b', [2, 1], [1, 2])];
    const groups = [
      group('x', { offsets: [1, 0].map((partition) => ({ topic: 'b', partition, offset: 1 })) }),
      group('y'),
    ];
    const acls = ['read', 'write'].map((operation) => ({
      resourceType: 'topic',
      resourceName: 'a',
      patternType: 'literal',
      principal: 'User:x',
      host: '*',
      operation,
      permission: 'allow' as const,
    }));
    const one = { topics, groups: got(groups), acls: got(acls) };
    const other = {
      topics: topics.toReversed(),
      groups: got(groups.toReversed().map((it) => ({ ...it, offsets: it.offsets.toReversed() }))),
      acls: got(acls.toReversed()),
    };
    expect(JSON.stringify(assembled(other))).toBe(JSON.stringify(assembled(one)));
  });

  it('holds nothing that its schema does not know', () => {
    const inventory = assembled({
      topics: [topic('a', [1, 2])],
      first: sample(0, { a: [1] }, { 1: { a: [3] } }, { a: [0] }),
      last: sample(9_000, { a: [2] }, { 1: { a: [4] } }, { a: [0] }),
      groups: got([group('g', { offsets: [{ topic: 'a', partition: 0, offset: 1 }] })]),
    });
    expect(inventorySchema.parse(inventory)).toEqual(inventory);
  });

  it('offers the versions that all brokers offer', () => {
    const apis = [
      {
        broker: 1,
        apis: [
          { key: 3, name: 'Metadata', min: 0, max: 13 },
          { key: 9, name: 'X', min: 0, max: 1 },
        ],
        features: [],
      },
      { broker: 2, apis: [{ key: 3, name: 'Metadata', min: 1, max: 12 }], features: [] },
    ];
    const { features } = assembled({ apis: got(apis) }).sections;
    expect(features).toMatchObject({ value: { apis: [{ key: 3, name: 'Metadata', min: 1, max: 12 }] } });
  });

  it('names as controller whom the quorum follows, and whom brokers name only where there is none', () => {
    const offering = (key: number) => got([{ broker: 1, apis: [{ key, name: 'x', min: 0, max: 1 }], features: [] }]);
    const quorum = got({ leaderId: 3, voters: [], observers: [] });
    expect(assembled({ apis: offering(55), quorum }).sections.brokers).toMatchObject({ value: { controllerId: 3 } });
    const unknown = { apis: offering(55), quorum: refused() };
    expect(assembled(unknown).sections.brokers).toMatchObject({ value: { controllerId: null } });
    const zookeeper = { apis: offering(3), quorum: refused() };
    expect(assembled(zookeeper).sections.brokers).toMatchObject({ value: { controllerId: 1 } });
  });

  it('says which broker did not tell its configs, and why', () => {
    const part = { kind: 'broker', name: '2' } as const;
    const missing = [{ what: 'broker 2', reason: 'not-reachable', why: 'down', todo: 'start it', part }] as const;
    const brokerConfigs = {
      ...got(
        new Map([
          [1, []],
          [3, []],
        ]),
      ),
      missing,
    };
    const { brokers } = assembled({ brokerConfigs }).sections;
    expect(brokers).toMatchObject({
      value: {
        brokers: [
          { id: 1, configs: { obtained: true } },
          { id: 2, configs: { obtained: false, reason: 'not-reachable', why: 'down' } },
          { id: 3, configs: { obtained: true } },
        ],
      },
      missing,
    });
  });

  it('of 2,000 topics and 6,000 partitions has every one of them', () => {
    const names = Array.from({ length: 2_000 }, (_, at) => `topic-${at}`);
    const topics = names.map((name) => topic(name, [1, 2, 3], [2, 3, 1], [3, 1, 2]));
    const ends = Object.fromEntries(names.map((name) => [name, [10, 20, 30]]));
    const last = { ...sample(0, ends), latest: offsets(ends) };
    const { overview } = assembled({ topics, last });
    expect(overview).toMatchObject({ topics: 2_000, partitions: 6_000 });
  });
});
