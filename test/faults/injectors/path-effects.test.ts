import { describe, expect, it } from 'vitest';
import { probeBytes, shows } from '../../../src/faults/injectors/path-effects.ts';
import type { Probe } from '../../../src/faults/probe.ts';

const answered = (millis: number): Probe => ({ kind: 'answered', millis, answer: Buffer.alloc(0) });
const silent: Probe = { kind: 'silent' };

describe('the effect', () => {
  it('of a cut is that nothing is answered', () => {
    expect(shows({ kind: 'cut' }, silent, 0)).toBe(true);
    expect(shows({ kind: 'cut' }, { kind: 'refused', reason: 'closed' }, 0)).toBe(true);
    expect(shows({ kind: 'cut' }, answered(900), 0)).toBe(false);
  });

  it('of a delay is an answer that took at least as long as the shortest of them', () => {
    const delay = { kind: 'delay', latencyMs: 200, jitterMs: 50 } as const;
    expect(shows(delay, answered(160), 0)).toBe(true);
    expect(shows(delay, answered(40), 0)).toBe(false);
    expect(shows(delay, silent, 0)).toBe(false);
  });

  it('of a limit is that bytes take as long as they must', () => {
    const limit = { kind: 'bandwidth', bytesPerSecond: 1_000_000 } as const;
    const bytes = probeBytes(limit) ?? 0;
    expect(bytes).toBe(300_000);
    expect(shows(limit, answered(310), bytes)).toBe(true);
    expect(shows(limit, answered(20), bytes)).toBe(false);
  });

  it('is not looked for where a probe could not show it', () => {
    expect(probeBytes({ kind: 'delay', latencyMs: 5, jitterMs: 0 })).toBeNull();
    expect(probeBytes({ kind: 'delay', latencyMs: 100, jitterMs: 100 })).toBeNull();
    expect(probeBytes({ kind: 'bandwidth', bytesPerSecond: 1e9 })).toBeNull();
  });
});
