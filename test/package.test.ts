import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import manifest from '../package.json' with { type: 'json' };

const root = join(import.meta.dirname, '..');
const inClone = (folder: string): boolean => folder.startsWith(root);

/** The machine's own programs: an installed package must not lean on the clone's Node. */
const PATH = (process.env.PATH ?? '')
  .split(delimiter)
  .filter((folder) => !inClone(folder))
  .join(delimiter);

let place: string;
let consumer: string;
let elsewhere: string;

function run(command: string, args: readonly string[], cwd: string) {
  const { status, stdout, stderr } = spawnSync(command, args, { cwd, encoding: 'utf8', env: { ...process.env, PATH } });
  return { status, stdout, stderr };
}

const workbench = (...args: string[]) => run(join(consumer, 'node_modules/.bin/workbench'), args, elsewhere);

beforeAll(() => {
  place = mkdtempSync(join(tmpdir(), 'package-'));
  consumer = join(place, 'consumer');
  elsewhere = join(place, 'elsewhere');
  for (const folder of [consumer, elsewhere]) mkdirSync(folder);
  // Without one npm would install into whatever folder above has one.
  writeFileSync(join(consumer, 'package.json'), '{}');
  const packed = run('npm', ['pack', '--pack-destination', place], root);
  expect(packed, packed.stdout + packed.stderr).toMatchObject({ status: 0 });
  const [tarball = ''] = readdirSync(place).filter((name) => name.endsWith('.tgz'));
  const installed = run('npm', ['install', '--no-audit', '--no-fund', join(place, tarball)], consumer);
  expect(installed, installed.stderr).toMatchObject({ status: 0 });
}, 180_000);

afterAll(() => {
  rmSync(place, { recursive: true, force: true });
});

describe('the packed package', { timeout: 60_000 }, () => {
  it('holds what it reads and nothing of how it is built or tested', () => {
    const entries = readdirSync(join(consumer, 'node_modules', manifest.name)).toSorted();
    expect(entries).toEqual(
      [
        'LICENSE',
        'README.md',
        'billing-mappings',
        'billing-rules',
        'bin',
        'capture-queries',
        'dist',
        'java',
        'package.json',
        'pom.xml',
        'price-books',
        'scenarios',
        'target-diff',
        'targets',
      ].toSorted(),
    );
  });

  it('tells its version and its verbs from another folder', () => {
    expect(workbench('--version')).toMatchObject({ status: 0, stdout: `${manifest.version}\n` });
    const help = workbench('--help');
    expect(help).toMatchObject({ status: 0, stderr: '' });
    for (const verb of ['demo', 'run', 'judge', 'report', 'scenario']) expect(help.stdout).toContain(verb);
  });

  it('brings a Node that runs it, for machines with an older one', () => {
    const { stdout } = run(join(consumer, 'node_modules/node/bin/node'), ['--version'], elsewhere);
    expect(Number.parseInt(stdout.slice(1), 10)).toBeGreaterThanOrEqual(24);
  });

  it('writes a scenario where it is asked to, and finds it right', () => {
    expect(workbench('scenario', 'init', 'mine.yaml')).toMatchObject({ status: 0, stderr: '' });
    expect(existsSync(join(elsewhere, 'mine.yaml'))).toBe(true);
    const checked = workbench('scenario', 'check', 'mine.yaml');
    expect(checked, checked.stderr).toMatchObject({ status: 0 });
  });

  it('prices a workload from the price books that it carries', () => {
    const priced = workbench('cost', 'mine.yaml', '--all');
    expect(priced, priced.stderr).toMatchObject({ status: 0 });
  });

  it('answers a wrong verb with a message and status 2, without a stack trace', () => {
    const wrong = workbench('scenaroi');
    expect(wrong.status).toBe(2);
    expect(wrong.stderr).not.toMatch(/^\s+at /m);
  });
});
