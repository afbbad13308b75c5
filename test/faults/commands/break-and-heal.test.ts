import { existsSync, mkdtempSync } from 'node:fs';
import { readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { breakByCommand, healByCommand } from '../../../src/faults/commands/break-and-heal.ts';
import { milliseconds } from '../../../src/units.ts';
import { isRunning, until } from '../../platforms/local/processes.ts';
import { fileCommands } from './file-commands.ts';

const NEVER = new AbortController().signal;
let scratch: string;
let file: string;

beforeEach(() => {
  scratch = mkdtempSync(join(tmpdir(), 'workbench-test-'));
  file = join(scratch, 'broken');
});
afterEach(() => rm(scratch, { recursive: true, force: true }));

/** Starts something that never ends, in the background and in the foreground, and writes down the pid of the first. */
const hang = () => ['sh', '-c', 'sleep 300 & echo $! > "$0"; sleep 300', join(scratch, 'pid')];
const hungPid = async (): Promise<number> => Number(await readFile(join(scratch, 'pid'), 'utf8'));

describe('breaking by command', () => {
  it('is seen by the check, and so is healing', async () => {
    const commands = fileCommands(file);
    await breakByCommand(commands, NEVER);
    expect(existsSync(file)).toBe(true);
    await healByCommand({ ...commands, withinMs: 10_000 });
    expect(existsSync(file)).toBe(false);
  });

  it('fails with what the command said when it exits with another status than 0', async () => {
    const inject = ['sh', '-c', 'echo no such instance >&2; exit 3'];
    const breaking = breakByCommand({ ...fileCommands(file), inject }, NEVER);
    await expect(breaking).rejects.toMatchObject({ code: 'command-failed', exitStatus: 4 });
    await expect(breaking).rejects.toThrow(/status 3.*no such instance/);
  });

  it('kills a command that hangs, with all that it started', async () => {
    const commands = { ...fileCommands(file), inject: hang(), injectWithinMs: milliseconds(500) };
    await expect(breakByCommand(commands, NEVER)).rejects.toThrow(/did not end within 0.5 s and was killed/);
    const pid = await hungPid();
    await until(() => !isRunning(pid));
  });

  it('kills its command when the run is ended, and gives the reason of that', async () => {
    const abort = new AbortController();
    const breaking = breakByCommand({ ...fileCommands(file), inject: hang() }, abort.signal);
    breaking.catch(() => undefined);
    await until(() => existsSync(join(scratch, 'pid')));
    abort.abort(new Error('interrupted'));
    await expect(breaking).rejects.toThrow('interrupted');
    const pid = await hungPid();
    await until(() => !isRunning(pid));
  });

  it('fails when the check never holds, and says which', async () => {
    const breaking = breakByCommand({ ...fileCommands(file, 400), inject: ['true'] }, NEVER);
    await expect(breaking).rejects.toMatchObject({ code: 'fault-not-seen', exitStatus: 4 });
    await expect(breaking).rejects.toThrow(`test -e ${file}`);
  });

  it('is refused by a check that holds before anything was broken', async () => {
    const commands = { ...fileCommands(file), check: ['true'] };
    await expect(breakByCommand(commands, NEVER)).rejects.toMatchObject({ code: 'already-broken' });
    expect(existsSync(file)).toBe(false);
  });

  it('does not take a check that cannot be started for one that does not hold', async () => {
    const check = [join(scratch, 'no-such-program')];
    await expect(breakByCommand({ ...fileCommands(file), check }, NEVER)).rejects.toThrow('could not be started');
    await expect(healByCommand({ ...fileCommands(file), check, withinMs: 400 })).rejects.toThrow(
      'could not be started',
    );
  });

  it('does not wait for what a command leaves running in the background', async () => {
    const inject = ['sh', '-c', 'sleep 300 & echo $! > "$0"; touch "$1"', join(scratch, 'pid'), file];
    await breakByCommand({ ...fileCommands(file), inject }, NEVER);
    const pid = await hungPid();
    expect(isRunning(pid)).toBe(true);
    process.kill(pid);
  });
});

describe('healing by command', () => {
  it('that comes too late fails, and says what is still in effect', async () => {
    const commands = fileCommands(file);
    await breakByCommand(commands, NEVER);
    const late = ['sh', '-c', '(sleep 2; rm -f "$0") >/dev/null 2>&1 &', file];
    const healing = healByCommand({ ...commands, heal: late, withinMs: 600 });
    await expect(healing).rejects.toMatchObject({ code: 'heal-not-seen', exitStatus: 4 });
    await until(() => !existsSync(file));
  });

  it('fails when its command does, whatever the check says', async () => {
    await expect(healByCommand({ ...fileCommands(file), heal: ['false'], withinMs: 5_000 })).rejects.toThrow(
      'status 1',
    );
  });
});
