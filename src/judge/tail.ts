import type { Plan } from '../scenarios/types.ts';
import { mergedSamples } from './histograms.ts';
import { percentilesOf } from './percentiles.ts';
import type { RepetitionEvidence } from './repetition-evidence.ts';
import { inMeasuredPhase, inPhase, type SecondFilter } from './timeline.ts';
import type { TailSummary } from './types.ts';

/** What the groups that read at the tail saw in one pass, or in several taken together. */
export function measureTail(passes: readonly RepetitionEvidence[], plan: Plan): TailSummary {
  const endToEnd = (group: string | null, seconds: SecondFilter) =>
    percentilesOf(mergedSamples(passes, { path: 'tail', kind: 'end-to-end', group }, seconds));
  const figures = (group: string | null) => ({
    endToEnd: endToEnd(group, inMeasuredPhase(plan)),
    phases: plan.phases.map((phase) => ({
      name: phase.name,
      role: phase.role,
      endToEnd: endToEnd(group, inPhase(phase)),
    })),
  });
  return {
    ...figures(null),
    groups: plan.groups
      .filter((group) => group.role === 'tail')
      .map((group) => ({ name: group.name, members: group.members, ...figures(group.name) })),
  };
}
