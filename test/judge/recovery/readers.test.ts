import { describe, expect, it } from 'vitest';
import { measureRecovery } from '../../../src/judge/recovery/measure-recovery.ts';
import type { RepetitionEvent, RepetitionEvidence } from '../../../src/judge/repetition-evidence.ts';
import { withEvents, withMetrics } from '../evidence-builder.ts';
import { outage, outagePlan, WALL } from './outage.ts';

/** A fault from 10 s to 14 s that producers do not notice. */
const calm = outage({ from: 10, to: 10, ended: 14 });
const at = { target: 'a', repetition: 1, wall: WALL };

const reader = (it: RepetitionEvidence) => measureRecovery([it], outagePlan())[0]?.readers[0];

const generation = (second: number, number: number, member = 0): RepetitionEvent => {
  return { ...at, atMicros: second * 1e6, kind: 'group-generation', group: 'live', member, generation: number };
};

const readGap = (from: number, to: number | null, group = 'live'): RepetitionEvent => ({
  ...at,
  atMicros: from * 1e6,
  kind: 'read-gap',
  group,
  topic: 'orders',
  partition: 0,
  fromMicros: from * 1e6,
  toMicros: to === null ? null : to * 1e6,
});

/** Nothing is read from second `from` on, and all of it in second `to`. */
const away = (from: number, to: number) =>
  withMetrics(calm, 'group', (line) => {
    if (line.second >= from && line.second < to) return { ...line, records: 0 };
    return line.second === to ? { ...line, records: line.records + 1000 * (to - from) } : line;
  });

describe('readers after a fault', () => {
  it('are at the tail when what was acknowledged is read, whatever they know of the partitions that do not answer', () => {
    expect(reader(calm)?.timeToTailSeconds).toBe(0);
    // The group says lag 0 throughout: of what it does not fetch it knows no end.
    expect(reader(away(11, 17))?.timeToTailSeconds).toBe(7);
    expect(reader(away(11, 39))?.timeToTailSeconds).toBeNull();
  });

  it('may be behind by what the rate brings within the p99 that counts as recovered: 200 records', () => {
    const behind = (lag: number) => withMetrics(calm, 'group', (line) => ({ ...line, lag }));
    expect(reader(behind(200))?.timeToTailSeconds).toBe(0);
    expect(reader(behind(201))?.timeToTailSeconds).toBeNull();
    expect(reader(withMetrics(calm, 'group', (line) => ({ ...line, lag: null })))?.timeToTailSeconds).toBeNull();
  });

  it('are not at the tail while a partition is silent for longer than that p99 although something waits there', () => {
    // A log that takes no record has no lag.
    expect(reader(withEvents(calm, readGap(10.5, 13.25)))?.timeToTailSeconds).toBe(4);
    expect(reader(withEvents(calm, readGap(10.5, 10.65)))?.timeToTailSeconds).toBe(0);
    expect(reader(withEvents(calm, readGap(10.5, 13.25, 'other')))?.timeToTailSeconds).toBe(0);
  });

  it('are not at the tail by reading again what they had read', () => {
    const again = withMetrics(away(11, 17), 'group', (line) =>
      line.second === 13 ? { ...line, records: 6000, again: 6000 } : line,
    );
    expect(reader(again)?.timeToTailSeconds).toBe(7);
  });

  it('rebalanced as often as new generations came, however many members told of one', () => {
    const before = [generation(1, 1), generation(1, 1, 1)];
    const since = [generation(10.5, 1), generation(11, 2), generation(11, 2, 1), generation(15, 3), generation(45, 4)];
    expect(reader(withEvents(calm, ...before, ...since))?.rebalances).toBe(2);
  });

  it('have the longest gap of their own that reaches into the time of the fault, from its start', () => {
    const gaps = [readGap(2, 8), readGap(9, 12.5), readGap(13, 15), readGap(10, 20, 'other')];
    expect(reader(withEvents(calm, ...gaps))?.longestGapSeconds).toBe(2.5);
    expect(reader(withEvents(calm, readGap(30, null)))?.longestGapSeconds).toBe(11);
  });
});
