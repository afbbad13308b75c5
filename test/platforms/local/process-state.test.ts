import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { becomesStopped, isStopped } from '../../../src/platforms/local/process-state.ts';

let sleeping: ReturnType<typeof spawn>;
let pid: number;

beforeEach(async () => {
  sleeping = spawn('sleep', ['60']);
  await once(sleeping, 'spawn');
  pid = sleeping.pid ?? 0;
});
afterEach(() => sleeping.kill('SIGKILL'));

it('a process is stopped from SIGSTOP to SIGCONT', async () => {
  expect(isStopped(pid)).toBe(false);
  sleeping.kill('SIGSTOP');
  expect(await becomesStopped(pid, true, 10_000)).toBe(true);
  expect(isStopped(pid)).toBe(true);
  sleeping.kill('SIGCONT');
  expect(await becomesStopped(pid, false, 10_000)).toBe(true);
});

it('one that was never told to stop does not come to be stopped', async () => {
  expect(await becomesStopped(pid, true, 20)).toBe(false);
});

it('one that is gone is neither stopped nor going on', async () => {
  sleeping.kill('SIGKILL');
  await once(sleeping, 'close');
  expect(isStopped(pid)).toBe(null);
  expect(await becomesStopped(pid, false, 10_000)).toBe(false);
});
