import type { SampleKind } from '../evidence/types/samples.ts';
import { recordsInPhase } from '../scenarios/schedule.ts';
import type { Plan, PlannedGroup } from '../scenarios/types.ts';
import { whole } from './format.ts';
import { type Interval, intervalsOf } from './histograms.ts';
import { LIMITS } from './limits.ts';
import { outcomesOf } from './outcomes.ts';
import { metricsOf, type RepetitionEvidence } from './repetition-evidence.ts';
import { everySecond } from './timeline.ts';

const count = (intervals: readonly Interval[]): number =>
  intervals.reduce((sum, { histogram }) => sum + histogram.totalCount, 0);

function samples(pass: RepetitionEvidence, kind: SampleKind): number {
  return count(intervalsOf(pass, { path: 'produce', kind }));
}

/**
 * Every record is counted by the outcomes, by the histograms and by those who read it. Where these
 * disagree, samples were lost on our side, and no percentile can be trusted.
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

  return [...reasons, ...plan.groups.flatMap((group) => lostReads(pass, group))];
}

/**
 * What a reading thread counted and what it recorded, by the same calls: a record of a tail group has an
 * end-to-end sample, a fetch of a drain its time. A record that a group read again has one sample; older runs
 * gave it another. Only a corrupted record may have lost the time it was due.
 */
function lostReads(pass: RepetitionEvidence, { name, role }: PlannedGroup): string[] {
  const lines = metricsOf(pass, 'group').filter(({ group }) => group === name);
  const tail = role === 'tail';
  const seen = lines.reduce((sum, { records, fetches }) => sum + (tail ? records : fetches), 0);
  const kept = count(intervalsOf(pass, { path: role, kind: tail ? 'end-to-end' : 'fetch', group: name }));
  const again = tail ? lines.reduce((sum, line) => sum + (line.again ?? 0), 0) : 0;
  const unreadable = tail ? (pass.audit?.totals.corrupted ?? 0) : 0;
  if (kept <= seen && kept >= seen - again - unreadable) return [];
  return [
    tail
      ? `samples are lost: group ${name} read ${whole(seen)} records and has ${whole(kept)} end-to-end samples`
      : `samples are lost: group ${name} made ${whole(seen)} fetches in its drain and has ${whole(kept)} fetch samples`,
  ];
}
