import type { SampleKind } from '../evidence/types.ts';
import { recordsInPhase } from '../scenarios/schedule.ts';
import type { Plan } from '../scenarios/types.ts';
import { whole } from './format.ts';
import { intervalsOf } from './histograms.ts';
import { LIMITS } from './limits.ts';
import { outcomesOf } from './outcomes.ts';
import type { RepetitionEvidence } from './repetition-evidence.ts';
import { everySecond } from './timeline.ts';

function samples(pass: RepetitionEvidence, kind: SampleKind): number {
  return intervalsOf(pass, { path: 'produce', kind }).reduce((sum, { histogram }) => sum + histogram.totalCount, 0);
}

/**
 * Every record is counted by the outcomes, by the histograms and by the complete reading. Where
 * these disagree, samples were lost on our side, and no percentile can be trusted.
 */
export function lostSamples(pass: RepetitionEvidence, plan: Plan): string[] {
  const sent = outcomesOf([pass], everySecond);
  const settled = sent.acknowledged + sent.failed + sent.unknown;
  const reasons: string[] = [];

  if (sent.intended !== settled + sent.unsent) {
    reasons.push(`${whole(sent.intended)} records were intended but ${whole(settled + sent.unsent)} have an outcome`);
  }

  const planned = plan.phases.reduce((sum, phase) => sum + recordsInPhase(phase), 0);
  const rounding = plan.streams.length * plan.phases.length;
  if (Math.abs(sent.intended - planned) > Math.max(rounding, planned * LIMITS.intendedDrift.limit)) {
    reasons.push(`${whole(sent.intended)} records were intended where the plan has ${whole(planned)}`);
  }

  const response = samples(pass, 'response');
  if (response !== sent.intended) {
    reasons.push(`response has ${whole(response)} samples for ${whole(sent.intended)} intended records`);
  }

  for (const [kind, most] of [
    ['service', settled],
    ['schedule-delay', sent.intended],
  ] as const) {
    const count = samples(pass, kind);
    if (count < sent.acknowledged || count > most) {
      reasons.push(
        `${kind} has ${whole(count)} samples for ${whole(sent.acknowledged)} acknowledged of ${whole(most)} possible records`,
      );
    }
  }

  if (pass.audit === null || !pass.audit.complete) {
    reasons.push('no complete reading was made, so it is not known what was delivered');
  } else if (pass.audit.totals.acknowledged !== sent.acknowledged) {
    reasons.push(
      `the audit accounts for ${whole(pass.audit.totals.acknowledged)} acknowledged records, the outcomes for ${whole(sent.acknowledged)}`,
    );
  }
  return reasons;
}
