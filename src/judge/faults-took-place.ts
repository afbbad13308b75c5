import type { Plan } from '../scenarios/types.ts';
import { actsWithin, type FaultTimes, faultTimes } from './recovery/fault-times.ts';
import { eventsOf, type RepetitionEvidence } from './repetition-evidence.ts';

/**
 * Planned faults that were not begun, not seen to be in effect or not seen to be healed: what was measured is then
 * another run than the planned one. Sentences without a full stop.
 */
export function faultsThatFailed(pass: RepetitionEvidence, plan: Plan): readonly string[] {
  return faultTimes(pass, plan).flatMap((times) => {
    const { id } = times.planned;
    const told = eventsOf(pass, 'fault-failed').filter(({ fault }) => fault === id);
    if (told.length > 0) return told.map(({ stage, message }) => `${id} ${FAILED[stage]}: ${withoutStop(message)}`);
    const missing = STAGES.find(([stage]) => times[stage] === null);
    return missing === undefined ? [] : `${id} ${missing[1]}`;
  });
}

const FAILED = { inject: 'did not take effect', heal: 'was not healed' } as const;

const STAGES = [
  ['started', 'was never begun'],
  ['held', 'was not seen to be in effect'],
  ['ended', 'was not seen to be healed'],
] as const satisfies readonly (readonly [keyof FaultTimes, string])[];

const withoutStop = (sentence: string): string => sentence.replace(/\.$/, '');

/** The whole seconds of [from, to) that ended before a fault began to act: from `from` to this one, at least `from`. */
export function untilFirstFault(pass: RepetitionEvidence, plan: Plan, from: number, to: number): number {
  const began = faultTimes(pass, plan).flatMap((times) => (actsWithin(times, from, to) ? (times.started ?? []) : []));
  return Math.max(from, Math.min(to, ...began.map(Math.floor)));
}

/** Whether a fault of the plan had taken this member of the group away at that time. */
export function isTakenAway(
  pass: RepetitionEvidence,
  plan: Plan,
  { group, member, atMicros }: { readonly group: string; readonly member: number; readonly atMicros: number | null },
): boolean {
  const second = (atMicros ?? 0) / 1e6;
  return faultTimes(pass, plan).some((times) => {
    const { where } = times.planned;
    const isIts = where.scope === 'member' && where.group === group && where.member === member;
    return isIts && times.started !== null && second >= times.started && second <= (times.ended ?? second);
  });
}
