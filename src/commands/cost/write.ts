import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { CostResult } from '../../cost-model/types/result.ts';
import { inputError } from '../../errors.ts';
import { renderCostCsv } from '../../report/cost-report/csv.ts';
import { renderCostHtml } from '../../report/cost-report/html.ts';
import { renderCostMarkdown } from '../../report/cost-report/markdown.ts';
import { replaceFile } from '../../report/write.ts';
import { renderWorkbook } from '../../report/xlsx/render-workbook.ts';

/**
 * Writes cost.html, cost.xlsx, cost.md, cost.csv and cost.json into a folder and returns their paths, the page first.
 * @param typed the folder as it was typed
 * @throws WorkbenchError where it is no folder, and none can be made
 */
export async function writeCost(cost: CostResult, folder: string, typed: string): Promise<readonly string[]> {
  await madeFolder(folder, typed);
  const files = {
    'cost.html': await renderCostHtml(cost),
    'cost.xlsx': await renderWorkbook(cost),
    'cost.md': renderCostMarkdown(cost),
    'cost.csv': renderCostCsv(cost),
    'cost.json': `${JSON.stringify(cost, null, 2)}\n`,
  };
  return Promise.all(
    Object.entries(files).map(async ([name, content]) => {
      const path = join(folder, name);
      await replaceFile(path, content);
      return path;
    }),
  );
}

async function madeFolder(folder: string, typed: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true });
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? 'unknown cause';
    const isFile = code === 'EEXIST' || code === 'ENOTDIR';
    throw inputError('out', [
      {
        what: `--out ${typed}: ${isFile ? 'there is a file where the folder would be' : `the folder cannot be made: ${code}`}`,
        todo: 'Give a folder, which is made where there is none.',
      },
    ]);
  }
}
