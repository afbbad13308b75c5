import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { judgeFolder, loadJudged } from '../../src/commands/judged-run.ts';
import { run } from '../judge/evidence-builder.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'judged-'));
  writeFileSync(join(folder, 'plan.json'), JSON.stringify(run([]).plan));
  judgeFolder(folder);
});
afterEach(() => rmSync(folder, { recursive: true }));

/** Marks a judged file, so that it can be told from one that was judged again. */
function mark(file: string, change: object): void {
  const path = join(folder, file);
  writeFileSync(path, JSON.stringify({ ...JSON.parse(readFileSync(path, 'utf8')), marked: true, ...change }));
}

describe('loading what was judged', () => {
  it('takes the judged files as they stand', () => {
    mark('summary.json', {});
    expect(loadJudged(folder).summary).toHaveProperty('marked');
  });

  it.each(['summary.json', 'series.json', 'scorecard.json'])('judges again where %s is of another version', (file) => {
    mark(file, { schemaVersion: 0 });
    const { summary, series, scorecard } = loadJudged(folder);
    for (const judged of [summary, series, scorecard]) expect(judged).not.toHaveProperty('marked');
    expect(JSON.parse(readFileSync(join(folder, file), 'utf8'))).not.toHaveProperty('marked');
  });
});
