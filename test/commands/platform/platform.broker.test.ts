import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Admin } from '@platformatic/kafka';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type PlatformRecord, readRecords, stateOf } from '../../../src/commands/platform/record.ts';
import { targetCommand } from '../../../src/commands/target.ts';
import type { Inventory } from '../../../src/inventory/types.ts';
import { commandLinesWith } from '../../platforms/local/processes.ts';
import { inThisProcess } from '../../run/in-this-process.ts';
import { type Ended, type Running, start, workbench } from '../../run/workbench.ts';

const scratch = mkdtempSync(join(tmpdir(), 'workbench-test-'));
const environment = { ...process.env, XDG_STATE_HOME: scratch };
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

const platform = (...args: string[]): Promise<Ended> => workbench(['platform', ...args], scratch, environment);

const listed = () => readRecords(environment);

/** Starts one and waits until it prints a text, or fails with what it ended with instead. */
async function startedUntil(text: string): Promise<{ running: Running; shown: PlatformRecord }> {
  const running = start(['platform', 'start', 'local-kafka'], scratch, environment);
  const ended = running.ended.then(({ err }) => Promise.reject(new Error(`it ended: ${err}`)));
  ended.catch(() => undefined);
  await Promise.race([running.printed(text), ended]);
  const [shown] = await listed();
  return { running, shown: shown as PlatformRecord };
}
const started = () => startedUntil('local-kafka serves at');

const nothingIsLeft = async ({ folder }: PlatformRecord): Promise<void> => {
  expect(commandLinesWith(folder)).toEqual([]);
  expect(existsSync(folder)).toBe(false);
  expect(await listed()).toEqual([]);
};

describe('a platform that is kept running', () => {
  let running: Running;
  let shown: PlatformRecord;
  beforeAll(async () => {
    ({ running, shown } = await started());
  });

  it('serves where its status says, to whom it says', async () => {
    const { status, out } = await platform('status', '--json');
    expect(status).toBe(0);
    const { pid } = running.process;
    const { bootstrap } = shown;
    expect(JSON.parse(out)).toMatchObject({ platforms: [{ name: 'local-kafka', state: 'running', pid, bootstrap }] });
    const admin = new Admin({ clientId: 'test', bootstrapBrokers: [...shown.bootstrap] });
    expect((await admin.metadata({ topics: [] })).brokers.size).toBe(1);
    await admin.close();
  });

  it('is what reading commands look at by its name', async () => {
    vi.stubEnv('XDG_STATE_HOME', scratch);
    const looked = async (...args: string[]) => inThisProcess(targetCommand, ['target', ...args], scratch);
    const check = await looked('check', 'local-kafka', '--out', 'check');
    expect(check.out).toContain(shown.bootstrap[0]);
    expect(check).toMatchObject({ status: 0, err: '' });
    const args = ['inventory', 'local-kafka', '--sample-for', '0s', '--json', '--out', 'inventory'];
    const { status, out, err } = await looked(...args);
    expect({ status, err }).toEqual({ status: 0, err: '' });
    const { target, sections } = JSON.parse(out) as Inventory;
    expect(target).toMatchObject({ name: 'local-kafka', bootstrap: shown.bootstrap });
    expect(sections.brokers).toMatchObject({ obtained: true, value: { brokers: [{ id: 1, rack: 'zone-a' }] } });
    vi.unstubAllEnvs();
  });

  it('is not started a second time', async () => {
    const { status, err } = await platform('start', 'local-kafka');
    expect(status).toBe(2);
    expect(err).toContain(`already serves at ${shown.bootstrap[0]}`);
    expect((await listed()).map(({ owner }) => owner.pid)).toEqual([running.process.pid]);
  });

  it('is ended by stop, which may be typed twice, and leaves nothing', async () => {
    expect((await platform('stop', 'local-kafka')).out).toBe('local-kafka is stopped; its data is removed.\n');
    expect(await running.ended).toMatchObject({ status: 0, err: '' });
    await nothingIsLeft(shown);
    expect(await platform('stop', 'local-kafka')).toMatchObject({ status: 0, out: 'local-kafka does not run.\n' });
  });
});

describe('a platform whose process was killed', () => {
  it('is recognised as gone, and stop removes what it left', async () => {
    const { running, shown } = await started();
    running.process.kill('SIGKILL');
    await running.ended;
    expect((await listed()).map(stateOf)).toEqual(['gone']);
    await expect.poll(() => commandLinesWith(shown.folder), { timeout: 10_000 }).toEqual([]);
    expect((await platform('stop', 'local-kafka')).out).toBe('local-kafka had been killed; what it left is removed.\n');
    await nothingIsLeft(shown);
  });
});

describe('a platform that is interrupted while it starts', () => {
  it('exits 130 and leaves nothing', async () => {
    const { running, shown } = await startedUntil('Starting Apache Kafka');
    expect(stateOf(shown)).toBe('starting');
    running.process.kill('SIGINT');
    expect(await running.ended).toMatchObject({ status: 130, err: '' });
    await nothingIsLeft(shown);
  });
});

describe('a platform whose node dies', () => {
  it('ends with what happened and where the log is', async () => {
    const { running, shown } = await started();
    const listing = execFileSync('ps', ['-eo', 'pid,args', '-ww'], { encoding: 'utf8' }).split('\n');
    const broker = listing.find(
      (row) => row.includes(shown.folder) && row.includes('java') && !row.includes('/bin/sh'),
    );
    process.kill(Number.parseInt(broker ?? '', 10), 'SIGKILL');
    const { status, err } = await running.ended;
    expect(status).toBe(4);
    expect(err).toContain('node 1 of local-kafka ended');
    expect(err).toContain(join(shown.folder, 'logs'));
    expect(existsSync(join(shown.folder, 'logs', 'node-1', 'broker.log'))).toBe(true);
    expect(existsSync(join(shown.folder, 'data'))).toBe(false);
    expect(await listed()).toEqual([]);
    rmSync(shown.folder, { recursive: true });
  });
});
