import { rateHoldsUntil } from '../../scenarios/phases.ts';
import type { Plan } from '../../scenarios/types.ts';
import { seconds as asSeconds } from '../../units.ts';
import { rate, significant } from '../format.ts';
import { measuredPhases, phaseAt, planEnd } from '../timeline.ts';
import { CALM_SECONDS, calmAtEnd, firstOfCalm, soughtFrom } from './calm.ts';
import { type Duration, secondsFrom } from './duration.ts';
import type { ProducedBySecond } from './seconds.ts';
import { recoveredP99Ms } from './threshold.ts';
import type { Span } from './windows.ts';

/** Share of a second's records that must have been acknowledged. */
const ACKNOWLEDGED = 0.99;

export interface Headroom {
  readonly time: Duration;
  /** Why there is no time, a sentence without its full stop; null where there is one. */
  readonly note: string | null;
  /** Seconds, from then on and until the one in which the fault ended, in which it was gone again. */
  readonly lostAgain: number;
}

/**
 * Time to headroom: from the fault's start the plan holds the burst rate, its highest measured one; headroom is
 * back at the first of 5 consecutive whole seconds with at least 99% of the intended records acknowledged, response
 * p99 within `recoveredP99Ms` and nothing queued at the end. The seconds begin with the one in which the fault did;
 * the time is from the fault's start to that of the first of the 5, at least 0. A procedure may act until it is
 * through, and another fault only when it is seen to be in effect (`acts`): the seconds then begin after the last one
 * that was spoiled meanwhile.
 *
 * Acknowledgements are those of the records intended in a second: what the sending threads counted in one is cut by
 * their own ticks, tens of ms apart on a busy machine, which are percents of a second. That a second's records were
 * acknowledged in time, and nothing waited, is p99 and the queue.
 */
export function headroomAfter(
  started: number,
  during: Span,
  acts: Span | null,
  produced: ProducedBySecond,
  plan: Plan,
): Headroom {
  const none = (time: null | 'never', note: string): Headroom => ({ time, note, lostAgain: 0 });
  const burst = Math.max(...measuredPhases(plan).flatMap(({ fromRate, toRate }) => [fromRate, toRate]));
  const met = phaseAt(plan, started);
  const words = `${rate(burst)} records/s`;
  if (met === null || met.fromRate !== burst || met.toRate !== burst) {
    return none(null, `the plan does not hold its highest rate, ${words}, when the fault begins`);
  }
  const until = rateHoldsUntil(plan.phases, asSeconds(started));
  const isRecovered = recovered(produced, plan);
  const from = soughtFrom(isRecovered, started, acts);
  const back = firstOfCalm(isRecovered, from, until);
  if (back !== null) {
    return {
      time: Math.max(0, secondsFrom(started, back)),
      note: null,
      lostAgain: lostWithin(isRecovered, back, during[1]),
    };
  }
  const held = `${significant(until - started)} s`;
  if (until < planEnd(plan)) {
    return none(null, `the plan holds its highest rate, ${words}, for ${held} only, and headroom was not back by then`);
  }
  const atLast = calmAtEnd(isRecovered, from, until);
  if (atLast > 0) {
    return none(null, `only the last ${atLast} s of the load were as they should be, and ${CALM_SECONDS} must be`);
  }
  return none('never', `headroom was not back in the ${held} until the load ended`);
}

function recovered(produced: ProducedBySecond, plan: Plan): (second: number) => boolean {
  const limitMs = recoveredP99Ms(plan);
  return (second) => {
    const p99 = produced.p99Ms(second);
    const share = produced.acknowledged(second) / produced.intended(second);
    return share >= ACKNOWLEDGED && p99 !== null && p99 <= limitMs && !produced.hasQueued(second);
  };
}

function lostWithin(isRecovered: (second: number) => boolean, from: number, to: number): number {
  const whole = Array.from({ length: Math.max(0, Math.ceil(to) - from) }, (_, index) => from + index);
  return whole.filter((second) => !isRecovered(second)).length;
}
