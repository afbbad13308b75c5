import type { Audit } from './audit.ts';
import type { Event } from './events.ts';
import type { Metric } from './metrics.ts';
import type { RunPlan } from './plan.ts';
import type { SampleLog } from './samples.ts';

/** Everything that judging may look at. */
export interface RunEvidence {
  readonly plan: RunPlan;
  readonly samples: readonly SampleLog[];
  readonly events: readonly Event[];
  readonly metrics: readonly Metric[];
  readonly audit: Audit;
}
