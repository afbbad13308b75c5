import { describe, expect, it } from 'vitest';
import { changesBetween } from '../../../src/inventory/assembly/changes.ts';
import type { GroupListing, TopicAnswer } from '../../../src/kafka/read-only/answers.ts';
import { got, readings, refused, topic } from '../readings.ts';

const quiet = readings().before;

const listed = (id: string, state: string): GroupListing => ({
  id,
  kind: 'consumer',
  state,
  protocolType: 'consumer',
  coordinator: 1,
});

const topicsChanged = (before: readonly TopicAnswer[], after: readonly TopicAnswer[]) =>
  changesBetween({ ...quiet, topics: got(before) }, { ...quiet, topics: got(after) }, true);

describe('what changed during a scan', () => {
  it('is nothing where nothing did, in whatever order it is told', () => {
    const topics = [topic('a', [1], [2]), topic('b', [1])];
    expect(topicsChanged(topics, topics.toReversed())).toEqual([]);
  });

  it('names topics that came, went, were made anew and grew, and leaders that moved', () => {
    const before = [topic('gone', [1]), topic('anew', [1]), topic('grown', [1]), topic('moved', [1, 2], [2, 1])];
    const after = [
      topic('came', [1]),
      { ...topic('anew', [2]), id: 'other' },
      topic('grown', [1], [2]),
      topic('moved', [2, 1], [2, 1]),
    ];
    expect(topicsChanged(before, after)).toEqual([
      'topic gone was deleted during the scan',
      'topic came was created during the scan',
      'topic anew was deleted and created again during the scan',
      'topic grown went from 1 to 2 partitions during the scan',
      'the leader of partition 0 of moved changed from 1 to 2 during the scan',
    ]);
  });

  it('names brokers, the controller and groups', () => {
    const { cluster } = quiet;
    if (!cluster.obtained) throw new Error('it is');
    const { brokers } = cluster.value;
    const after = {
      ...quiet,
      cluster: got({ ...cluster.value, controllerId: 2, brokers: brokers.filter(({ id }) => id !== 3) }),
      groups: got([listed('new', 'Stable'), listed('busy', 'PreparingRebalance')]),
    };
    const before = { ...quiet, groups: got([listed('old', 'Empty'), listed('busy', 'Stable')]) };
    expect(changesBetween(before, after, false)).not.toContain('the controller moved from 1 to 2 during the scan');
    expect(changesBetween(before, after, true)).toEqual([
      'broker 3 left during the scan',
      'the controller moved from 1 to 2 during the scan',
      'group old went away during the scan',
      'group new came during the scan',
      'group busy went from Stable to PreparingRebalance during the scan',
    ]);
  });

  it('tells twenty of a kind one by one, and how many more there are', () => {
    const many = Array.from({ length: 23 }, (_, at) => topic(`t${at}`, [1]));
    const changes = topicsChanged(many, []);
    expect(changes).toHaveLength(21);
    expect(changes.at(-1)).toBe('the same happened to 3 more topics during the scan');
  });

  it('claims nothing where one of the two readings is not there', () => {
    expect(changesBetween({ ...quiet, topics: got([topic('a', [1])]) }, { ...quiet, topics: refused() }, true)).toEqual(
      [],
    );
  });
});
