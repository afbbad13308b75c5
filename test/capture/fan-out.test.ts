import { describe, expect, it } from 'vitest';
import { fanOutOf, howOld } from '../../src/capture/fan-out.ts';
import { hiddenNames } from '../../src/capture/hidden-names.ts';
import { retentionOf } from '../../src/capture/retention.ts';
import type { ConfigEntry, GroupAnswer, GroupKind } from '../../src/kafka/read-only/answers.ts';

const group = (id: string, offsets: readonly number[], kind: GroupKind = 'classic', members = 1): GroupAnswer => ({
  id,
  kind,
  state: 'Stable',
  protocolType: 'consumer',
  coordinator: 1,
  members: Array.from({ length: members }, (_, member) => ({
    memberId: `${id}-${member}`,
    instanceId: null,
    clientId: id,
    clientHost: '/127.0.0.1',
    rack: null,
    assigned: [],
  })),
  offsets: offsets.map((offset, partition) => ({ topic: 'orders', partition, offset })),
});

/** 1,000 records to orders in 100 s, 3,000 to other topics. */
const written = {
  seconds: 100,
  all: 4_000,
  of: (topic: string) => (topic === 'orders' ? 1_000 : null),
  end: (topic: string, partition: number) => (topic === 'orders' && partition < 2 ? 5_000 : null),
};

describe('the fan-out', () => {
  it('is what groups moved on ÷ what was written to all topics', () => {
    const before = [group('billing', [4_000, 4_000]), group('search', [4_500, 4_400])];
    const after = [group('billing', [4_500, 4_500]), group('search', [5_000, 4_700])];
    const { times, readers, within, groups } = fanOutOf(before, after, written);
    // 1,000 and 800 of 4,000.
    expect(times).toBeCloseTo(0.45, 12);
    expect(readers).toBe(2);
    expect(groups.map(({ lag }) => lag)).toEqual([1_000, 300]);
    // Commits may be 5 s old: each of the two may be off by 5% of the 1,000 that they read.
    expect(within).toBeCloseTo((2 * 50) / 4_000, 12);
  });

  it('counts a group that catches up for no more than was written', () => {
    const { times, notes } = fanOutOf([group('replay', [0, 0])], [group('replay', [2_000, 2_500])], written);
    expect(times).toBeCloseTo(0.25, 12);
    expect(notes.join()).toContain('1 group read more than was written');
  });

  it('of a group that falls behind is what it read: it is a reader still, and is told', () => {
    // 300 of 1,000 read; even with 50 that are not committed yet less than 1,000 ÷ 1.2.
    const { times, readers, notes } = fanOutOf([group('slow', [0, 0])], [group('slow', [200, 100])], written);
    expect(times).toBeCloseTo(300 / 4_000, 12);
    expect(readers).toBe(1);
    expect(notes.join()).toContain('1 group read less than was written and lost ground');
  });

  it('of a group whose last commit is a few seconds old is not said to lose ground', () => {
    // 800 and at most 50 that are not committed yet, times 1.2: 1,020 of 1,000.
    const { notes } = fanOutOf([group('near', [0, 0])], [group('near', [400, 400])], written);
    expect(notes).toEqual([]);
  });

  it('says its bounds as those of commits, within which it is not 95% sure', () => {
    expect(howOld(0.45, 0.025)).toBe('commits may be 5 s old: 0.425 to 0.475 then');
    expect(howOld(0.01, 0.025)).toContain('0 to 0.035');
  });

  it('is not known where nobody commits; such groups, share groups and new ones are told', () => {
    const { times, notes } = fanOutOf(
      [group('silent', []), group('queue', [], 'share', 0)],
      [group('silent', []), group('queue', [10], 'share', 0), group('late', [20])],
      written,
    );
    expect(times).toBeNull();
    const all = notes.join('\n');
    expect(all).toContain('1 group with members commit nothing');
    expect(all).toContain('1 group of kind share');
    expect(all).toContain('2 groups had committed nothing when the capture began');
  });

  it('leaves out what is committed of topics that were not captured', () => {
    const other = (offset: number): GroupAnswer => ({
      ...group('other', []),
      offsets: [{ topic: 'elsewhere', partition: 0, offset }],
    });
    expect(fanOutOf([other(0)], [other(900)], written).times).toBeNull();
  });
});

describe('the retention of a topic', () => {
  const config = (values: Readonly<Record<string, string>>): readonly ConfigEntry[] =>
    Object.entries(values).map(([name, value]) => ({
      name,
      value,
      source: 'topic',
      sensitive: false,
      readOnly: false,
    }));
  const old = { ageSeconds: 3_600, deleted: true };

  it('is retention.ms, or the age of the oldest record where a size limit deletes earlier', () => {
    expect(retentionOf(config({ 'retention.ms': '86400000' }), old)?.seconds).toBe(86_400);
    expect(retentionOf(config({ 'retention.ms': '86400000', 'retention.bytes': '1000' }), old)?.seconds).toBe(3_600);
    // Nothing was deleted yet: the topic is young.
    const young = { ageSeconds: 3_600, deleted: false };
    expect(retentionOf(config({ 'retention.ms': '86400000', 'retention.bytes': '1000' }), young)?.seconds).toBe(86_400);
  });

  it('is not known of what is kept for ever or compacted', () => {
    expect(retentionOf(config({ 'retention.ms': '-1' }), old)).toBeNull();
    expect(retentionOf(config({ 'retention.ms': '1000', 'cleanup.policy': 'compact' }), old)).toBeNull();
    expect(retentionOf(config({ 'retention.ms': '1000', 'cleanup.policy': 'compact,delete' }), old)?.seconds).toBe(1);
    expect(retentionOf([], old)).toBeNull();
  });
});

describe('names that are hidden', () => {
  it('are replaced whole, the longer one first, wherever they stand', () => {
    const hidden = hiddenNames(['orders', 'orders.v2', '-', 'a+b']);
    expect(hidden('orders.v2')).toBe('topic-2');
    expect(hidden('topic orders, and orders.v2; reorders')).toBe('topic topic-1, and topic-2; reorders');
    expect(hidden('Topic orders.')).toBe('Topic topic-1.');
    expect(hidden('-')).toBe('topic-3');
  });
});
