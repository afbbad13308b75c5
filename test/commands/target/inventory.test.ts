import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { besideTarget, checkByHandFile, keepByHand } from '../../../src/commands/target/by-hand-file.ts';
import { inventoryGaps } from '../../../src/commands/target/inventory-gaps.ts';
import { inventoryText } from '../../../src/commands/target/inventory-text.ts';
import { targetCommand } from '../../../src/commands/target.ts';
import type { Inventory } from '../../../src/inventory/types.ts';
import { got, refused } from '../../inventory/readings.ts';
import { smallInventory } from '../../inventory/small-inventory.ts';
import { inThisProcess } from '../../run/in-this-process.ts';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'workbench-inventory-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const write = (name: string, text: string): void => writeFileSync(join(folder, name), text);
const read = (...path: string[]): string => readFileSync(join(folder, ...path), 'utf8');
const inventory = (...args: string[]) => inThisProcess(targetCommand, ['target', 'inventory', ...args], folder);

/** Nothing listens there. */
const NOBODY = 'platform: apache-kafka\nbootstrap: ["127.0.0.1:1"]\n';

const withSections = (sections: Partial<Inventory['sections']>): Inventory => ({
  ...smallInventory,
  sections: { ...smallInventory.sections, ...sections },
});

const whole = withSections({
  topics: got([]),
  kafkaConnect: { obtained: false, reason: 'not-asked', why: 'none is named', todo: 'name it' },
});

describe('workbench target inventory, where nobody answers', () => {
  it('says so once, keeps the folder, and exits with 4', async () => {
    write('gone.yaml', `${NOBODY}schemaRegistry: { url: "http://127.0.0.1:1" }\n`);
    const { status, out, err } = await inventory('gone.yaml', '--out', 'out');
    expect(status).toBe(4);
    expect(out).toContain('gone could not be looked at.');
    expect(out).not.toContain('needs attention');
    expect(err.match(/not reachable/g)).toHaveLength(2);
    expect(readdirSync(join(folder, 'out')).sort()).toEqual([
      'inventory.html',
      'inventory.json',
      'inventory.md',
      'requests.jsonl',
    ]);
    expect(JSON.parse(read('out', 'inventory.json')).sections.topics).toMatchObject({
      obtained: false,
      reason: 'not-reachable',
    });
    expect(read('out', 'inventory.html')).toContain('what needs attention is not known');
    expect(existsSync(join(folder, 'gone.inventory.yaml'))).toBe(false);
  });

  it('prints the inventory alone with --json', async () => {
    write('gone.yaml', NOBODY);
    const { out } = await inventory('gone.yaml', '--out', 'out', '--json');
    expect(JSON.parse(out)).toEqual(JSON.parse(read('out', 'inventory.json')));
  });
});

describe('wrong input to workbench target inventory', () => {
  it.each([
    ['a target that is not there', ['none.yaml'], /none\.yaml.*there is no such file/],
    [
      'a folder of --by-hand that is not there',
      ['t.yaml', '--by-hand', 'no/b.yaml'],
      /folder of no\/b\.yaml is not there/,
    ],
    ['a file for people that is none', ['t.yaml', '--by-hand', 'bad.yaml'], /bad\.yaml:1:1.*holds no sections/],
    ['a secret that is not set', ['s.yaml'], /WB_NOT_SET.*is not set/],
  ])('%s is refused with 2', async (_, args, what) => {
    write('t.yaml', NOBODY);
    write('s.yaml', `${NOBODY}schemaRegistry: { url: "http://127.0.0.1:1", bearerTokenEnv: WB_NOT_SET }\n`);
    write('bad.yaml', '- a\n');
    const { status, err } = await inventory(...args, '--out', 'out');
    expect(status).toBe(2);
    expect(err).toMatch(what);
    expect(existsSync(join(folder, 'out', 'inventory.json'))).toBe(false);
  });
});

describe('what was not obtained', () => {
  it('is nothing where all was, where a release has it not, and where nobody asked for it', () => {
    expect(inventoryGaps(whole)).toBeNull();
    const older = { obtained: false, reason: 'not-supported', why: 'no such request', todo: 'nothing' } as const;
    const part = { ...older, what: 'the mode' };
    const registry = { ...whole.sections.schemaRegistry, missing: [part] } as Inventory['sections']['schemaRegistry'];
    const sections = { ...whole.sections, quorum: older, schemaRegistry: registry };
    expect(inventoryGaps({ ...whole, sections })).toBeNull();
  });

  it('is told cause by cause, with all that it keeps away, and exits with 4', () => {
    const down = { what: 'broker 3', reason: 'not-reachable', why: 'it is down', todo: 'start it' } as const;
    const topics = { ...got([]), missing: [down] };
    const logDirs = { ...got([]), missing: [down] };
    const gaps = inventoryGaps({
      ...whole,
      sections: { ...whole.sections, acls: refused(), quotas: refused(), topics, logDirs },
    });
    expect(gaps?.exitStatus).toBe(4);
    expect(gaps?.problems).toEqual([
      {
        what: 'not obtained (not reachable): Log directories, broker 3; Topics, broker 3: it is down',
        todo: 'start it',
      },
      { what: 'not obtained (not permitted): ACLs; Quotas: Describe is missing', todo: 'add it' },
    ]);
  });
});

describe('an inventory on a terminal', () => {
  it('says what it is and what needs attention, each with what to do', () => {
    const text = inventoryText(smallInventory, 80);
    expect(text).toContain('small: at least 1 topic in 1 partition');
    expect(text).toContain('! 1 topic has one replica: orders\n  → add replicas');
    expect(text.split('\n').every((line) => line.length <= 80)).toBe(true);
  });
});

describe('the file beside a target', () => {
  it('is called as the target is, and keeps what people write into it', () => {
    const place = besideTarget(join(folder, 'prod.yaml'), 'prod', folder);
    expect(place).toEqual({ shown: 'prod.inventory.yaml', path: join(folder, 'prod.inventory.yaml') });
    expect(keepByHand(place, smallInventory)).toContainEqual({
      about: 'topic orders',
      question: 'owner',
      answer: null,
      gone: false,
    });
    write('prod.inventory.yaml', read('prod.inventory.yaml').replace('  orders:', '  orders: shop # yes'));
    checkByHandFile(place);
    const rows = keepByHand(place, smallInventory);
    expect(rows).toContainEqual({ about: 'topic orders', question: 'owner', answer: 'shop', gone: false });
    expect(read('prod.inventory.yaml')).toContain('  orders: shop # yes');
    expect(readdirSync(folder)).toEqual(['prod.inventory.yaml']);
  });
});
