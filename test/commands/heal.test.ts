import { existsSync, mkdtempSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { healCommand } from '../../src/commands/heal.ts';
import { journalFolder, writeEntry } from '../../src/faults/journal/entry.ts';
import { thisProcess } from '../../src/faults/journal/owner.ts';

let scratch: string;
let file: string;

beforeEach(() => {
  scratch = mkdtempSync(join(tmpdir(), 'workbench-test-'));
  file = join(scratch, 'broken');
  vi.stubEnv('XDG_STATE_HOME', scratch);
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await rm(scratch, { recursive: true, force: true });
});

async function heal(...args: string[]): Promise<{ out: string; err: string; status: number }> {
  const out: string[] = [];
  const err: string[] = [];
  let status = -1;
  const terminal = {
    out: (text: string) => out.push(text),
    err: (text: string) => err.push(text),
    exit: (code: number) => {
      status = code;
    },
  };
  await healCommand(terminal).exitOverride().parseAsync(args, { from: 'user' });
  return { out: out.join('\n'), err: err.join('\n'), status };
}

/** As a run would have left it that was killed: no process has this start. */
async function leaveBroken(command: readonly string[]): Promise<void> {
  writeFileSync(file, '');
  await writeEntry(journalFolder(), {
    entryVersion: 1,
    run: 'r-1',
    target: 'ours',
    fault: 'broker-kill-1',
    where: 'node 2',
    written: '2026-11-21T10:00:00.000Z',
    undo: { kind: 'command', heal: command, check: ['test', '-e', file], withinMs: 5_000, folder: scratch },
    owner: { ...thisProcess(), started: 'long ago' },
  });
}

describe('workbench heal', () => {
  it('says so where nothing was left broken', async () => {
    expect(await heal()).toEqual({ out: 'Nothing was left broken.', err: '', status: 0 });
    expect(JSON.parse((await heal('--json')).out)).toEqual({ leftovers: [] });
  });

  it('heals what was left, and tells beforehand what it does', async () => {
    await leaveBroken(['rm', file]);
    const { out, err, status } = await heal();
    expect(err).toBe(`healing broker-kill-1 at node 2 of ours, run r-1: rm ${file}`);
    expect(out).toMatch(
      /^healed: broker-kill-1 at node 2 of ours, run r-1 \(test -e .* exits with another status than 0\)$/,
    );
    expect(status).toBe(0);
    expect(existsSync(file)).toBe(false);
  });

  it('ends with status 4 and what to do while something is still broken', async () => {
    await leaveBroken(['false']);
    const { out, err, status } = await heal();
    expect(out).toBe('still broken: broker-kill-1 at node 2 of ours, run r-1');
    expect(err).toMatch(/may still be in effect: false exited with status 1\n {2}→ .*workbench heal/);
    expect(status).toBe(4);
    const json = await heal('--json');
    expect(JSON.parse(json.out)).toMatchObject({ leftovers: [{ state: 'broken' }] });
    expect(json.status).toBe(4);
  });
});
