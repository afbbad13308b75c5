import { mkdir, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { replaceFile, writeReport } from '../../src/report/write.ts';
import { readWorkbook } from '../../src/report/xlsx/read-workbook.ts';
import { price } from '../cost-model/fixture.ts';
import { fixture } from './fixture.ts';

describe('writing a report', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'wb-write-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  it('leaves the five files, the page first, and the same bytes when written again', async () => {
    const paths = await writeReport(fixture(), folder);
    expect(paths[0]).toBe(join(folder, 'report.html'));
    const contents = () => Promise.all(paths.map((path) => readFile(path, 'utf8')));
    const before = await contents();
    await writeReport(fixture(), folder);
    expect(await contents()).toEqual(before);
    expect((await readdir(folder)).sort()).toEqual([
      'junit.xml',
      'report.csv',
      'report.html',
      'report.md',
      'report.xlsx',
    ]);
  });

  it('leaves a workbook beside them where the run is priced, and none where it is not', async () => {
    const workbook = join(folder, 'report.xlsx');
    await writeReport({ ...fixture(), cost: null }, folder);
    expect(await readdir(folder)).not.toContain('report.xlsx');
    const cost = price('tiered');
    expect(await writeReport({ ...fixture(), cost }, folder)).toContain(workbook);
    expect((await readWorkbook(await readFile(workbook), 'report.xlsx')).cost).toEqual(cost);
  });

  it('leaves no draft behind when a file cannot be put in place', async () => {
    const blocked = join(folder, 'report.md');
    await mkdir(join(blocked, 'in-the-way'), { recursive: true });
    await expect(replaceFile(blocked, 'text')).rejects.toThrow();
    expect(await readdir(folder)).toEqual(['report.md']);
  });
});
