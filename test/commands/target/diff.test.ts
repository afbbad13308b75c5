import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { diffCommand } from '../../../src/commands/target/diff.ts';
import type { Terminal } from '../../../src/commands/terminal.ts';
import { WorkbenchError } from '../../../src/errors.ts';
import type { Inventory } from '../../../src/inventory/types.ts';
import { config, got, inventoryWith, refused, topic } from '../../inventory/build-inventory.ts';

let cwd: string;
beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), 'diff-'));
});
afterEach(() => rmSync(cwd, { recursive: true }));

interface Said {
  readonly out: string;
  readonly err: string;
  readonly status: number;
}

async function diff(args: readonly string[], interruption = new AbortController()): Promise<Said> {
  const out: string[] = [];
  const err: string[] = [];
  let status = -1;
  const terminal = {
    cwd,
    width: 120,
    interactive: false,
    out: (text: string) => out.push(text),
    err: (text: string) => err.push(text),
    now: () => new Date('2026-11-21T20:15:03Z'),
    exit: (code: number) => {
      status = code;
    },
    interruption: () => ({ signal: interruption.signal, end: () => undefined }),
  } as unknown as Terminal;
  await diffCommand(terminal).exitOverride().parseAsync(args, { from: 'user' });
  return { out: out.join('\n'), err: err.join('\n'), status };
}

const refusal = async (args: readonly string[]): Promise<readonly (string | number | undefined)[]> => {
  try {
    await diff(args);
  } catch (error) {
    if (!(error instanceof WorkbenchError)) throw error;
    return [error.exitStatus, error.problems[0]?.what, error.problems[0]?.at?.line];
  }
  throw new Error('was not refused');
};

function save(name: string, inventory: Inventory): string {
  writeFileSync(join(cwd, name), JSON.stringify(inventory));
  return name;
}

const withRetention = (value: string) => ({
  topics: got([topic('orders', { configs: [config('retention.ms', value, 'topic')] })]),
});

const saveBoth = (): readonly [string, string] => [
  save('old.json', inventoryWith(withRetention('2'), 'old')),
  save('new.json', inventoryWith(withRetention('1'), 'new')),
];

