import type { Plan } from '../scenarios/types.ts';
import { mergedOver } from './histograms.ts';
import { lateness, lateShare, standingBehind } from './lateness.ts';
import { percentilesOf } from './percentiles.ts';
import type { RepetitionEvidence } from './repetition-evidence.ts';
import { inMeasuredPhase, inPhase, type SecondFilter } from './timeline.ts';
import type { TailFigures, TailSummary } from './types/figures.ts';
import { tailIntervals, unread } from './unread.ts';

/** What the groups that read at the tail saw in one pass, or in several taken together. */
export function measureTail(passes: readonly RepetitionEvidence[], plan: Plan): TailSummary {
  const over = (group: string | null, seconds: SecondFilter): TailFigures => {
    const intervals = passes.flatMap((pass) => tailIntervals(pass, plan, group));
    return {
      endToEnd: standingBehind(percentilesOf(mergedOver(intervals, seconds)), lateShare(lateness(passes, seconds))),
      unread: passes.length === 0 ? null : passes.reduce((sum, pass) => sum + unread(pass, plan, group, seconds), 0),
    };
  };
  const figures = (group: string | null) => ({
    ...over(group, inMeasuredPhase(plan)),
    phases: plan.phases.map((phase) => ({ name: phase.name, role: phase.role, ...over(group, inPhase(phase)) })),
  });
  return {
    ...figures(null),
    groups: plan.groups
      .filter((group) => group.role === 'tail')
      .map((group) => ({ name: group.name, members: group.members, ...figures(group.name) })),
  };
}
