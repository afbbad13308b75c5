import { randomUUID } from 'node:crypto';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { costSchema } from '../cost-model/cost-schema.ts';
import { renderCsv } from './csv.ts';
import { renderHtml } from './html.ts';
import type { Judged } from './judged.ts';
import { renderJunit } from './junit.ts';
import { renderMarkdown } from './markdown.ts';
import { renderWorkbook } from './xlsx/render-workbook.ts';

/** Puts a file in place whole or not at all, so that a reader never sees half a report. */
export async function replaceFile(path: string, content: string | Uint8Array): Promise<void> {
  const draft = `${path}.${randomUUID()}.tmp`;
  try {
    await writeFile(draft, content);
    await rename(draft, path);
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
}

/**
 * Writes report.html, report.md, report.csv, junit.xml and, of a run that is priced, report.xlsx into a folder and
 * returns their paths, the page first.
 */
export async function writeReport(judged: Judged, folder: string): Promise<readonly string[]> {
  const files = {
    'report.html': await renderHtml(judged),
    'report.md': renderMarkdown(judged),
    'report.csv': renderCsv(judged),
    'junit.xml': renderJunit(judged),
    ...(await workbookOf(judged)),
  };
  await mkdir(folder, { recursive: true });
  const written = Object.entries(files).map(async ([name, content]) => {
    const path = join(folder, name);
    await replaceFile(path, content);
    return path;
  });
  return Promise.all(written);
}

/** None where nothing is priced or billed, or where an older workbench judged: its cost.json has no formulas for every line. */
async function workbookOf({ cost, bill }: Judged): Promise<Readonly<Record<string, Uint8Array>>> {
  const priced = cost !== null && costSchema.safeParse(cost).success ? cost : null;
  if (priced === null && bill === null) return {};
  return { 'report.xlsx': await renderWorkbook(priced, bill) };
}
