import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import type { Inventory } from '../../../src/inventory/types.ts';
import { groupsCsv, topicsCsv } from '../../../src/report/inventory-report/csv.ts';
import { size } from '../../../src/report/inventory-report/figures.ts';
import { renderInventoryHtml } from '../../../src/report/inventory-report/html.ts';
import { renderInventoryMarkdown } from '../../../src/report/inventory-report/markdown.ts';
import { inventorySentence, overviewWords } from '../../../src/report/inventory-report/words.ts';
import { smallInventory } from '../../inventory/small-inventory.ts';
import { HOSTILE } from '../hostile.ts';
import { largeInventory } from './large-inventory.ts';

const large = largeInventory();

const refused = (name: keyof Inventory['sections']): Inventory => ({
  ...smallInventory,
  sections: {
    ...smallInventory.sections,
    [name]: { obtained: false, reason: 'not-permitted', why: 'Describe is missing', todo: 'run kafka-acls --add' },
  },
});

const topicsOf = ({ sections }: Inventory) => (sections.topics.obtained ? sections.topics.value : []);
const groupsOf = ({ sections }: Inventory) => (sections.groups.obtained ? sections.groups.value : []);

describe('the words of an inventory', () => {
  it('say in one sentence what is on the cluster', () => {
    expect(inventorySentence(smallInventory)).toBe(
      'small: at least 1 topic in 1 partition, 1\u2009000\u2009B before replication, on 1 broker',
    );
    const { overview } = smallInventory;
    const racks = {
      ...smallInventory,
      overview: { ...overview, brokers: 3, racks: ['a', 'b'], bytesAreLowerBound: true },
    };
    expect(inventorySentence(racks)).toMatch(/at least 1\u2009000\u2009B before replication, on 3 brokers in 2 racks$/);
  });

  it('say that there may be more topics only where the principal may not see all', () => {
    const { topics } = smallInventory.sections;
    const sections = { ...smallInventory.sections, topics: { ...topics, missing: [] } };
    const sentence = inventorySentence({ ...smallInventory, sections } as Inventory);
    expect(sentence).toMatch(/^small: 1 topic in 1 partition/);
  });

  it('do not make a number of what was not obtained', () => {
    const overview = { ...smallInventory.overview, topics: null, partitions: null, bytes: null };
    expect(inventorySentence({ ...smallInventory, overview })).toBe('small: 1 broker; its topics were not obtained');
    const nothing = { ...smallInventory, overview: { ...overview, brokers: null } };
    expect(inventorySentence(nothing)).toBe('small could not be looked at');
  });

  it('tell what it does and what it suffers from', () => {
    const words = overviewWords(smallInventory).join(' ');
    expect(words).toContain('Its API versions are those of Apache Kafka 4.3 or later.');
    expect(words).toContain('2 records a second (20\u2009B/s as stored, one copy) were written');
    expect(words).toContain('It knows 1 group, 3 records behind in all.');
    expect(words).toContain('1 thing needs attention.');
  });

  it.each([
    [
      { bytesPerSecondIsLowerBound: true },
      '2 records a second were written. Bytes are not known of every topic: at least 20\u2009B/s as stored, one copy.',
    ],
    [
      { recordsPerSecondIsLowerBound: true, bytesPerSecondIsLowerBound: true },
      'at least 2 records a second were written. Bytes are not known of every topic: at least 20\u2009B/s as stored',
    ],
    [{ bytesPerSecond: null }, '2 records a second were written. How many bytes these are is not known of any topic.'],
    [
      { groupsAreLowerBound: true, lagIsLowerBound: true },
      'It knows at least 1 group, at least 3 records behind in all.',
    ],
  ])('say of a part of the whole that it is at least so much: %o', (given, words) => {
    const overview = { ...smallInventory.overview, ...given };
    expect(overviewWords({ ...smallInventory, overview }).join(' ')).toContain(words);
  });

  it.each([
    [0, '0\u2009B'],
    [1023, '1\u2009023\u2009B'],
    [1024, '1.00\u2009KiB'],
    [1.5 * 1024 ** 3, '1.50\u2009GiB'],
    [3 * 1024 ** 6, '3\u2009070\u2009PiB'],
  ])('write %d bytes as %s', (bytes, text) => {
    expect(size(bytes)).toBe(text);
  });
});

