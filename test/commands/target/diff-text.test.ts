import { describe, expect, it } from 'vitest';
import { widthOf } from '../../../src/commands/output.ts';
import { diffText } from '../../../src/commands/target/diff-text.ts';
import { replicationNamed } from '../../../src/inventory/diff/replicators/read-replicator.ts';
import { config, got, group, refused, topic } from '../../inventory/build-inventory.ts';
import { diffOf } from '../../inventory/diff/differences.ts';

const many = (count: number, copies: number) => ({
  topics: got(Array.from({ length: count }, (_, at) => topic(`t${at}`, { partitions: at + 1, copies }))),
});

describe('a diff on a terminal', () => {
  it('goes from what breaks an application first to what it does not see', () => {
    const side = (value: string) => ({
      topics: got([
        topic('orders', {
          configs: ['max.message.bytes', 'segment.bytes', 'retention.ms'].map((name) => config(name, value, 'topic')),
        }),
      ]),
    });
    const text = diffText(diffOf(side('2'), side('1')), [], { width: 100, all: true });
    const places = ['max.message.bytes of', 'retention.ms of', 'segment.bytes of'].map((words) => text.indexOf(words));
    expect(places).toEqual(places.toSorted((a, b) => a - b));
    expect(places[0]).toBeGreaterThan(0);
  });

  it('counts what no application sees, and shows it when asked to', () => {
    const [a, b] = [{ topics: got([topic('a')]) }, { topics: got([topic('a'), topic('new')]) }];
    const shown = (all: boolean) => diffText(diffOf(a, b), [], { width: 100, all });
    expect(shown(false)).toContain('Nothing that an application would see: 1 difference, which --all shows.');
    expect(shown(false)).not.toContain('topic new');
    expect(shown(true)).toContain('topic new');
  });

  it('shows so many of a kind and counts the rest', () => {
    const diff = diffOf(many(70, 3), { topics: got([]) });
    expect(diffText(diff, [], { width: 100, all: false })).toContain('and 20 differences more, which --all shows');
    expect(diffText(diff, [], { width: 100, all: true })).toContain('topic t69');
  });

  it('fits the terminal, and says in full what its columns had to cut', () => {
    const name = 'x'.repeat(249);
    const diff = diffOf({ topics: got([topic(name)]) }, { topics: got([]) });
    const lines = diffText(diff, [], { width: 80, all: false }).split('\n');
    const long = lines.filter((line) => widthOf(line) > 80);
    expect(long.map((line) => line.trim())).toEqual([name]);
  });

  it('holds nothing that could move the cursor', () => {
    const id = 'a\u001b[2Jb\nc\u202e';
    const text = diffText(diffOf({ groups: got([group(id, { t: 1 })]) }, {}), [], { width: 100, all: false });
    expect(text).toContain('group a�[2Jb c�');
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
    expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u202e]/);
  });

  it('says what the replicator makes of each, and with which settings', () => {
    const replication = replicationNamed({ replicator: 'mirrormaker-2', policy: 'identity' }, '/');
    const text = diffText(diffOf({ groups: got([group('g', { t: 1 })]) }, {}, replication), [], {
      width: 200,
      all: false,
    });
    expect(text).toContain('Replicator: MirrorMaker 2 4.3.1 with its defaults, policy identity');
    expect(text).toContain('MirrorMaker 2 drops it: sync.group.offsets.enabled is false by default');
  });

  it('says once that neither side names a service', () => {
    const none = { kafkaConnect: refused('not-asked', 'the target names none') };
    const text = diffText(diffOf(none, none), [], { width: 100, all: false });
    expect(text.match(/not compared/g)).toHaveLength(1);
    expect(text).toContain('not compared: connectors, for which neither side names a service');
  });
});
