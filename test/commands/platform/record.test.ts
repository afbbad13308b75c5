import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { removeLeftovers } from '../../../src/commands/platform/leftovers.ts';
import {
  claimRecord,
  type PlatformRecord,
  readRecord,
  readRecords,
  removeRecord,
  replaceRecord,
  stateOf,
} from '../../../src/commands/platform/record.ts';
import { runningPlatform } from '../../../src/commands/platform/running.ts';
import { endProcess } from '../../../src/commands/platform/stop.ts';
import { thisProcess } from '../../../src/faults/journal/owner.ts';

let scratch: string;
let env: NodeJS.ProcessEnv;

beforeEach(() => {
  scratch = mkdtempSync(join(tmpdir(), 'workbench-test-'));
  env = { XDG_STATE_HOME: scratch };
});
afterEach(() => rm(scratch, { recursive: true, force: true }));

const folder = (): string => join(scratch, 'kafka-tco-workbench', 'platforms', hostname());

const record = (changes: Partial<PlatformRecord> = {}): PlatformRecord => ({
  recordVersion: 1,
  name: 'mine',
  platform: 'some-kafka',
  nodes: 3,
  bootstrap: ['127.0.0.1:19092'],
  startedAt: '2026-11-21T10:00:00.000Z',
  folder: join(scratch, 'nothing'),
  owner: thisProcess(),
  ...changes,
});
const killed = (changes: Partial<PlatformRecord> = {}) =>
  record({ owner: { ...thisProcess(), started: 'long ago' }, ...changes });

const local = {
  name: 'mine',
  platform: 'some-kafka',
  connect: { kind: 'local', nodes: 3, zones: 3, port: null },
} as const;

describe('the record of a platform that is kept running', () => {
  it('is one that only its owner may read, and is whole or not there', async () => {
    expect(await claimRecord(record(), env)).toBe(true);
    expect(readdirSync(folder())).toEqual(['mine.json']);
    expect(statSync(join(folder(), 'mine.json')).mode & 0o777).toBe(0o600);
    expect(await readRecord('mine', env)).toEqual(record());
    await removeRecord('mine', env);
    expect(await readRecord('mine', env)).toBeNull();
    expect(readdirSync(folder())).toEqual([]);
  });

  it('goes to one of those who ask for a name at once', async () => {
    const claims = await Promise.all([1, 2, 3, 4].map((nodes) => claimRecord(record({ nodes }), env)));
    expect(claims.filter(Boolean)).toHaveLength(1);
    expect((await readRecord('mine', env))?.nodes).toBe(claims.indexOf(true) + 1);
  });

  it('says that it is starting until it has an address, and gone when another process has its id', () => {
    expect(stateOf(record({ bootstrap: [] }))).toBe('starting');
    expect(stateOf(record())).toBe('running');
    expect(stateOf(killed())).toBe('gone');
  });

  it('that cannot be read is not taken for none: what it stands for may run', async () => {
    await claimRecord(record(), env);
    writeFileSync(join(folder(), 'mine.json'), '{"recordVersion": 2}');
    await expect(readRecord('mine', env)).rejects.toThrow('the record of mine cannot be read');
    await expect(runningPlatform(local, env)).rejects.toThrow('the record of mine cannot be read');
    expect(await readRecord('other', env)).toBeNull();
  });

  it('is not listed where the file holds something else', async () => {
    await claimRecord(record({ name: 'b' }), env);
    await claimRecord(record({ name: 'a' }), env);
    writeFileSync(join(folder(), 'c.json'), '{"recordVersion": 2}');
    writeFileSync(join(folder(), 'd.json'), 'half a rec');
    const unreadable: string[] = [];
    const records = await readRecords(env, ({ problems }) => unreadable.push(problems[0]?.what ?? ''));
    expect(records.map(({ name }) => name)).toEqual(['a', 'b']);
    expect(unreadable.map((what) => what.replace(/:.*/, ''))).toEqual(
      ['c', 'd'].map((name) => `the record of ${name} cannot be read`),
    );
  });
});

describe('runningPlatform', () => {
  it('tells where a target that is started here serves, and by which process', async () => {
    expect(await runningPlatform(local, env)).toBeNull();
    await claimRecord(record({ bootstrap: [] }), env);
    expect(await runningPlatform(local, env)).toBeNull();
    await replaceRecord(record(), env);
    expect(await runningPlatform(local, env)).toEqual({ bootstrap: ['127.0.0.1:19092'], pid: process.pid });
  });

  it('knows none of another platform, of a killed process, or for a cluster that is not started here', async () => {
    await claimRecord(record(), env);
    expect(await runningPlatform({ ...local, platform: 'other' }, env)).toBeNull();
    const security = { tls: false, caFile: null, sasl: null };
    const remote = { kind: 'remote', bootstrap: ['127.0.0.1:1'], security } as const;
    expect(await runningPlatform({ ...local, connect: remote }, env)).toBeNull();
    await replaceRecord(killed(), env);
    expect(await runningPlatform(local, env)).toBeNull();
  });
});

describe('a process that is told to end', () => {
  it('and has ended since somebody looked is gone, which is no failure', async () => {
    const child = spawn(process.execPath, ['-e', '0'], { stdio: 'ignore' });
    await once(child, 'exit');
    expect(endProcess(child.pid ?? 0)).toBe(false);
  });
});

describe('what a killed platform left', () => {
  it('is removed with its record', async () => {
    const left = mkdtempSync(join(tmpdir(), 'workbench-platform-'));
    writeFileSync(join(left, 'data'), 'records');
    await claimRecord(killed({ folder: left }), env);
    await removeLeftovers(killed({ folder: left }), env);
    expect(() => readdirSync(left)).toThrow('ENOENT');
    expect(await readRecords(env)).toEqual([]);
  });

  it('is removed where temporary folders are elsewhere now', async () => {
    const left = mkdtempSync(join(scratch, 'workbench-platform-'));
    expect(await removeLeftovers(killed({ folder: left }), env)).toBeNull();
    expect(() => readdirSync(left)).toThrow('ENOENT');
  });

  it('is nothing where it has gone', async () => {
    expect(await removeLeftovers(killed({ folder: join(scratch, 'workbench-platform-abcdef') }), env)).toBeNull();
  });

  it('stays where the record names a folder that is not one of ours', async () => {
    writeFileSync(join(scratch, 'precious'), 'mine');
    expect(await removeLeftovers(killed({ folder: scratch }), env)).toBe(scratch);
    const linked = join(scratch, 'workbench-platform-abcdef');
    symlinkSync(scratch, linked);
    expect(await removeLeftovers(killed({ folder: linked }), env)).toBe(linked);
    expect(readFileSync(join(scratch, 'precious'), 'utf8')).toBe('mine');
  });
});
