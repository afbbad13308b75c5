import { describe, expect, it } from 'vitest';
import { scenarioCommand } from '../../src/commands/scenario.ts';
import { SCENARIO_TEMPLATE } from '../../src/commands/scenario-template.ts';
import { WorkbenchError } from '../../src/errors.ts';
import { loadScenario } from '../../src/scenarios/load.ts';
import { sampleText } from '../scenarios/sample.ts';

/** The command over files that exist only here. */
async function workbench(files: Map<string, string>, ...words: string[]): Promise<string> {
  const printed: string[] = [];
  const command = scenarioCommand({
    out: (text) => printed.push(text),
    cwd: '/here',
    readFile: (path) => {
      const text = files.get(path);
      if (text === undefined) throw Object.assign(new Error(path), { code: 'ENOENT' });
      return new TextEncoder().encode(text);
    },
    writeFile: (path, text, { exclusive }) => {
      if (exclusive && files.has(path)) throw Object.assign(new Error(path), { code: 'EEXIST' });
      files.set(path, text);
    },
  });
  await command.parseAsync(words, { from: 'user' });
  return printed.join('\n');
}

const refusal = async (running: Promise<unknown>): Promise<WorkbenchError> => {
  const error = await running.catch((thrown: unknown) => thrown);
  if (error instanceof WorkbenchError) return error;
  throw new Error('was not refused');
};

describe('scenario init', () => {
  it('writes a scenario that loads as it stands, and the schema that its first line names', async () => {
    const files = new Map<string, string>();
    await workbench(files, 'init');
    const text = files.get('/here/scenario.yaml') ?? '';
    expect(loadScenario(text, { file: 'scenario.yaml' }).plan.catchUp).not.toBeNull();
    const schema = /\$schema=\.\/(.+)$/m.exec(text)?.[1];
    expect(JSON.parse(files.get(`/here/${schema}`) ?? '')).toHaveProperty('properties.ingress');
  });

  it('keeps a file that is there, unless it is forced', async () => {
    const files = new Map([['/here/mine.yaml', 'mine']]);
    const error = await refusal(workbench(files, 'init', 'mine.yaml'));
    expect(error.exitStatus).toBe(2);
    expect(error.problems[0]?.todo).toContain('--force');
    expect(files.get('/here/mine.yaml')).toBe('mine');
    expect([...files.keys()]).toEqual(['/here/mine.yaml']);
    await workbench(files, 'init', 'mine.yaml', '--force');
    expect(files.get('/here/mine.yaml')).toBe(SCENARIO_TEMPLATE);
  });
});

describe('scenario check', () => {
  const local = 'platform: apache-kafka\nstart: {}\n';
  const files = () =>
    new Map([
      ['/here/a.yaml', sampleText({ topics: ['x', 'y', 'z'].map((name) => ({ name, partitions: 1 })) })],
      ['/here/local.yaml', local],
    ]);

  it('counts what the schedules of the topics send', async () => {
    const explained = JSON.parse(await workbench(files(), 'check', 'a.yaml', '--json', '--target', 'local.yaml'));
    // 100/s for 5 s in three equal shares: 166.67 records each, rounded.
    expect(explained).toMatchObject({ seconds: 5, records: 501, bytes: 501 * 1024, file: 'a.yaml' });
    expect(explained.phases).toMatchObject([{ name: 'steady', records: 501 }]);
    expect(explained.runCost).toMatchObject([{ target: 'local', charge: { kind: 'none' } }]);
  });

  it('shows a person the phases, the groups and both digests', async () => {
    const text = await workbench(files(), 'check', 'a.yaml', '--set', 'ingress.0.duration=90s');
    expect(text).toMatch(/^sample: 9\u202f000 records, 8.79 MiB in 1 min 30 s, 2 repetitions/);
    expect(text).toMatch(/^steady +steady +measured +0–90 s +100 +9\u202f000 +8.79 MiB$/m);
    expect(text).toMatch(/^tail-1 +1 member +follows the tail$/m);
    expect(text.match(/sha256:[0-9a-f]{64}$/gm)).toHaveLength(2);
    expect(text).toMatch(/^set +ingress.0.duration=90s$/m);
  });

  it('says how long groups may read, and when the drain is told against a warm-up', async () => {
    const phases = (warmUp: boolean) =>
      files().set(
        '/here/a.yaml',
        sampleText({
          ingress: [
            { phase: 'before', rate: '100/s', duration: '5s', warmUp },
            { phase: 'drain', rate: '100/s', duration: '5s' },
          ],
          catchUp: { backlog: '1MiB', startsWith: 'drain' },
        }),
      );
    const warm = await workbench(phases(true), 'check', 'a.yaml');
    expect(warm).toMatch(/^baseline +\d+–\d+ s +what the drain is told against: a warm-up/m);
    expect(warm).toMatch(/^patience +16 s +how long they may read after the last send$/m);
    expect(await workbench(phases(false), 'check', 'a.yaml')).toMatch(/what the drain is told against$/m);
  });

  it('reports the mistakes of every file at once', async () => {
    const all = files()
      .set('/here/b.yaml', 'platform: nothing\n')
      .set('/here/a.yaml', sampleText({ seed: -1 }));
    const error = await refusal(workbench(all, 'check', 'a.yaml', '-t', 'b.yaml', '-t', 'missing.yaml'));
    expect(new Set(error.problems.map(({ at }) => at?.file))).toEqual(new Set(['a.yaml', 'b.yaml', 'missing.yaml']));
    expect(error.exitStatus).toBe(2);
  });

  it('refuses what a run of it would refuse: a codec that the driver does not have', async () => {
    const all = files().set('/here/a.yaml', sampleText({ clients: { driver: 'kafkajs', compression: 'zstd' } }));
    const error = await refusal(workbench(all, 'check', 'a.yaml'));
    expect(error.problems.map(({ what }) => what).join()).toContain('cannot compress with zstd');
  });

  it('has an example under --help, as init has', () => {
    for (const command of scenarioCommand({ out: () => {}, cwd: '/here' }).commands) {
      let help = '';
      command.configureOutput({ writeOut: (text) => (help += text) });
      command.outputHelp();
      expect(help).toContain(`Example:\n  workbench scenario ${command.name()}`);
    }
  });
});
