import { describe, expect, it } from 'vitest';
import type { RepetitionEvent, RepetitionEvidence } from '../../src/judge/repetition-evidence.ts';
import { judgeValidity } from '../../src/judge/validity.ts';
import { tailOf, withEvents, withTail } from './evidence-builder.ts';
import { fault, outage, outagePlan, WALL } from './recovery/outage.ts';

const planned = outagePlan();
const it3 = outage({ from: 10, to: 13 });
const at = { target: 'a', repetition: 1, wall: WALL };

const reasons = (it: RepetitionEvidence, as = planned) => judgeValidity(it, as).reasons;

const without = (...kinds: readonly RepetitionEvent['kind'][]): RepetitionEvidence => ({
  ...it3,
  events: it3.events.filter(({ kind }) => !kinds.includes(kind)),
});

describe('a repetition with a planned fault', () => {
  it('is valid where it began, was seen in effect and was seen healed; a procedure heals nothing', () => {
    expect(reasons(it3)).toEqual([]);
    expect(reasons(without('fault-healing'))).toEqual([]);
  });

  it.each([
    [['fault-started', 'fault-held', 'fault-healing', 'fault-ended'], 'broker-kill-1 was never begun'],
    [['fault-held'], 'broker-kill-1 was not seen to be in effect'],
    [['fault-ended'], 'broker-kill-1 was not seen to be healed'],
  ] as const)('is invalid without %s', (kinds, reason) => {
    expect(reasons(without(...kinds))).toEqual([reason]);
  });

  it('is invalid with what went wrong, at the stage at which it did', () => {
    const failed = (stage: 'inject' | 'heal', message: string) =>
      withEvents(it3, { ...at, atMicros: 15e6, kind: 'fault-failed', fault: 'broker-kill-1', stage, message });
    expect(reasons(failed('inject', 'node 2 still answers.'))).toEqual([
      'broker-kill-1 did not take effect: node 2 still answers',
    ]);
    expect(reasons(failed('heal', 'it took 90 s'))).toEqual(['broker-kill-1 was not healed: it took 90 s']);
  });

  it('is not invalid for a member that the fault took away, and is for any other', () => {
    const away = fault('consumer-crash-1', 10, {
      kind: 'consumer-crash',
      where: { scope: 'member', group: 'live', member: 0 },
    });
    const events = it3.events.map((event) => ('fault' in event ? { ...event, fault: 'consumer-crash-1' } : event));
    const crashed = (member: number, second: number) =>
      withEvents(
        { ...it3, events },
        {
          ...at,
          atMicros: second * 1e6,
          kind: 'reader-crashed',
          group: 'live',
          member,
          message: 'it is gone',
        },
      );
    const as = outagePlan({ faults: [away] });
    expect(reasons(crashed(0, 10.1), as)).toEqual([]);
    expect(reasons(crashed(1, 10.1), as)).toEqual([expect.stringContaining('member 1 of group live stopped')]);
    expect(reasons(crashed(0, 30), as)).toEqual([expect.stringContaining('member 0 of group live stopped')]);
  });

  it('is not invalid where a fault kept a group from reading anything of its phase, and is without one', () => {
    const unread = withTail(outage({ from: 5.4, to: 8 }), 'live', []);
    expect(reasons(unread)).toEqual([]);
    const { faults: _, ...calm } = planned;
    expect(reasons(unread, calm)).toEqual([expect.stringContaining('group live read nothing')]);
  });

  it('is invalid where a group read nothing of the whole seconds of a phase before its fault began', () => {
    const from = (second: number) =>
      withTail(
        it3,
        'live',
        tailOf(it3).filter((interval) => interval.second >= second),
      );
    expect(reasons(from(10))).toEqual([
      'group live read nothing of the 5\u2009000 records acknowledged in phase steady before a fault began',
    ]);
    expect(reasons(from(9))).toEqual([]);
  });
});