describe('the page of an inventory', () => {
  it('shows the first rows, says so, and where all of them are', () => {
    const page = renderInventoryHtml(large);
    expect(page.match(/topic\.of\.some\.team-\d+\.v1<\/th>/g)).toHaveLength(50);
    expect(page).toContain(
      '50 topics of 301 topics, the largest first; all of them are in topics.csv and inventory.json.',
    );
    expect(page).toContain('topic.of.some.team-299.v1</th>');
    expect(page).not.toContain('topic.of.some.team-3.v1</th>');
  });

  it.each([
    'brokers',
    'features',
    'topics',
    'groups',
    'acls',
    'quotas',
    'scramUsers',
    'transactions',
    'reassignments',
    'quorum',
    'schemaRegistry',
    'kafkaConnect',
  ] as const)('says in a line that %s were not obtained, why, and what to do', (name) => {
    const line = 'Not obtained, not permitted: Describe is missing. Run kafka-acls --add';
    expect(renderInventoryHtml(refused(name))).toContain(`<p>${line}</p>`);
    expect(renderInventoryHtml(smallInventory)).not.toContain(line);
    expect(renderInventoryMarkdown(refused(name))).toContain(line);
  });

  it('lists every section with how it was obtained, log directories among them', () => {
    const page = renderInventoryHtml(refused('logDirs'));
    expect(page).toMatch(/Log directories<\/th><td[^>]*><span class="verdict bad">not permitted/);
  });

  it('names the parts that are missing', () => {
    expect(renderInventoryHtml(smallInventory)).toContain(
      'Not obtained: topic hidden, not permitted: Describe is missing. Add it.',
    );
  });

  it('tells a section that is empty from one that is not there', () => {
    const none = { ...smallInventory.sections, acls: { ...smallInventory.sections.quotas, value: [] } };
    const page = renderInventoryHtml({ ...smallInventory, sections: none } as Inventory);
    expect(page).toContain('<p>There is no ACL.</p>');
  });

  it('tells what changed during the scan, and who said what', () => {
    const page = renderInventoryHtml(smallInventory);
    expect(page).toContain('Changed: topic late was created during the scan.');
    expect(page).toContain('Nobody has said yet: owners of 1 topic.');
  });

  it('takes no name for markup, and loads nothing', () => {
    const page = renderInventoryHtml(large);
    expect(page).not.toContain('<img');
    expect(page).toContain('&lt;img src=x onerror=alert(1)&gt;');
    expect(page).not.toMatch(/(src|href)="(?!#|data:)/);
    expect(renderInventoryMarkdown(large)).not.toContain('<img');
  });

  it('is the same, byte for byte, from the same inventory', () => {
    expect(renderInventoryHtml(largeInventory())).toBe(renderInventoryHtml(large));
  });
});

describe('the CSV of an inventory', () => {
  it('has every topic, with figures as figures and nothing that runs as a formula', () => {
    const rows = parse(topicsCsv(topicsOf(large)), { columns: true }) as Record<string, string>[];
    expect(rows).toHaveLength(301);
    const one = rows.find(({ topic }) => topic === 'topic.of.some.team-299.v1');
    expect(one).toMatchObject({ partitions: '2', replicas: '3', bytes: '600', records_per_second: '' });
    expect(rows.find(({ topic }) => topic?.includes('img'))?.topic).toBe(`'${HOSTILE}`);
    expect(topicsCsv(topicsOf(large))).toContain(',-1,');
  });

  it('has every group', () => {
    const rows = parse(groupsCsv(groupsOf(large)), { columns: true }) as Record<string, string>[];
    expect(rows).toHaveLength(300);
    expect(rows.find(({ group }) => group === 'group-299')).toMatchObject({ lag: '300', members: '0' });
  });
});
