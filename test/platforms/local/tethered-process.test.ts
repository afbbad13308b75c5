import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { getPriority, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { spawnTethered } from '../../../src/platforms/local/tethered-process.ts';
import { commandLinesWith, isRunning, until } from './processes.ts';

const scratch = mkdtempSync(join(tmpdir(), 'workbench-test-'));
const output = join(scratch, 'output.log');
afterAll(() => rm(scratch, { recursive: true }));

describe('spawnTethered', () => {
  it('reports the exit status of the program and keeps what it printed', async () => {
    const { exited } = await spawnTethered('/bin/sh', ['-c', 'echo out; echo err >&2; exit 3'], {
      folder: scratch,
      output,
    });
    expect(await exited).toBe(3);
    expect(readFileSync(output, 'utf8')).toBe('out\nerr\n');
  });

  it('passes arguments on as they are', async () => {
    const file = join(scratch, 'arguments.log');
    const { exited } = await spawnTethered('/bin/sh', ['-c', 'printf "%s|" "$@"', 'sh', 'a b', '$HOME', "it's"], {
      folder: scratch,
      output: file,
    });
    await exited;
    expect(readFileSync(file, 'utf8')).toBe("a b|$HOME|it's|");
  });

  it('gives the pid of the program itself, and a signal sent to it is what ends it', async () => {
    const { pid, exited, kill } = await spawnTethered('/bin/sleep', ['61.5'], { folder: scratch, output });
    expect(isRunning(pid)).toBe(true);
    kill('SIGTERM');
    expect(await exited).toBe(128 + 15);
    expect(isRunning(pid)).toBe(false);
    expect(commandLinesWith('61.5')).toEqual([]);
  });

  it('reports the signal also where the whole group got it', async () => {
    const { pid, exited } = await spawnTethered('/bin/sleep', ['61.7'], { folder: scratch, output });
    const shell = Number(execFileSync('ps', ['-o', 'ppid=', '-p', String(pid)], { encoding: 'utf8' }));
    process.kill(-shell, 'SIGKILL');
    expect(await exited).toBe(128 + 9);
    await until(() => !isRunning(pid));
  });

  it('gives way to us: what we measure may not keep us from being on time', async () => {
    const { pid, exited, kill } = await spawnTethered('/bin/sleep', ['61.6'], { folder: scratch, output });
    await until(() => getPriority(pid) > getPriority());
    kill('SIGKILL');
    await exited;
  });

  it('reports a program that does not exist as the shell does', async () => {
    const { exited } = await spawnTethered('/no/such/program', [], { folder: scratch, output });
    expect(await exited).toBe(127);
  });
});
