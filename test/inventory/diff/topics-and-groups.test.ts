import { describe, expect, it } from 'vitest';
import { got, group, refused, topic } from '../build-inventory.ts';
import { diffOf, rowsOf, short } from './differences.ts';

const topics = (...all: readonly ReturnType<typeof topic>[]) => ({ topics: got(all) });
const groups = (...all: readonly ReturnType<typeof group>[]) => ({ groups: got(all) });

describe('topics', () => {
  it('that B does not have lose what producers write', () => {
    const rows = rowsOf(topics(topic('orders', { partitions: 12 })), topics());
    expect(rows.map(short)).toEqual(['topic orders missing refused']);
    expect(rows[0]?.a?.value).toBe('12 partitions, replication factor 3');
  });

  it('with fewer partitions on B break the order of keys, and so do those with more', () => {
    const rows = rowsOf(
      topics(topic('fewer', { partitions: 6 }), topic('more', { partitions: 6 })),
      topics(topic('fewer', { partitions: 5 }), topic('more', { partitions: 7 })),
    );
    expect(rows.map(short)).toEqual([
      'topic fewer partitions different semantics',
      'topic more partitions different semantics',
    ]);
    expect(rows[0]?.effect).toContain(
      'a group can have no more readers than 5, and writes to partitions from 5 on are refused',
    );
  });

  it('have the copies of their weakest partition', () => {
    const uneven = topic('orders', { partitions: 2 });
    const [first, second] = uneven.partitions;
    const b = { ...uneven, partitions: [first, { ...second, replicas: [1] }] } as typeof uneven;
    const rows = rowsOf(topics(uneven), topics(b));
    expect(rows.map((row) => [short(row), row.a?.value, row.b?.value])).toEqual([
      ['topic orders replication factor different durability', '3', '1'],
    ]);
  });

  it("of Kafka's own come and go by themselves: only their copies are compared", () => {
    const own = (given: object) => topic('__consumer_offsets', { internal: true, ...given });
    expect(rowsOf(topics(own({})), topics())).toEqual([]);
    const rows = rowsOf(topics(own({ partitions: 50 })), topics(own({ partitions: 1, copies: 1 })));
    expect(rows.map(short)).toEqual(['topic __consumer_offsets replication factor different durability']);
  });

  it('that B did not tell are not called missing', () => {
    const hidden = {
      what: 'topic orders',
      reason: 'not-permitted',
      why: 'Describe is missing',
      todo: 'grant it',
      part: { kind: 'topic', name: 'orders' },
    } as const;
    const { rows, notCompared } = diffOf(topics(topic('orders'), topic('users')), { topics: got([], [hidden]) });
    expect(rows.map(short)).toEqual(['topic users missing refused']);
    expect(notCompared.map(({ says }) => says)).toEqual([
      'not compared: topic orders, as B did not tell topic orders: Describe is missing',
    ]);
  });
});

describe('groups', () => {
  it('with commits on A and none on B start at their reset, whatever the numbers are', () => {
    const rows = rowsOf(groups(group('billing', { orders: 3 })), groups());
    expect(rows.map(short)).toEqual(['group billing missing refused']);
    expect(rows[0]?.a?.value).toBe('commits on 3 partitions of 1 topic');
  });

  it('are not compared by their offsets', () => {
    const later = group('billing', { orders: 3 });
    const moved = { ...later, offsets: later.offsets.map((one) => ({ ...one, offset: one.offset + 100 })) };
    expect(rowsOf(groups(later), groups(moved))).toEqual([]);
    expect(diffOf(groups(later), groups(moved)).notes).toContain(
      'Offsets of two clusters are not compared: the same number is not the same record.',
    );
  });

  it('without commits leave nothing to come back to', () => {
    expect(rowsOf(groups(group('idle', {})), groups())).toEqual([]);
  });

  it('miss commits on topics, and on some partitions of one', () => {
    const rows = rowsOf(
      groups(group('billing', { orders: 3, users: 2 })),
      groups(group('billing', { orders: 2 }, { kind: 'classic' })),
    );
    expect(rows.map(short)).toEqual([
      'group billing commits on orders different refused',
      'group billing commits on users missing refused',
      'group billing kind different semantics',
    ]);
  });

  it('may be with a broker that did not answer, and are then not called missing', () => {
    const down = {
      what: 'broker 3',
      reason: 'not-reachable',
      why: 'it refuses connections',
      todo: 'start it',
      part: { kind: 'broker', name: '3' },
    } as const;
    const { rows, notCompared } = diffOf(groups(group('billing', { orders: 3 })), { groups: got([], [down]) });
    expect(rows).toEqual([]);
    expect(notCompared.map(({ kinds, says }) => [kinds, says])).toEqual([
      [['group'], 'not compared: group billing, as B did not tell broker 3: it refuses connections'],
    ]);
  });
});

