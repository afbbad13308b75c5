import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { captureCommand } from '../../../src/commands/scenario/capture.ts';
import { writeCapture } from '../../../src/commands/scenario/capture-files.ts';
import { processTerminal, type Terminal } from '../../../src/commands/terminal.ts';
import { WorkbenchError } from '../../../src/errors.ts';
import { readScenario } from '../../../src/scenarios/read.ts';
import { figure, smallCapture } from '../../capture/scenario/small-capture.ts';

const scratch = mkdtempSync(join(tmpdir(), 'workbench-capture-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

const terminal: Terminal = { ...processTerminal(), out: () => {}, err: () => {}, cwd: scratch };

/** What a command line is refused for. */
async function refusal(...args: readonly string[]): Promise<string> {
  const command = captureCommand(terminal)
    .exitOverride()
    .configureOutput({ writeErr: () => {} });
  try {
    await command.parseAsync(args, { from: 'user' });
    return 'nothing';
  } catch (error) {
    return error instanceof WorkbenchError ? `${error.exitStatus}: ${error.message}` : (error as Error).message;
  }
}

describe('workbench scenario capture', () => {
  it.each([
    [['--for', '1s'], '2: --for is 1 s, and a rate takes two looks'],
    [['--for', 'soon'], 'is not a duration'],
    [['--topics', '('], 'Invalid regular expression'],
    [['--scale', '0'], 'Give a share above 0'],
    [['--from', 'rumours'], 'Allowed choices are brokers, prometheus'],
    [['--look-back', 'long'], 'is not a duration'],
    [['--scenario', 'there.yaml'], '2: there is a file of this name already'],
  ])('refuses %j before anything is asked', async (args, words) => {
    writeFileSync(join(scratch, 'there.yaml'), '');
    expect(await refusal('nowhere.yaml', ...args)).toContain(words);
    expect(readdirSync(scratch)).toEqual(['there.yaml']);
  });

  it('says which target has no Prometheus, and which queries cannot be read', async () => {
    const bootstrap = 'platform: apache-kafka\nbootstrap: ["127.0.0.1:1"]\n';
    writeFileSync(join(scratch, 'bare.yaml'), bootstrap);
    expect(await refusal('bare.yaml', '--from', 'prometheus', '--out', 'a')).toContain(
      'says nowhere where its Prometheus is',
    );
    writeFileSync(join(scratch, 'with.yaml'), `${bootstrap}billing: { prometheus: { url: "http://127.0.0.1:1" } }\n`);
    expect(await refusal('with.yaml', '--from', 'prometheus', '--queries', 'none.yaml', '--out', 'b')).toContain(
      '2: cannot be read (ENOENT)',
    );
  });
});

describe('what a capture writes', () => {
  const folderOf = (name: string): string => mkdtempSync(join(scratch, name));

  it('is a scenario that loads from where it stands, and a page beside it', async () => {
    const folder = folderOf('whole');
    const { scenario } = await writeCapture(smallCapture(), { folder, scenarioPath: null, scale: null });
    expect(readdirSync(folder).toSorted()).toEqual([
      'capture.html',
      'capture.json',
      'scenario.schema.json',
      'scenario.yaml',
    ]);
    const loaded = readScenario(join(folder, 'scenario.yaml'));
    expect(loaded.digest).toBe(scenario?.loaded.digest);
    // Uncompressed ÷ compressed was 3: lz4 needs well over half of each value repeated for that.
    expect(loaded.plan.records.compressibility).toBeGreaterThan(0.6);
    expect(loaded.plan.records.compressibility).toBeLessThan(0.95);
  });

  it('has its own copy of the capture beside a scenario elsewhere, and replaces no scenario', async () => {
    const folder = folderOf('elsewhere');
    const scenarioPath = join(folderOf('mine'), 'orders.yaml');
    const where = { folder, scenarioPath, scale: 0.1 };
    await writeCapture(smallCapture(), where);
    expect(readdirSync(join(scenarioPath, '..')).toSorted()).toEqual([
      'orders.capture.json',
      'orders.yaml',
      'scenario.schema.json',
    ]);
    expect(readScenario(scenarioPath).plan.phases.at(-1)?.fromRate).toBe(500);
    await expect(writeCapture(smallCapture(), where)).rejects.toThrow('there is a file of this name already');
  });

  it('is no scenario where nothing was written meanwhile', async () => {
    const folder = folderOf('idle');
    const none = figure(0, 'records/s', 'counted');
    const idle = smallCapture({ averageRecordsPerSecond: none, peakRecordsPerSecond: none });
    expect((await writeCapture(idle, { folder, scenarioPath: null, scale: null })).scenario).toBeNull();
    expect(readdirSync(folder).toSorted()).toEqual(['capture.html', 'capture.json']);
  });
});
