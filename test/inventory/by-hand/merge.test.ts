import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import type { WorkbenchError } from '../../../src/errors.ts';
import { checkByHand, mergeByHand } from '../../../src/inventory/by-hand/merge.ts';
import { type Present, presentIn } from '../../../src/inventory/by-hand/present.ts';
import { byHandTemplate } from '../../../src/inventory/by-hand/template.ts';
import { smallInventory } from '../small-inventory.ts';

const DAY = '2026-11-21';

const topics = (names: readonly string[], complete = true): Present => ({
  kind: 'topic',
  section: 'owners of topics',
  names,
  complete,
});

const merged = (text: string | null, ...present: readonly Present[]) =>
  mergeByHand({ file: 'a.inventory.yaml', text }, present, { target: 'prod', date: DAY });

const FILLED = `\
# mine
owners of topics:
  # the money
  zeta: { owner: payments, dashboard: https://graphs.example/z }
  orders: shop   # asked on Monday
  own.row: kept
  several:
    - a
    - b
runbook: { address: https://wiki.example/kafka, phone: 0049123 }
cluster:
  owner: platform team
  pager: "555"
`;

describe('the file that people fill in', () => {
  it('asks for the owner of every topic and about the cluster, and explains itself', () => {
    const { text, rows } = merged(null, topics(['orders', 'clicks']));
    expect(text).toMatch(/^# What depends on prod and cannot be read from it/);
    expect(parse(text)['owners of topics']).toEqual({ orders: null, clicks: null });
    expect(rows).toContainEqual({ about: 'topic orders', question: 'owner', answer: null, gone: false });
    for (const question of ['owner', 'dashboards', 'alerts', 'Flink jobs', 'Spark jobs', 'infrastructure as code']) {
      expect(rows).toContainEqual({ about: 'cluster', question, answer: null, gone: false });
    }
  });

  it('asks for the owners of a cluster’s topics, groups, connectors and principals', () => {
    const { rows } = merged(null, ...presentIn(smallInventory));
    const owned = rows.filter(({ about }) => about !== 'cluster').map(({ about }) => about);
    expect(owned).toEqual(['topic orders', 'group billing', 'connector files', 'principal User:alice']);
  });

  it('takes for gone only what a scan would have seen', () => {
    const complete = ({ sections }: typeof smallInventory) =>
      presentIn({ ...smallInventory, sections })
        .filter((one) => one.complete)
        .map(({ kind }) => kind);
    // A topic is hidden from the principal, and something of Connect did not come.
    expect(complete(smallInventory)).toEqual(['group', 'principal']);
    const { sections } = smallInventory;
    const topics = { ...sections.topics, missing: [] };
    const refused = { obtained: false, reason: 'not-permitted', why: 'no', todo: 'add it' } as const;
    const other = { ...sections, topics, groups: refused, acls: refused } as typeof sections;
    expect(complete({ ...smallInventory, sections: other })).toEqual(['topic']);
  });

  it('is the same, byte for byte, after a second run that finds nothing new', () => {
    const { text } = merged(null, topics(['a', 'b']));
    expect(merged(text, topics(['b', 'a'])).text).toBe(text);
    const edited = text.replace('  a:', '  a:     "quoted"   #   spaced');
    expect(merged(edited, topics(['a', 'b'])).text).toBe(edited);
  });

  it('keeps answers, order, comments, rows and sections of people’s own, and adds what is new', () => {
    const { text, rows } = merged(FILLED, topics(['orders', 'new', 'zeta', 'several', 'own.row']));
    const before = parse(FILLED, { schema: 'failsafe' });
    const after = parse(text, { schema: 'failsafe' });
    expect(Object.keys(after['owners of topics'])).toEqual(['zeta', 'orders', 'own.row', 'several', 'new']);
    expect(after['owners of topics']).toMatchObject(before['owners of topics']);
    expect(after.runbook).toEqual(before.runbook);
    expect(after.cluster).toMatchObject(before.cluster);
    for (const comment of ['# mine', '# the money', '# asked on Monday']) expect(text).toContain(comment);
    const answers = rows.filter(({ answer }) => answer !== null).map((row) => [row.about, row.question, row.answer]);
    expect(answers).toEqual([
      ['topic zeta', 'owner', 'payments'],
      ['topic zeta', 'dashboard', 'https://graphs.example/z'],
      ['topic orders', 'owner', 'shop'],
      ['topic own.row', 'owner', 'kept'],
      ['topic several', 'owner', 'a; b'],
      ['runbook', 'address', 'https://wiki.example/kafka'],
      ['runbook', 'phone', '0049123'],
      ['cluster', 'owner', 'platform team'],
      ['cluster', 'pager', '555'],
    ]);
  });

  it('keeps every comment above the row or the section that it stood above', () => {
    const { text } = merged(null, topics(['orders']));
    // As the file asks: line by line what it says before anybody filled it in, and the topic.
    const asked = byHandTemplate('prod').replace('owners of topics:\n', 'owners of topics:\n  orders:\n');
    expect(text).toBe(asked);

    const edited = text
      .replace('  orders:\n', '  a: # mine\n  # goes in March\n  old:\n  # last of all\n')
      .replace('owners of groups:', '# who reads\nowners of groups: # all of them');
    const after = merged(edited, topics(['a', 'b']), { ...topics(['g']), kind: 'group', section: 'owners of groups' });
    const from = after.text.indexOf('owners of topics:');
    expect(after.text.slice(from, after.text.indexOf('owners of connectors:'))).toBe(`\
owners of topics:
  a: # mine
  # goes in March
  old: # gone since 2026-11-21
  b:
  # last of all

# who reads
owners of groups:
  # all of them
  g:

`);
  });

  it('does not take the mark above one row for a mark of the row before', () => {
    const rows = 'owners of topics:\n  here:\n  # gone since 2026-11-21\n  left:\n    - a\n';
    const again = merged(rows, topics(['here', 'new']));
    expect(again.rows.filter(({ gone }) => gone).map(({ about }) => about)).toEqual(['topic left']);
  });

  it('marks what is gone with the day, once, and keeps its answer', () => {
    const { text, rows } = merged(FILLED, topics(['orders', 'own.row']));
    expect(text).toMatch(/zeta: \{ owner: payments.*# gone since 2026-11-21/);
    expect(text).toMatch(/# gone since 2026-11-21\n {2}several:/);
    expect(rows.filter(({ gone }) => gone).map(({ about }) => about)).toEqual([
      'topic zeta',
      'topic zeta',
      'topic several',
    ]);
    const later = mergeByHand({ file: 'a', text }, [topics(['orders', 'own.row'])], {
      target: 'p',
      date: '2027-01-01',
    });
    expect(later.text).toBe(text);
  });

  it('marks beside a remark, and takes the mark away when the thing is back', () => {
    const marked = merged(FILLED, topics(['zeta', 'own.row', 'several']));
    expect(marked.text).toMatch(/orders: shop # asked on Monday; gone since 2026-11-21/);
    const back = merged(marked.text, topics(['zeta', 'own.row', 'several', 'orders']));
    expect(back.text).toMatch(/orders: shop # asked on Monday\n/);
    expect(back.rows.some(({ gone }) => gone)).toBe(false);
  });

  it('marks nothing where the scan could not see everything', () => {
    const blind = merged(FILLED, topics([], false));
    expect(blind.text).not.toContain('gone since');
    expect(parse(blind.text)['owners of topics']).toMatchObject({ orders: 'shop' });
  });

  it.each(['1.50', 'true', 'null', '~', '0x1f', '-dash', '_', '.', '..', 'a.b_c-D', '2026-11-21', '1e3', 'NO', 'y'])(
    'keeps a topic called %s as it is called',
    (name) => {
      const first = merged(null, topics([name]));
      const second = merged(first.text, topics([name]));
      expect(second.text).toBe(first.text);
      expect(second.rows).toContainEqual({ about: `topic ${name}`, question: 'owner', answer: null, gone: false });
    },
  );

  it.each(['group: with, {all} # sorts', '"quoted"', "it's", 'two\nlines', '* star', '', ' spaced ', 'ünï 漢字'])(
    'keeps a group called %j as it is called',
    (name) => {
      const group: Present = { kind: 'group', section: 'owners of groups', names: [name], complete: true };
      const { text } = merged(null, group);
      expect(Object.keys(parse(text)['owners of groups'])).toEqual([name]);
      expect(merged(text, group).text).toBe(text);
    },
  );

  it('is made anew where it is empty', () => {
    expect(merged(' \n', topics(['a'])).text).toBe(merged(null, topics(['a'])).text);
  });

  it.each([
    ['a list', '- a\n', /holds no sections/, 1],
    ['a section that is text', 'cluster:\n  owner: x\nowners of topics: none\n', /rows of `name: answer`/, 3],
    ['a quote that is not closed', 'cluster:\n  owner: "x\n', /is not YAML/, 3],
    ['a key that stands twice', 'cluster:\n  owner: x\n  owner: y\n', /twice/, 3],
  ])('is refused with its line where it is %s, and nothing is lost', (_, text, what, line) => {
    let error: WorkbenchError | null = null;
    try {
      checkByHand({ file: 'b.yaml', text });
    } catch (thrown) {
      error = thrown as WorkbenchError;
    }
    expect(error?.exitStatus).toBe(2);
    expect(error?.problems[0]).toMatchObject({ what: expect.stringMatching(what), at: { file: 'b.yaml', line } });
  });
});
