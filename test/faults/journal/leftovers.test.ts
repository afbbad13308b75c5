import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, statSync } from 'node:fs';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { journalFault } from '../../../src/faults/journal/journal.ts';
import { type HealOptions, healLeftovers, stillBroken } from '../../../src/faults/journal/leftovers.ts';
import type { Undo } from '../../../src/faults/types.ts';

let scratch: string;
let folder: string;
let file: string;
let announced: string[];

beforeEach(() => {
  scratch = mkdtempSync(join(tmpdir(), 'workbench-test-'));
  folder = join(scratch, 'state', 'faults');
  file = join(scratch, 'broken');
  announced = [];
});
afterEach(() => rm(scratch, { recursive: true, force: true }));

const heal = (options: Partial<HealOptions> = {}) =>
  healLeftovers({ folder, onHealing: (what) => announced.push(what), ...options });

/** A process that breaks something and is killed in the middle of it. */
async function breakAndBeKilled(): Promise<void> {
  const script = fileURLToPath(new URL('./break-and-wait.ts', import.meta.url));
  const child = spawn(process.execPath, [script, folder, file], { stdio: ['ignore', 'pipe', 'inherit'] });
  await new Promise((resolve, reject) => {
    child.stdout.once('data', resolve);
    child.once('exit', (status) => reject(new Error(`it ended with status ${status}`)));
  });
  expect(existsSync(file)).toBe(true);
  child.removeAllListeners('exit');
  const gone = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGKILL');
  await gone;
}

/** Changes what stands in the only entry. */
async function rewrite(change: (entry: { owner: { host: string }; undo: Undo }) => object): Promise<void> {
  const [name = ''] = readdirSync(folder);
  const entry = JSON.parse(await readFile(join(folder, name), 'utf8'));
  await writeFile(join(folder, name), JSON.stringify(change(entry)));
}

describe('what a killed run left broken', () => {
  it('is healed at the next start, and then forgotten', async () => {
    await breakAndBeKilled();
    expect(await heal()).toMatchObject([
      { state: 'healed', what: 'broker-kill-1 at node 2 of ours, run r-1', evidence: expect.stringContaining(file) },
    ]);
    expect(announced).toEqual([`broker-kill-1 at node 2 of ours, run r-1: rm -f ${file}`]);
    expect(existsSync(file)).toBe(false);
    expect(readdirSync(folder)).toEqual([]);
    expect(await heal()).toEqual([]);
  });

  it('stays in the journal, as an error with what to do, while it cannot be healed', async () => {
    await breakAndBeKilled();
    await rewrite(({ undo, ...entry }) => ({
      ...entry,
      undo: { ...undo, heal: ['sh', '-c', 'echo no access; exit 9'] },
    }));
    const leftovers = await heal();
    expect(leftovers).toMatchObject([{ state: 'broken' }]);
    expect(stillBroken(leftovers)).toMatchObject({
      code: 'left-broken',
      exitStatus: 4,
      problems: [{ what: expect.stringContaining('no access'), todo: expect.stringContaining('workbench heal') }],
    });
    expect(existsSync(file)).toBe(true);
    await rewrite(({ undo, ...entry }) => ({ ...entry, undo: { ...undo, heal: ['rm', file] } }));
    expect(stillBroken(await heal())).toBeNull();
  });

  it('is healed by commands that are relative to where that run was started', async () => {
    await breakAndBeKilled();
    await rewrite(({ undo, ...entry }) => ({
      ...entry,
      undo: { ...undo, heal: ['rm', 'broken'], check: ['test', '-e', 'broken'], folder: scratch },
    }));
    expect(await heal()).toMatchObject([{ state: 'healed' }]);
    expect(existsSync(file)).toBe(false);
  });

  it('is not taken to be nothing where its journal cannot be read', async () => {
    const notAFolder = join(scratch, 'journal');
    await writeFile(notAFolder, '');
    await expect(heal({ folder: notAFolder })).rejects.toMatchObject({ code: 'journal-unreadable', exitStatus: 4 });
  });

  it('from another host is not touched unless that is asked for', async () => {
    await breakAndBeKilled();
    await rewrite((entry) => ({ ...entry, owner: { ...entry.owner, host: 'elsewhere' } }));
    expect(stillBroken(await heal())?.problems[0]?.what).toContain('elsewhere');
    expect(existsSync(file)).toBe(true);
    expect(await heal({ fromAnyHost: true })).toMatchObject([{ state: 'healed' }]);
    expect(existsSync(file)).toBe(false);
  });

  it('is an error where nobody can read how to heal it', async () => {
    await breakAndBeKilled();
    await rewrite(() => ({ entryVersion: 2 }));
    expect(stillBroken(await heal())).toMatchObject({ code: 'left-broken' });
    expect(readdirSync(folder)).toHaveLength(1);
  });
});

describe('a fault of a run that goes on', () => {
  const fault = { id: 'broker-kill-1', where: { scope: 'node', node: 2 } } as const;
  const undo = (): Undo => ({
    kind: 'command',
    heal: ['rm', file],
    check: ['test', '-e', file],
    withinMs: 5_000,
    folder: scratch,
  });

  it('is left alone, and is struck out when it was healed', async () => {
    const strikeOut = await journalFault({ run: 'r-1', target: 'ours', fault, undo: undo() }, folder);
    expect(await heal()).toEqual([{ state: 'in use', what: 'broker-kill-1 at node 2 of ours, run r-1' }]);
    expect(announced).toEqual([]);
    await strikeOut();
    expect(readdirSync(folder)).toEqual([]);
  });

  it('is written down for its owner only', async () => {
    await journalFault({ run: 'r-1', target: 'ours', fault, undo: undo() }, folder);
    const [name = ''] = readdirSync(folder);
    expect(statSync(join(folder, name)).mode & 0o777).toBe(0o600);
  });

  it('leaves no trace where it cannot outlive the run', async () => {
    await journalFault({ run: 'r-1', target: 'ours', fault, undo: null }, folder);
    expect(existsSync(folder)).toBe(false);
  });
});