describe('what a principal may not see', () => {
  const why = { reason: 'not-permitted', why: 'Describe is missing', todo: 'grant it' } as const;

  it('may be there: no topic is called missing where others may be hidden', () => {
    const part = { kind: 'topic', name: null } as const;
    const unseen = [{ what: 'topics that this principal may not describe', ...why, part }];
    const { rows, notCompared } = diffOf(topics(topic('orders'), topic('users')), { topics: got([], unseen) });
    expect(rows).toEqual([]);
    expect(notCompared.map(({ says }) => says)).toEqual([
      'not compared: topics orders and users, as B did not tell topics that this principal may not describe: Describe is missing',
    ]);
  });

  it.each([
    ['groups that this principal may not describe', { kind: 'group', name: null }],
    ['part of __consumer_offsets', { kind: 'group', name: null }],
    ['offsets of group billing', { kind: 'group-commits', name: 'billing' }],
    ['offsets of 3 groups', { kind: 'group-commits', name: null }],
    ['commits on topics that this principal may not describe', { kind: 'topic-commits', name: null }],
  ] as const)('nor a group, where B lacks the %s', (what, part) => {
    const b = { groups: got([group('billing', {})], [{ what, ...why, part }]) };
    const { rows, notCompared } = diffOf(groups(group('billing', { orders: 1 })), b);
    expect(rows).toEqual([]);
    expect(notCompared).toHaveLength(1);
  });

  it('hides commits on the topics that B does not show, and on no others', () => {
    const part = { kind: 'topic-commits', name: null } as const;
    const hidden = [{ what: 'commits on topics that this principal may not describe', ...why, part }];
    const a = {
      ...topics(topic('seen'), topic('unseen')),
      ...groups(group('billing', { seen: 2, unseen: 3, both: 1 })),
    };
    const b = { ...topics(topic('seen')), groups: got([group('billing', { both: 1 })], hidden) };
    const { rows, notCompared } = diffOf(a, b);
    expect(rows.filter(({ kind }) => kind === 'group').map(short)).toEqual([
      'group billing commits on seen missing refused',
    ]);
    expect(notCompared.map(({ says }) => says)).toEqual([
      "not compared: group billing's commits on unseen, as B did not tell commits on topics that this principal may not describe: Describe is missing",
    ]);
    expect(
      diffOf(b, a)
        .rows.filter(({ kind, difference }) => kind === 'group' && difference === 'extra')
        .map(short),
    ).toEqual(['group billing commits on seen extra cosmetic']);
  });

  it('hides commits on some partitions of a topic, where the side with fewer did not tell all', () => {
    const part = { kind: 'group-commits', name: 'billing' } as const;
    const b = {
      ...topics(topic('orders')),
      groups: got(
        [group('billing', { orders: 1 })],
        [{ what: 'offsets of group billing on topic orders', ...why, part }],
      ),
    };
    const three = { ...topics(topic('orders')), ...groups(group('billing', { orders: 3 })) };
    expect(diffOf(three, b).rows).toEqual([]);
    expect(diffOf(b, three).rows).toEqual([]);
    const none = { ...b, groups: got([group('billing', { orders: 1 })]) };
    expect(diffOf(three, none).rows.map(short)).toEqual(['group billing commits on orders different refused']);
  });

  it('hides groups of A from B as well', () => {
    const part = { kind: 'group-commits', name: 'billing' } as const;
    const a = { groups: got([group('billing', {})], [{ what: 'offsets of group billing', ...why, part }]) };
    expect(diffOf(a, groups(group('billing', { orders: 1 }))).rows).toEqual([]);
  });
});

describe('a section that one side did not tell', () => {
  it('is not compared, which is said with its reason, and is never no difference', () => {
    const { rows, notCompared, compared } = diffOf(
      {},
      { acls: refused('not-permitted', 'Describe on the cluster is missing') },
    );
    expect(rows).toEqual([]);
    expect(compared.acl).toBeUndefined();
    expect(notCompared).toEqual([
      {
        kinds: ['acl'],
        side: 'b',
        reason: 'not-permitted',
        section: 'ACLs',
        why: 'Describe on the cluster is missing',
        says: 'not compared: ACLs of B were not permitted: Describe on the cluster is missing',
        todo: 'see to it',
      },
    ]);
  });

  it('is said of each side that did not tell it', () => {
    const { notCompared } = diffOf({ groups: refused('failed', 'x') }, { groups: refused('not-supported', 'y') });
    expect(notCompared.map(({ side, reason }) => [side, reason])).toEqual([
      ['a', 'failed'],
      ['b', 'not-supported'],
    ]);
  });
});
