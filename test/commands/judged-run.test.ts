import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { judgeFolder, loadJudged } from '../../src/commands/judged-run.ts';
import { priceBooksWith } from '../../src/commands/price-books.ts';
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

  it('writes a cost.json with the reasons where every target is unpriced, and takes it as it stands', () => {
    const [book] = priceBooksWith([], folder);
    const notPriced = [{ platform: 'some', why: 'this version has no cost shape for it' }];
    const saved = { formatVersion: 1, hoursPerMonth: 730, books: [book], shapes: [], notPriced };
    writeFileSync(join(folder, 'prices.json'), JSON.stringify(saved));
    const expected = { platforms: [], notPriced, pricesUsed: null };
    expect(loadJudged(folder).cost).toMatchObject(expected);
    expect(JSON.parse(readFileSync(join(folder, 'cost.json'), 'utf8'))).toMatchObject(expected);
    mark('summary.json', {});
    expect(loadJudged(folder).summary).toHaveProperty('marked');
  });

  it('judges again where what the run consumed was taken away', () => {
    const [book] = priceBooksWith([], folder);
    const saved = { formatVersion: 1, hoursPerMonth: 730, books: [book], shapes: [], notPriced: [] };
    writeFileSync(join(folder, 'prices.json'), JSON.stringify(saved));
    judgeFolder(folder);
    mark('summary.json', {});
    rmSync(join(folder, 'spend.json'));
    expect(loadJudged(folder).summary).not.toHaveProperty('marked');
    expect(JSON.parse(readFileSync(join(folder, 'spend.json'), 'utf8'))).toEqual({ schemaVersion: 1, repetitions: [] });
  });
});
