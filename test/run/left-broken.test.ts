import { describe, expect, it } from 'vitest';
import type { RepetitionEvent } from '../../src/judge/repetition-evidence.ts';
import { leftBroken } from '../../src/run/left-broken.ts';
import { pass, run, target, withEvents } from '../judge/evidence-builder.ts';

const at = { target: 'a', repetition: 1, wall: '2026-11-20T10:00:00.000Z', atMicros: 5e6 };
const failed = (stage: 'inject' | 'heal', fault = 'broker-kill-1'): RepetitionEvent => ({
  ...at,
  kind: 'fault-failed',
  fault,
  stage,
  message: 'node 2 is in no ISR',
});
const runWith = (...events: readonly RepetitionEvent[]) =>
  run([withEvents(pass(), ...events), pass({ repetition: 2 })], { targets: [target('a')] });

describe("a fault of somebody's cluster", () => {
  it('that was not healed ends the run, which says what is to be done', () => {
    const error = leftBroken(runWith(failed('heal'), failed('heal', 'network-cut-1')), 'a', 1);
    expect(error).toMatchObject({ code: 'left-broken', exitStatus: 3 });
    expect(error?.problems.map(({ what }) => what)).toEqual([
      'broker-kill-1 may still be in effect on a, so nothing more is measured: node 2 is in no ISR',
      'network-cut-1 may still be in effect on a, so nothing more is measured: node 2 is in no ISR',
    ]);
    expect(error?.problems[0]?.todo).toContain('workbench heal');
  });

  it('that took no effect, that ended too late, or that was in another repetition leaves nothing', () => {
    expect(leftBroken(runWith(failed('inject')), 'a', 1)).toBeNull();
    const ended = { ...at, kind: 'fault-ended', fault: 'broker-kill-1', evidence: 'it is back' } as const;
    expect(leftBroken(runWith(failed('heal'), ended), 'a', 1)).toBeNull();
    expect(leftBroken(runWith(failed('heal')), 'a', 2)).toBeNull();
  });
});

it('A cluster that was started here is gone, whatever was not healed', () => {
  const here = target('a', { connect: { kind: 'local', nodes: 3, zones: 3, port: null } });
  expect(leftBroken(run([withEvents(pass(), failed('heal'))], { targets: [here] }), 'a', 1)).toBeNull();
});
