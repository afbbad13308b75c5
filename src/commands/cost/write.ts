import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { CostResult } from '../../cost-model/types/result.ts';
import { renderCostCsv } from '../../report/cost-report/csv.ts';
import { renderCostHtml } from '../../report/cost-report/html.ts';
import { renderCostMarkdown } from '../../report/cost-report/markdown.ts';
import { replaceFile } from '../../report/write.ts';
import { renderWorkbook } from '../../report/xlsx/render-workbook.ts';

/** Writes cost.html, cost.xlsx, cost.md, cost.csv and cost.json into a folder and returns their paths, the page first. */
export async function writeCost(cost: CostResult, folder: string): Promise<readonly string[]> {
  const files = {
    'cost.html': await renderCostHtml(cost),
    'cost.xlsx': await renderWorkbook(cost),
    'cost.md': renderCostMarkdown(cost),
    'cost.csv': renderCostCsv(cost),
    'cost.json': `${JSON.stringify(cost, null, 2)}\n`,
  };
  await mkdir(folder, { recursive: true });
  return Promise.all(
    Object.entries(files).map(async ([name, content]) => {
      const path = join(folder, name);
      await replaceFile(path, content);
      return path;
    }),
  );
}
