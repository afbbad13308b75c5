import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { byCommands } from '../../../src/faults/injectors/commands.ts';
import type { PreparedFault } from '../../../src/faults/types.ts';
import { fileCommands } from '../commands/file-commands.ts';
import { planned, remoteFacts } from '../planned.ts';
import { simulated } from './simulated.ts';

const NEVER = new AbortController().signal;
let scratch: string;
let file: string;
let log: string;

beforeEach(() => {
  scratch = mkdtempSync(join(tmpdir(), 'workbench-test-'));
  [file, log] = [join(scratch, 'broken'), join(scratch, 'log')];
});
afterEach(() => rm(scratch, { recursive: true, force: true }));

/** A fault by commands that write down what they do. */
function fault(): Promise<PreparedFault> {
  const noting = (program: string) => ['sh', '-c', `echo ${program} >> "$0"; ${program} "$1"`, log, file];
  const commands = { ...fileCommands(file), inject: noting('touch'), check: noting('test -e') };
  const { target } = remoteFacts({ commands: { 'broker-kill': commands } });
  return byCommands.prepare(planned('broker-kill'), simulated({ target }));
}
const done = (): string[] => readFileSync(log, 'utf8').trim().split('\n');

it('A fault that was looked at beforehand is begun by its command, without another check', async () => {
  const killed = await fault();
  await killed.look?.();
  expect(done()).toEqual(['test -e']);
  await killed.inject(NEVER);
  expect(done()).toEqual(['test -e', 'touch', 'test -e']);
});

it('What somebody else broke is not healed: our command to break it was never run', async () => {
  writeFileSync(file, '');
  const killed = await fault();
  const breaking = killed.inject(NEVER);
  await expect(breaking).rejects.toMatchObject({ code: 'already-broken' });
  await expect(breaking).rejects.toThrow(/neither inject nor heal was run$/);
  await killed.heal();
  expect(existsSync(file)).toBe(true);
});

it('A command that broke something and failed all the same is healed', async () => {
  const inject = ['sh', '-c', 'touch "$0"; exit 1', file];
  const { target } = remoteFacts({ commands: { 'broker-kill': { ...fileCommands(file), inject } } });
  const killed = await byCommands.prepare(planned('broker-kill'), simulated({ target }));
  await expect(killed.inject(NEVER)).rejects.toMatchObject({ code: 'command-failed' });
  await killed.heal();
  expect(existsSync(file)).toBe(false);
});

it('A look that still saw the fault before this one decides nothing: it is asked again', async () => {
  writeFileSync(file, '');
  const killed = await fault();
  await killed.look?.();
  await expect(killed.inject(NEVER)).rejects.toMatchObject({ code: 'already-broken' });
  rmSync(file);
  await killed.inject(NEVER);
});
