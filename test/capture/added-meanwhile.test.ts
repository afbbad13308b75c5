import { describe, expect, it } from 'vitest';
import { addedMeanwhile, atLeastWords, lackingFor } from '../../src/capture/added-meanwhile.ts';
import type { TopicAnswer } from '../../src/kafka/read-only/answers.ts';

const topic = (name: string, partitions: number): TopicAnswer => ({
  name,
  id: null,
  internal: false,
  partitions: Array.from({ length: partitions }, (_, partition) => ({
    partition,
    leader: 1,
    leaderEpoch: 0,
    replicas: [1],
    inSync: [1],
    offline: [],
  })),
});

describe('what came while a cluster was watched', () => {
  const before = [topic('orders', 2), topic('clicks', 3)];

  it('is partitions of a topic and topics of their own, each a part that is lacking', () => {
    const added = addedMeanwhile(before, [topic('orders', 6), topic('clicks', 3), topic('new', 1)]);
    expect(lackingFor(added, before, false)).toMatchObject([
      {
        what: 'topic orders',
        reason: 'failed',
        why: 'went from 2 to 6 partitions while it was watched: its rate is a lower bound',
      },
      { what: 'topic new', reason: 'failed' },
    ]);
    // 6 − 2.
    expect(added.partitions.get('orders')).toBe(4);
    expect(atLeastWords(4, 1)).toBe('; at least so much: 4 partitions and 1 topic more came meanwhile');
  });

  it('is nothing where topics stay as they are, are deleted, or are made anew with fewer partitions', () => {
    const added = addedMeanwhile(before, [topic('orders', 1)]);
    expect(lackingFor(added, before, false)).toEqual([]);
    expect(atLeastWords(0)).toBe('');
  });

  it('is told without the names of new topics where names are hidden', () => {
    const added = addedMeanwhile(before, [...before, topic('payroll', 1), topic('merger', 1)]);
    expect(lackingFor(added, before, true).map(({ what }) => what)).toEqual(['2 topics']);
  });
});
