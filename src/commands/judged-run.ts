import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { runBillOf } from '../cost-model/billing/run-bill/run-bill.ts';
import { runSpends, type SavedSpend } from '../cost-model/billing/run-bill/run-spends.ts';
import type { RunBill } from '../cost-model/billing/types/run-bill.ts';
import type { SavedBilling } from '../cost-model/billing/types/saved-billing.ts';
import { costOf } from '../cost-model/pricing/cost-of.ts';
import type { SavedPrices } from '../cost-model/types/prices.ts';
import type { CostResult } from '../cost-model/types/result.ts';
import { inputError, WorkbenchError } from '../errors.ts';
import { hasBill, readBilling } from '../evidence/billing.ts';
import { readEvidence, readJson } from '../evidence/read.ts';
import { replaceJson } from '../evidence/replace-json.ts';
import type { RunPlan } from '../evidence/types/plan.ts';
import type { RunEvidence } from '../evidence/types/run-evidence.ts';
import { judgeRun } from '../judge/judge.ts';
import type { Series } from '../judge/types/series.ts';
import type { Summary } from '../judge/types/summary.ts';
import type { Judged } from '../report/judged.ts';
import { scoreRun } from '../scorecard/scorecard.ts';
import type { Scorecard } from '../scorecard/types.ts';

/** Judges a run folder from its evidence alone and rewrites the judged files. No network, no clock. */
export function judgeFolder(folder: string): Judged {
  const evidence = readEvidence(folder);
  try {
    return judged(folder, evidence);
  } catch (error) {
    if (error instanceof WorkbenchError) throw error;
    throw inputError('damaged-evidence', [
      {
        what: `the evidence in ${folder} cannot be judged: ${(error as Error).message}`,
        todo: 'restore the folder from a copy; where nobody edited it this is a defect, so report it',
      },
    ]);
  }
}

function judged(folder: string, evidence: RunEvidence): Judged {
  const { summary, series } = judgeRun(evidence);
  const cost = priced(folder, evidence.plan, summary);
  const scorecard = scoreRun(summary, cost, evidence);
  const saved = readBilling<SavedBilling>(folder);
  const bill = runBillOf({ saved, cost, run: evidence.plan, targets: summary.targets });
  const spend = runSpends({ run: evidence, cost, series: series.targets, bill });
  const files = {
    'summary.json': summary,
    'series.json': series,
    'cost.json': cost,
    'bill.json': bill,
    'spend.json': cost === null ? null : spend,
    'scorecard.json': scorecard,
  };
  for (const [file, content] of Object.entries(files)) {
    // What an earlier judging wrote would rest on evidence that is no longer there.
    if (content === null) rmSync(join(folder, file), { force: true });
    else replaceJson(join(folder, file), content);
  }
  return { plan: evidence.plan, summary, series, cost, bill, spend: spend.repetitions, scorecard };
}

/** What was judged, judging first where a judged file is missing or of another version. */
export function loadJudged(folder: string): Judged {
  const plan = readJson<RunPlan>(folder, 'plan.json');
  const summary = readJudged<Summary>(folder, 'summary.json');
  const series = readJudged<Series>(folder, 'series.json');
  const cost = readJudged<CostResult>(folder, 'cost.json');
  const scorecard = readJudged<Scorecard>(folder, 'scorecard.json');
  const bill = readJudged<RunBill>(folder, 'bill.json');
  const spend = readJudged<SavedSpend>(folder, 'spend.json');
  const costMissing = (cost === null) === existsSync(join(folder, 'prices.json'));
  const billMissing = (bill === null) === hasBill(folder);
  const spendMissing = (spend === null) !== (cost === null);
  const moneyMissing = costMissing || billMissing || spendMissing;
  if (plan === null || summary === null || series === null || scorecard === null || moneyMissing) {
    return judgeFolder(folder);
  }
  return { plan, summary, series, cost, bill, spend: spend?.repetitions ?? [], scorecard };
}

/** Judged files are never upgraded, only rewritten. */
const SCHEMA_VERSION = 1;

function readJudged<T extends { readonly schemaVersion: typeof SCHEMA_VERSION }>(
  folder: string,
  file: string,
): T | null {
  const read = readJson<T>(folder, file);
  return read?.schemaVersion === SCHEMA_VERSION ? read : null;
}

function priced(folder: string, plan: RunPlan, summary: Summary): CostResult | null {
  const saved = readJson<SavedPrices>(folder, 'prices.json');
  return saved === null ? null : costOf(saved, plan, summary.targets);
}
