import { readFileSync } from 'node:fs';
import { platformId } from '../../cost-model/platform-id.ts';
import { pricedAt } from '../../cost-model/prices/price-age.ts';
import { withAnswers } from '../../cost-model/pricing/cost-result.ts';
import type { PricedWorkload } from '../../cost-model/pricing/price-workload.ts';
import { reprice } from '../../cost-model/pricing/reprice.ts';
import type { CostResult } from '../../cost-model/types/result.ts';
import { inputError } from '../../errors.ts';
import { readWorkbook } from '../../report/xlsx/read-workbook.ts';
import type { CellChange } from '../../report/xlsx/returned/edited-figures.ts';

interface Returned {
  readonly cost: CostResult;
  readonly changes: readonly CellChange[];
}

/**
 * A workbook that came back, priced again from its cells; one in which none was changed says what it said.
 * @param path of the file, as it is opened
 * @param file the same as it was typed
 */
export async function returnedWorkbook(path: string, file: string, startedAt: string): Promise<Returned> {
  const { cost, overrides, changes } = await readWorkbook(bytesOf(path, file), file);
  if (changes.length === 0) return { cost, changes };
  const repriced = reprice(pricedAt(cost, startedAt), overrides);
  assertSidesCarried(cost, repriced, file);
  return { cost: withAnswers(repriced), changes };
}

/** @throws WorkbenchError where the edited workload is too much for one that the answers are about */
function assertSidesCarried(before: CostResult, { platforms, notPriced }: PricedWorkload, file: string): void {
  const { baseline, candidate } = before.question;
  const problems = before.platforms.flatMap((platform) => {
    const is = (one: { readonly platform: string; readonly variant?: string }): boolean =>
      one.platform === platform.platform && one.variant === platform.variant;
    const isAsked = [baseline, candidate].includes(platformId(platform));
    if (platforms.some(is) || (platforms.length > 0 && !isAsked)) return [];
    const why = notPriced.findLast(is)?.why ?? 'it does not carry the workload';
    return [
      {
        what: `${platform.title} is priced no more: ${why}`,
        todo: `Change the cells of the workload or of its limits; the sheet Summary says which platforms carry it.`,
        at: { file },
      },
    ];
  });
  if (problems.length > 0) throw inputError('not-carried', problems);
}

function bytesOf(path: string, file: string): Uint8Array {
  try {
    return readFileSync(path);
  } catch (error) {
    const what = `the workbook cannot be read: ${(error as NodeJS.ErrnoException).code ?? 'unknown cause'}`;
    throw inputError('workbook', [{ what, todo: 'Give a workbook that `workbench cost --out` wrote.', at: { file } }]);
  }
}
