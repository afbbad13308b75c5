import { clientOf } from '../evidence/side.ts';
import type { RunTarget } from '../evidence/types/plan.ts';
import type { RunEvidence } from '../evidence/types/run-evidence.ts';
import type { TargetChecked } from '../evidence/types/target-checked.ts';
import type { ClientProfile } from '../scenarios/types.ts';
import { eventsOf, passesOf, type RepetitionEvent } from './repetition-evidence.ts';

export type Ready = Extract<RepetitionEvent, { readonly kind: 'target-ready' }>;

/** A side, its clients, and what its cluster said of itself when it was ready; null where it never was. */
export interface Condition {
  readonly target: RunTarget;
  readonly client: ClientProfile;
  readonly ready: Ready | null;
  /** What the check before its first repetition found; null where there was none. */
  readonly checked: TargetChecked | null;
}

/** In the order of the plan's sides. */
export const conditionsOf = (run: RunEvidence): readonly Condition[] =>
  run.plan.targets.map((target) => {
    const passes = passesOf(run, target.name);
    return {
      target,
      client: clientOf(run.plan, target),
      ready: passes.flatMap((pass) => eventsOf(pass, 'target-ready'))[0] ?? null,
      checked: passes.flatMap((pass) => eventsOf(pass, 'target-checked'))[0]?.check ?? null,
    };
  });