describe('workbench target diff', () => {
  it('compares what was saved, files and folders, without asking anybody and without a folder', async () => {
    const [old] = saveBoth();
    mkdirSync(join(cwd, 'scan'));
    save('scan/inventory.json', inventoryWith(withRetention('1'), 'new'));
    const before = readdirSync(cwd);
    const { out, err, status } = await diff([old, 'scan']);
    expect(out).toContain('1 difference from old to new: retention and cost (1).');
    expect({ err, status }).toEqual({ err: '', status: 0 });
    expect(readdirSync(cwd)).toEqual(before);
  });

  it('prints the same as JSON, with its version, and as Markdown', async () => {
    const json = JSON.parse((await diff([...saveBoth(), '--json'])).out);
    expect(json).toMatchObject({
      schemaVersion: 1,
      a: { name: 'old' },
      b: { name: 'new' },
      rows: [{ kind: 'config', names: ['orders'], property: 'retention.ms', difference: 'clamped' }],
      thresholds: [],
    });
    expect((await diff([...saveBoth(), '--markdown'])).out).toContain('# 1 difference from old to new');
  });

  it('keeps the diff where a folder is named', async () => {
    const { out } = await diff([...saveBoth(), '--out', 'kept']);
    expect(readdirSync(join(cwd, 'kept')).toSorted()).toEqual(['diff.json', 'diff.md']);
    expect(JSON.parse(readFileSync(join(cwd, 'kept/diff.json'), 'utf8')).rows).toHaveLength(1);
    expect(out).toContain('Kept: kept/diff.md');
  });

  it('ends with 1 when a rule is broken, or when it cannot be decided', async () => {
    const rules = (where: string, atMost: number): string => {
      writeFileSync(join(cwd, 'rules.yaml'), `rules: [{ id: one, where: ${where}, atMost: ${atMost} }]`);
      return 'rules.yaml';
    };
    const [a, b] = saveBoth();
    const statusOf = async (file: string) => (await diff([a, b, '--thresholds', file])).status;
    expect(await statusOf(rules('{ kind: config }', 1))).toBe(0);
    expect(await statusOf(rules('{ kind: config }', 0))).toBe(1);
    save('new.json', inventoryWith({ ...withRetention('1'), acls: refused('not-permitted', 'no') }, 'new'));
    expect(await statusOf(rules('{ kind: acl }', 0))).toBe(1);
    const { out } = await diff([a, b, '--thresholds', 'rules.yaml']);
    expect(out).toContain(
      'rule one: cannot be decided (0 found, at most 0): not compared: ACLs of B were not permitted: no',
    );
  });

  it('ends with 4 when a part was not obtained, and with 0 when an old release has none of it', async () => {
    const [a] = saveBoth();
    const against = async (reason: 'not-permitted' | 'not-supported' | 'not-asked') => {
      const b = save('new.json', inventoryWith({ ...withRetention('2'), acls: refused(reason, 'so it is') }, 'new'));
      return diff([a, b]);
    };
    expect(await against('not-permitted')).toMatchObject({ status: 4 });
    expect(await against('not-supported')).toMatchObject({ status: 0 });
    expect((await against('not-supported')).out).toContain('not compared: ACLs of B were not supported: so it is');
    expect(await against('not-asked')).toMatchObject({ status: 0 });
  });

  it('scans a target where one is named, says so first, and keeps what was asked and read', async () => {
    const [a] = saveBoth();
    writeFileSync(join(cwd, 'live.yaml'), 'platform: apache-kafka\nbootstrap: ["127.0.0.1:1"]\n');
    const { out, err, status } = await diff([a, 'live.yaml', '--max-requests-per-second', '7']);
    expect(err).toBe(
      'B: scanning live, reading only, at most 7 requests/s and 5 MiB/s; what is asked is in results/live-diff-20261121-201503/requests.jsonl',
    );
    expect(status).toBe(4);
    // One cause is told once, with all that it kept back.
    expect(out.match(/not compared: topics/g)).toHaveLength(1);
    expect(out).toMatch(/not compared: topics, brokers' configs, features, ACLs, .* of B were not reachable/s);
    expect(out).toContain(
      'No difference was found in what was compared of old and live; not everything could be compared.',
    );
    const folder = join(cwd, 'results/live-diff-20261121-201503');
    expect(readdirSync(folder).toSorted()).toEqual(['diff.json', 'diff.md', 'inventory-b.json', 'requests.jsonl']);
    expect(readFileSync(join(folder, 'requests.jsonl'), 'utf8')).toContain('127.0.0.1:1');
  });

  it('that was interrupted compares nothing, and says where what was read is', async () => {
    const [a] = saveBoth();
    writeFileSync(join(cwd, 'live.yaml'), 'platform: apache-kafka\nbootstrap: ["127.0.0.1:1"]\n');
    const interruption = new AbortController();
    interruption.abort(new Error('interrupted'));
    const { out, err, status } = await diff([a, 'live.yaml'], interruption);
    expect({ out, status }).toEqual({ out: '', status: 130 });
    expect(err).toContain(
      'interrupted, nothing was compared: what was read until then is in results/live-diff-20261121-201503',
    );
    expect(existsSync(join(cwd, 'results/live-diff-20261121-201503/diff.json'))).toBe(false);
  });

  it('asks nobody before everything that was named is right', async () => {
    const [a] = saveBoth();
    writeFileSync(join(cwd, 'live.yaml'), 'platform: apache-kafka\nbootstrap: ["127.0.0.1:1"]\n');
    writeFileSync(join(cwd, 'wrong.yaml'), 'platform: apache-kafka\nbootstrap: []\n');
    writeFileSync(join(cwd, 'rules.yaml'), 'rules: [{ id: one }]\n');
    expect(await refusal(['live.yaml', 'wrong.yaml', '--out', 'x'])).toEqual([2, 'is an empty list', 2]);
    expect(await refusal([a, 'live.yaml', '--thresholds', 'rules.yaml', '--out', 'x'])).toEqual([2, 'is missing', 1]);
    expect((await refusal([a, 'live.yaml', '--replicator', 'none', '--out', 'x']))[0]).toBe(2);
    expect(existsSync(join(cwd, 'x'))).toBe(false);
  });

  it.each<[string, readonly string[], string]>([
    ['a file that is not there', ['no.json', 'new.json'], 'there is no file no.json'],
    ['a folder without one', ['.', 'new.json'], '. holds no inventory.json'],
    ['no inventory', ['other.json', 'new.json'], 'is no inventory: it has no schemaVersion or no sections'],
    [
      'rules that are not there',
      ['old.json', 'new.json', '--thresholds', 'no.yaml'],
      'the rules in no.yaml cannot be read: ENOENT',
    ],
    [
      'a policy without a replicator',
      ['old.json', 'new.json', '--policy', 'identity'],
      '--policy is given without --replicator',
    ],
    ['two formats', ['old.json', 'new.json', '--json', '--markdown'], '--markdown and --json are both given'],
    [
      'no alias',
      ['old.json', 'new.json', '--replicator', 'mirrormaker-2'],
      expect.stringContaining("puts the source's alias in front") as string,
    ],
  ])('refuses %s', async (_, args, what) => {
    saveBoth();
    writeFileSync(join(cwd, 'other.json'), '{}');
    const [status, said] = await refusal(args);
    expect([status, said]).toEqual([2, what]);
  });
});
