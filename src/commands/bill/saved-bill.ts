import { existsSync, readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { billSchema } from '../../cost-model/billing/bill-schema.ts';
import type { Bill } from '../../cost-model/billing/types/bill.ts';
import type { RunBill, TargetBill } from '../../cost-model/billing/types/run-bill.ts';
import type { CostResult } from '../../cost-model/types/result.ts';
import { inputError } from '../../errors.ts';
import { readSavedResult } from '../cost/saved-result.ts';
import { loadJudged } from '../judged-run.ts';

/** A bill that was saved: that of a run with what stands beside it, or one by itself. */
export interface SavedBill {
  readonly bill: Bill | RunBill;
  /** What the run's workload would cost; null of a bill by itself. */
  readonly cost: CostResult | null;
}

/**
 * The bill of a run folder, judged first where that is due, or a bill.json.
 * @throws WorkbenchError where there is none.
 */
export function savedBillAt(path: string, cwd: string): SavedBill {
  const full = resolve(cwd, path);
  if (!existsSync(full)) throw refusal(path, 'is not there');
  if (!statSync(full).isDirectory()) return { bill: readBill(full, path), cost: null };
  const { bill, cost } = loadJudged(full);
  if (bill === null) {
    throw inputError('bill', [
      {
        what: `no bill was imported into ${path}`,
        todo: `Import one: workbench bill import FILE… --run ${path}.`,
      },
    ]);
  }
  return { bill, cost };
}

/** Each target's bill; of a bill by itself that one, under the name given. */
export const billsIn = ({ bill }: SavedBill, name: string): readonly TargetBill[] =>
  'targets' in bill ? bill.targets : [{ target: name, bill }];

/**
 * The one that is meant.
 * @throws WorkbenchError where there are several and none is named, or none of that name.
 */
export function chosenBill(bills: readonly TargetBill[], target: string | undefined): TargetBill {
  const [only, ...others] = target === undefined ? bills : bills.filter((one) => one.target === target);
  if (only !== undefined && others.length === 0) return only;
  const names = bills.map((one) => one.target).join(', ');
  throw inputError('billing-target', [
    {
      what: only === undefined ? `nothing was billed to "${target}"` : `several targets were billed`,
      todo: `Name one with --target: ${names}.`,
    },
  ]);
}

/** The cost that it is set beside: a file that is named, else the run's own. */
export function costBeside({ cost }: SavedBill, file: string | undefined, cwd: string): CostResult {
  if (file !== undefined) return readSavedResult(costFile(resolve(cwd, file)));
  if (cost !== null) return cost;
  throw inputError('cost', [
    { what: 'nothing says what was modelled', todo: 'Give --cost cost.json, of `workbench cost … --out FOLDER`.' },
  ]);
}

const costFile = (path: string): string =>
  existsSync(path) && statSync(path).isDirectory() ? join(path, 'cost.json') : path;

function readBill(file: string, shown: string): Bill | RunBill {
  let data: unknown;
  try {
    data = JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw refusal(shown, `cannot be read: ${(error as NodeJS.ErrnoException).code ?? 'it is no JSON'}`);
  }
  const read = billSchema.safeParse(data);
  if (read.success) return data as Bill | RunBill;
  const [issue] = read.error.issues;
  throw refusal(
    shown,
    `is no bill.json of this version: ${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}`.trim(),
  );
}

const refusal = (path: string, what: string) =>
  inputError('bill', [{ what: `${path} ${what}`, todo: 'Give a run folder, or what `bill import … --json` printed.' }]);
