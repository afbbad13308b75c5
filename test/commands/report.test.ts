import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { reportCommand } from '../../src/commands/report.ts';
import { fixture } from '../report/fixture.ts';

describe('workbench report', () => {
  let cwd: string;
  let said: string[];
  let loaded: string[];
  beforeEach(async () => {
    cwd = await mkdtemp(join(tmpdir(), 'wb-report-command-'));
    said = [];
    loaded = [];
  });
  afterEach(() => rm(cwd, { recursive: true, force: true }));

  const run = (...words: string[]) =>
    reportCommand({
      cwd,
      out: (text) => said.push(text),
      loadJudged: (folder) => {
        loaded.push(folder);
        return fixture();
      },
    }).parseAsync(words, { from: 'user' });

  it('renders one run into its own folder and says where', async () => {
    await run('results/one');
    expect(loaded).toEqual([join(cwd, 'results/one')]);
    expect(await readdir(join(cwd, 'results/one'))).toContain('report.html');
    expect(said).toEqual([`Report: ${join('results', 'one', 'report.html')}`]);
  });

  it('renders one run elsewhere when asked, and leaves its folder alone', async () => {
    await run('results/one', '--out', 'elsewhere');
    expect(await readdir(cwd)).toEqual(['elsewhere']);
  });

  it('puts several runs on one page whose links lead to their reports', async () => {
    await run('a/run 1', 'b/run 1', '--out', 'both');
    const page = await readFile(join(cwd, 'both/report.html'), 'utf8');
    const links = [...page.matchAll(/href="([^"#]+\/report\.html)"/g)].map(([, href = '']) => decodeURIComponent(href));
    expect(links).toEqual(['1-run 1/report.html', '2-run 1/report.html']);
    for (const link of links) expect(await readFile(join(cwd, 'both', link), 'utf8')).toContain('<h1>');
  });

  it('refuses several runs without a folder to write into, before it reads any', async () => {
    await expect(run('a', 'b')).rejects.toMatchObject({ code: 'report-out', exitStatus: 2 });
    expect(loaded).toEqual([]);
  });
});
