import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command } from 'commander';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openReading, withReading } from '../../src/commands/open-reading.ts';
import { addReadingOptions, type ReadingFlags } from '../../src/commands/reading-options.ts';
import type { Terminal } from '../../src/commands/terminal.ts';
import { WorkbenchError } from '../../src/errors.ts';

let cwd: string;
beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), 'reading-'));
});
afterEach(() => rmSync(cwd, { recursive: true }));

const FLAGS: ReadingFlags = { maxRequestsPerSecond: 50, maxMibPerSecond: 5, json: false };

function terminalWith(interrupted = new AbortController()) {
  const said: string[] = [];
  let ended = 0;
  const terminal = {
    cwd,
    now: () => new Date('2026-11-21T20:15:03Z'),
    err: (text: string) => said.push(text),
    interruption: () => ({ signal: interrupted.signal, end: () => ended++ }),
  } as unknown as Terminal;
  return { terminal, said, ended: () => ended };
}

function targetSaying(...lines: readonly string[]): string {
  writeFileSync(join(cwd, 'mine.yaml'), ['platform: apache-kafka', ...lines, ''].join('\n'));
  return 'mine.yaml';
}

const refusal = async (asked: Promise<unknown>): Promise<WorkbenchError> => {
  const error = await asked.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (error instanceof WorkbenchError) return error;
  throw new Error(`no WorkbenchError: ${error}`);
};

describe('a reading command', () => {
  it('writes every request into a folder of its own, as soon as it is over', async () => {
    const target = targetSaying('bootstrap: ["127.0.0.1:1"]');
    const { terminal, ended } = terminalWith();
    const reading = await openReading({ target, verb: 'inventory', flags: FLAGS }, terminal);
    expect(reading.folder).toBe(join(cwd, 'results/mine-inventory-20261121-201503'));
    expect(await reading.cluster.cluster()).toMatchObject({ obtained: false, reason: 'not-reachable' });
    const lines = readFileSync(join(reading.folder, 'requests.jsonl'), 'utf8').trim().split('\n');
    expect(lines.map((line) => JSON.parse(line))).toMatchObject([
      { service: 'kafka', to: '127.0.0.1:1', request: 'connect', outcome: 'connect ECONNREFUSED 127.0.0.1:1' },
    ]);
    await reading.close();
    expect(ended()).toBe(1);
  });

  it('needs neither the id of a cluster elsewhere nor a budget for it', async () => {
    const target = targetSaying('bootstrap: ["kafka.example:9092"]', 'environment: production');
    const reading = await openReading({ target, verb: 'check', flags: FLAGS }, terminalWith().terminal);
    expect(reading.target).toMatchObject({ clusterId: null, budget: null, environment: 'production' });
    await reading.close();
  });

  it('says how a platform that the workbench starts is started', async () => {
    const target = targetSaying('name: nobody-starts-this-one', 'start: {}');
    const error = await refusal(openReading({ target, verb: 'check', flags: FLAGS }, terminalWith().terminal));
    expect(error).toMatchObject({ exitStatus: 2, code: 'not-running' });
    expect(error.problems[0]?.todo).toBe('start it with: workbench platform start mine.yaml');
    expect(existsSync(join(cwd, 'results'))).toBe(false);
  });

  it('leaves no folder behind where a secret is not set', async () => {
    const sasl = '{ mechanism: plain, usernameEnv: WB_NOBODY_SETS, passwordEnv: WB_THESE_TWO }';
    const target = targetSaying('bootstrap: ["127.0.0.1:1"]', `security: { sasl: ${sasl} }`);
    const error = await refusal(openReading({ target, verb: 'check', flags: FLAGS }, terminalWith().terminal));
    expect(error.problems.map(({ what }) => what).join()).toContain('WB_THESE_TWO');
    expect(existsSync(join(cwd, 'results'))).toBe(false);
  });

  it('overwrites nothing', async () => {
    const target = targetSaying('bootstrap: ["127.0.0.1:1"]');
    const flags = { ...FLAGS, out: '.' };
    const error = await refusal(openReading({ target, verb: 'check', flags }, terminalWith().terminal));
    expect(error).toMatchObject({ exitStatus: 2, code: 'folder-not-empty' });
  });

  it('shares folder and limits with another beside it, and ends the interruption once', async () => {
    const target = targetSaying('bootstrap: ["127.0.0.1:1"]');
    const { terminal, ended } = terminalWith();
    const one = await openReading({ target, verb: 'diff', flags: FLAGS }, terminal);
    const other = await openReading({ target, verb: 'diff', flags: FLAGS }, terminal, one);
    expect(other.folder).toBe(one.folder);
    expect(other.gate).toBe(one.gate);
    await other.close();
    expect(ended()).toBe(0);
    await one.close();
    expect(ended()).toBe(1);
  });

  it('that is interrupted keeps what it has, and ends with 130', async () => {
    const target = targetSaying('bootstrap: ["127.0.0.1:1"]');
    const interrupted = new AbortController();
    const { terminal, said } = terminalWith(interrupted);
    const status = await withReading({ target, verb: 'inventory', flags: FLAGS }, terminal, async ({ cluster }) => {
      await cluster.cluster();
      interrupted.abort(new Error('interrupted'));
      await cluster.topics();
      return 0;
    });
    expect(status).toBe(130);
    expect(said).toEqual(['interrupted: what was asked until then is in results/mine-inventory-20261121-201503']);
    expect(readFileSync(join(cwd, 'results/mine-inventory-20261121-201503/requests.jsonl'), 'utf8')).toContain(
      'connect',
    );
  });

  it('does not hide a defect behind an interruption', async () => {
    const target = targetSaying('bootstrap: ["127.0.0.1:1"]');
    const failing = withReading({ target, verb: 'check', flags: FLAGS }, terminalWith().terminal, () =>
      Promise.reject(new Error('a defect')),
    );
    await expect(failing).rejects.toThrow('a defect');
  });
});

describe('the options of reading commands', () => {
  const parsed = (...words: readonly string[]): ReadingFlags =>
    addReadingOptions(new Command().exitOverride().configureOutput({ writeErr: () => undefined }))
      .parse([...words], { from: 'user' })
      .opts<ReadingFlags>();

  it('ask at most 50 requests and 5 MiB a second where nothing else is said', () => {
    expect(parsed()).toEqual({ maxRequestsPerSecond: 50, maxMibPerSecond: 5, json: false });
  });

  it('take limits above zero, and no others', () => {
    expect(parsed('--max-requests-per-second', '0.5', '--max-mib-per-second', '20')).toMatchObject({
      maxRequestsPerSecond: 0.5,
      maxMibPerSecond: 20,
    });
    for (const wrong of ['0', '-1', 'many', '', 'Infinity']) {
      expect(() => parsed('--max-requests-per-second', wrong)).toThrow('above 0');
    }
  });
});
