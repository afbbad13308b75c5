import type { ClientProfile, Plan } from '../scenarios/types.ts';
import type { RunPlan, RunTarget } from './types/plan.ts';

/** The client profile that a side runs with. */
export const clientOf = ({ plan }: Pick<RunPlan, 'plan'>, target: Pick<RunTarget, 'tuned'>): ClientProfile =>
  target.tuned?.client ?? plan.client;

/** The plan as a side runs it: the same records at the same times, through its own clients. */
export const planOfSide = (run: Pick<RunPlan, 'plan'>, target: Pick<RunTarget, 'tuned'>): Plan => ({
  ...run.plan,
  client: clientOf(run, target),
});

/** The target that a side measures: two sides may be one cluster. */
export const clusterName = ({ name, tuned }: Pick<RunTarget, 'name' | 'tuned'>): string => tuned?.of ?? name;
