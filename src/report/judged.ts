import type { RunBill } from '../cost-model/billing/types/run-bill.ts';
import type { RunSpend } from '../cost-model/billing/types/run-spend.ts';
import type { CostResult } from '../cost-model/types/result.ts';
import type { RunPlan } from '../evidence/types/plan.ts';
import type { Series } from '../judge/types/series.ts';
import type { Summary } from '../judge/types/summary.ts';
import type { Scorecard } from '../scorecard/types.ts';

/** One run as judged: the only thing a renderer may look at. */
export interface Judged {
  readonly plan: RunPlan;
  readonly summary: Summary;
  readonly series: Series;
  /** null where no target's platform has a cost shape. */
  readonly cost: CostResult | null;
  /** null where no bill was imported into the run. */
  readonly bill: RunBill | null;
  /** One a repetition that is priced; none in folders that an older workbench judged. */
  readonly spend: readonly RunSpend[];
  readonly scorecard: Scorecard;
}
