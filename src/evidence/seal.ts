import { canonicalJson, digestOf } from '../scenarios/digest.ts';
import type { RunPlan } from './types/plan.ts';

/** Adds the digest of everything else that plan.json says, targets and order included. */
export function sealed(plan: Omit<RunPlan, 'recordDigest'>): RunPlan {
  return { ...plan, recordDigest: digestOf(canonicalJson(plan)) };
}

/** False where plan.json was edited after it was written. */
export function isSealed({ recordDigest, ...plan }: RunPlan): boolean {
  return sealed(plan).recordDigest === recordDigest;
}
