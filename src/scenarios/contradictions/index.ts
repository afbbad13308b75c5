import type { Mistake } from '../mistake.ts';
import type { Scenario } from '../schema.ts';
import { clientsAgree, membersHaveWork, sizesAreOrdered, threadsHaveWork } from './clients.ts';
import { failuresFitTheTimeline, failuresHaveAPlace, failuresSayEnough } from './failures.ts';
import { catchUpHasBaseline, phasesAreSound, retentionOutlastsRun } from './ingress.ts';
import { peakIsHighest } from './production.ts';
import type { Rule } from './rule.ts';
import { thresholdsCanBeDecided } from './thresholds.ts';
import { batchesFit, configsDoNoHarm, replicasSuffice, retentionOnce, sharesAddUp, topicsDiffer } from './topics.ts';

const RULES: readonly Rule[] = [
  topicsDiffer,
  sharesAddUp,
  replicasSuffice,
  retentionOnce,
  configsDoNoHarm,
  batchesFit,
  sizesAreOrdered,
  clientsAgree,
  threadsHaveWork,
  phasesAreSound,
  membersHaveWork,
  catchUpHasBaseline,
  retentionOutlastsRun,
  failuresSayEnough,
  failuresHaveAPlace,
  failuresFitTheTimeline,
  thresholdsCanBeDecided,
  peakIsHighest,
];

/** Keys that contradict each other: every rule, over the sections that are right by themselves. */
export function contradictions(sections: Partial<Scenario>): readonly Mistake[] {
  return RULES.flatMap((rule) => rule(sections));
}
