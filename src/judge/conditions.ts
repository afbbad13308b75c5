import { clientOf } from '../evidence/side.ts';
import type { RunTarget } from '../evidence/types/plan.ts';
import type { RunEvidence } from '../evidence/types/run-evidence.ts';
import type { ClientProfile } from '../scenarios/types.ts';
import { eventsOf, passesOf, type RepetitionEvent } from './repetition-evidence.ts';

export type Ready = Extract<RepetitionEvent, { readonly kind: 'target-ready' }>;

/** A side, its clients, and what its cluster said of itself when it was ready; null where it never was. */
export interface Condition {
  readonly target: RunTarget;
  readonly client: ClientProfile;
  readonly ready: Ready | null;
}

/** In the order of the plan's sides. */
export const conditionsOf = (run: RunEvidence): readonly Condition[] =>
  run.plan.targets.map((target) => ({
    target,
    client: clientOf(run.plan, target),
    ready: passesOf(run, target.name).flatMap((pass) => eventsOf(pass, 'target-ready'))[0] ?? null,
  }));
