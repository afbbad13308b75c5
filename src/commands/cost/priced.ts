import { resolve } from 'node:path';
import { costResult } from '../../cost-model/pricing/cost-result.ts';
import type { AssumptionsSheet } from '../../cost-model/sheet/types.ts';
import type { CostResult } from '../../cost-model/types/result.ts';
import { inputError } from '../../errors.ts';
import type { CellChange } from '../../report/xlsx/returned/edited-figures.ts';
import { pricingOptions } from './options.ts';
import type { RequestInput } from './request.ts';
import { requestOf } from './request.ts';
import { returnedWorkbook } from './returned-workbook.ts';
import { readSavedResult, savedResultAt } from './saved-result.ts';

export interface Priced {
  readonly cost: CostResult;
  /** What somebody changed in a workbook; empty where none came back. */
  readonly changes: readonly CellChange[];
}

/**
 * What a command line asks for: a saved result as it stands, a workbook that came back priced again, or a workload
 * priced now.
 */
export async function priced(input: RequestInput): Promise<Priced> {
  const { scenario, options, cwd } = input;
  const { assumptions } = options;
  if (assumptions !== undefined && /\.xlsx$/i.test(assumptions)) return returned(assumptions, input);
  const saved = scenario === null ? null : savedResultAt(scenario, cwd);
  if (saved !== null) {
    assertAlone(`${scenario}, which was priced before,`, pricingOptions(options));
    return { cost: readSavedResult(saved), changes: [] };
  }
  const { request, sheet, unused } = requestOf(input);
  const cost = costResult(request);
  return { cost: sheet === null ? cost : { ...cost, sheet: signed(sheet, unused) }, changes: [] };
}

/** What the result keeps of the sheet. */
const signed = (
  { name, owner, approver, date, budget }: AssumptionsSheet,
  unused: readonly string[],
): NonNullable<CostResult['sheet']> => ({
  name,
  owner,
  approver,
  date,
  ...(budget === null ? {} : { budget }),
  ...(unused.length === 0 ? {} : { unused }),
});

/** A workbook is a whole model: whatever else would say one contradicts it. */
async function returned(file: string, { scenario, options, cwd, startedAt }: RequestInput): Promise<Priced> {
  const others = pricingOptions(options).filter((option) => option !== '--assumptions');
  assertAlone(file, scenario === null ? others : [scenario, ...others]);
  return returnedWorkbook(resolve(cwd, file), file, startedAt);
}

/** @throws WorkbenchError where something is said that a whole result says already */
export function assertAlone(what: string, others: readonly string[]): void {
  if (others.length === 0) return;
  throw inputError('saved-result', [
    {
      what: `${what} holds its workload, platforms and prices: ${others.join(', ')} cannot change them`,
      todo: 'Give it alone; or price the scenario again, or change the cells of its workbook.',
    },
  ]);
}
