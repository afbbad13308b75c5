import type { Phase, Plan } from '../scenarios/types.ts';

/** Chooses seconds of a repetition's timeline. */
export type SecondFilter = (second: number) => boolean;

export const everySecond: SecondFilter = () => true;

/** Seconds of [from, to). */
export const within =
  (from: number, to: number): SecondFilter =>
  (second) =>
    second >= from && second < to;

export const inPhase = (phase: Phase): SecondFilter => within(phase.startSecond, phase.endSecond);

export const lengthOf = (phase: Phase): number => phase.endSecond - phase.startSecond;

export const phaseAt = (plan: Plan, second: number): Phase | null =>
  plan.phases.find((phase) => inPhase(phase)(second)) ?? null;

export const measuredPhases = (plan: Plan): readonly Phase[] =>
  plan.phases.filter((phase) => phase.role === 'measured');

export const inMeasuredPhase =
  (plan: Plan): SecondFilter =>
  (second) =>
    phaseAt(plan, second)?.role === 'measured';

export const measuredSeconds = (plan: Plan): number =>
  measuredPhases(plan).reduce((sum, phase) => sum + lengthOf(phase), 0);

/** The whole second in which an interval or a line lies: where a fault began or ended within one, it has several. */
export const wholeSecond = ({ second }: { readonly second: number }): number => Math.floor(second);

/** The second at which the last phase ends. */
export const planEnd = (plan: Plan): number => plan.phases.at(-1)?.endSecond ?? 0;
