import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { costResult, withAnswers } from '../../cost-model/pricing/cost-result.ts';
import { reprice } from '../../cost-model/pricing/reprice.ts';
import type { CostResult } from '../../cost-model/types/result.ts';
import { inputError } from '../../errors.ts';
import { readWorkbook } from '../../report/xlsx/read-workbook.ts';
import type { CellChange } from '../../report/xlsx/returned/edited-figures.ts';
import { pricingOptions } from './options.ts';
import type { RequestInput } from './request.ts';
import { requestOf } from './request.ts';
import { readSavedResult, savedResultAt } from './saved-result.ts';

export interface Priced {
  readonly cost: CostResult;
  /** What somebody changed in a workbook; empty where none came back. */
  readonly changes: readonly CellChange[];
  /** Most that a month may cost, as a sheet says it. */
  readonly budget: number | null;
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
    return { cost: readSavedResult(saved), changes: [], budget: null };
  }
  const { request, sheet } = requestOf(input);
  const { name, owner, approver, date } = sheet ?? {};
  const cost = costResult(request);
  return {
    cost:
      name === undefined
        ? cost
        : { ...cost, sheet: { name, owner: owner ?? null, approver: approver ?? null, date: date ?? null } },
    changes: [],
    budget: sheet?.budget ?? null,
  };
}

/** A workbook is a whole model: whatever else would say one contradicts it. */
async function returned(file: string, { scenario, options, cwd }: RequestInput): Promise<Priced> {
  const others = pricingOptions(options).filter((option) => option !== '--assumptions');
  assertAlone(file, scenario === null ? others : [scenario, ...others]);
  const { cost, overrides, changes } = await readWorkbook(bytesOf(resolve(cwd, file), file), file);
  return { cost: withAnswers(reprice(cost, overrides)), changes, budget: null };
}

/** @throws WorkbenchError where something is said that a whole result says already */
function assertAlone(what: string, others: readonly string[]): void {
  if (others.length === 0) return;
  throw inputError('saved-result', [
    {
      what: `${what} holds its workload, platforms and prices: ${others.join(', ')} cannot change them`,
      todo: 'Give it alone; or price the scenario again, or change the cells of its workbook.',
    },
  ]);
}

function bytesOf(path: string, file: string): Uint8Array {
  try {
    return readFileSync(path);
  } catch (error) {
    const what = `the workbook cannot be read: ${(error as NodeJS.ErrnoException).code ?? 'unknown cause'}`;
    throw inputError('workbook', [{ what, todo: 'Give a workbook that `workbench cost --out` wrote.', at: { file } }]);
  }
}
