import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import type { Summary } from '../../src/judge/types/summary.ts';
import { workbench } from '../run/workbench.ts';

const REFERENCE = fileURLToPath(new URL('../../results/reference/', import.meta.url));
const JUDGED = ['summary.json', 'series.json', 'cost.json', 'spend.json', 'scorecard.json'];
const RENDERED = ['report.html', 'report.md', 'report.csv', 'report.xlsx', 'junit.xml'];
const scratch = mkdtempSync(join(tmpdir(), 'workbench-reference-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

describe('the committed reference run', () => {
  // Where a change is meant: workbench judge results/reference && workbench report results/reference.
  it('is judged and rendered to the committed bytes, from its evidence alone', async () => {
    const copy = join(scratch, 'copy');
    cpSync(REFERENCE, copy, { recursive: true });
    for (const file of [...JUDGED, ...RENDERED]) rmSync(join(copy, file));
    expect((await workbench(['judge', 'copy'], scratch)).status).toBe(0);
    expect((await workbench(['report', 'copy'], scratch)).status).toBe(0);
    for (const file of [...JUDGED, ...RENDERED]) {
      expect(readFileSync(join(copy, file)).equals(readFileSync(join(REFERENCE, file))), file).toBe(true);
    }
  });

  it('is a whole demo: two targets, every repetition valid, p99.9 on every produce path, a cold catch-up', () => {
    const summary = JSON.parse(readFileSync(join(REFERENCE, 'summary.json'), 'utf8')) as Summary;
    expect(summary.targets.map(({ valid }) => valid)).toEqual([true, true]);
    for (const { produce } of summary.targets) {
      for (const path of [produce.response, produce.service, produce.scheduleDelay]) {
        expect(path.p999).toBeGreaterThan(0);
      }
    }
    expect(summary.targets.map(({ catchUp }) => catchUp?.source)).toEqual(['page-cache', 'remote']);
    expect(readdirSync(REFERENCE)).not.toContain('logs');
  });
});
