import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import type { RepetitionEvent } from '../../src/evidence/repetition-recorder.ts';
import type { PreparedFault, Undo } from '../../src/faults/types.ts';
import { monotonicClock, monotonicNanos } from '../../src/loadgen/monotonic-clock.ts';
import { FaultCourse, type FaultStage } from '../../src/run/fault-course.ts';
import { FaultTimeline } from '../../src/run/fault-timeline.ts';
import type { PlannedFault } from '../../src/scenarios/fault-types.ts';
import { seconds } from '../../src/units.ts';

const UNDO: Undo = { kind: 'command', heal: ['true'], check: ['false'], withinMs: 1_000, folder: '/' };

const planned = (change: Partial<PlannedFault> = {}): PlannedFault => ({
  id: 'broker-kill-1',
  kind: 'broker-kill',
  where: { scope: 'node', node: 1 },
  phase: 'steady',
  startSecond: seconds(0),
  durationSeconds: seconds(0.05),
  settings: {},
  ...change,
});

/** A fault that works, but for what is changed, and what was done with it. */
function prepared(change: Partial<PreparedFault> = {}): PreparedFault & { readonly done: string[] } {
  const done: string[] = [];
  return {
    done,
    ...(change.look === undefined ? {} : { look: change.look }),
    undo: change.undo ?? null,
    inject: (signal) => {
      done.push('inject');
      return change.inject?.(signal) ?? Promise.resolve('the process is gone');
    },
    heal: (signal) => {
      done.push('heal');
      return change.heal?.(signal) ?? Promise.resolve('it is back');
    },
  };
}

class Stage implements FaultStage {
  readonly clock = monotonicClock(monotonicNanos());
  readonly loadEndsSecond: number;
  readonly #abort = new AbortController();
  readonly signal = this.#abort.signal;
  readonly cuts: number[] = [];
  readonly began: number[] = [];
  readonly events: (RepetitionEvent & { atMicros?: number })[] = [];
  readonly recorder = {
    event: (event: RepetitionEvent, atMicros?: number | null) =>
      this.events.push(atMicros == null ? event : { ...event, atMicros }),
  } as unknown as FaultStage['recorder'];
  entries = 0;
  isWritable = true;

  constructor({ loadEndsSecond = 1 } = {}) {
    this.loadEndsSecond = loadEndsSecond;
  }

  cut(atMicros: number): void {
    this.cuts.push(atMicros);
  }
  faultBegan(_: string, atMicros: number): void {
    this.began.push(atMicros);
  }
  readonly broken: string[] = [];
  leftBroken({ message }: Error): void {
    this.broken.push(message);
  }
  async journal(): Promise<() => Promise<void>> {
    if (!this.isWritable) throw new Error('the state folder cannot be written');
    this.entries++;
    return async () => {
      this.entries--;
    };
  }
  abort(): void {
    this.#abort.abort(new Error('interrupted'));
  }
  get kinds(): string[] {
    return this.events.map(({ kind }) => kind);
  }
  get failure(): string {
    const failed = this.events.find((event) => event.kind === 'fault-failed');
    return failed?.kind === 'fault-failed' ? `${failed.stage}: ${failed.message}` : '';
  }
}

async function course(fault: PlannedFault, how: PreparedFault, stage: Stage): Promise<void> {
  const course = new FaultCourse(fault, how, stage);
  course.begin();
  await course.ended();
  expect(course.isGoingOn).toBe(false);
}

describe('a fault', () => {
  it('is started, seen to be in effect, and healed, and histograms are cut where it begins and ends', async () => {
    const [stage, how] = [new Stage(), prepared()];
    await course(planned(), how, stage);
    expect(stage.kinds).toEqual(['fault-started', 'fault-held', 'fault-healing', 'fault-ended']);
    const [started, , , ended] = stage.events;
    expect(stage.cuts).toEqual([started?.atMicros, ended?.atMicros]);
    expect(stage.began).toEqual([started?.atMicros]);
    for (const at of stage.cuts) expect(at % 1_000).toBe(0);
    expect((ended?.atMicros ?? 0) - (started?.atMicros ?? 0)).toBeGreaterThanOrEqual(50_000);
    expect(how.done).toEqual(['inject', 'heal']);
    expect(stage.entries).toBe(0);
  });

  it('is looked at beforehand, and a look that fails is a note and keeps nothing', async () => {
    const how = prepared({ look: () => Promise.reject(new Error('no broker answered')) });
    const stage = new Stage();
    const timeline = new FaultTimeline([{ fault: planned(), prepared: how }], stage, { nodes: [1], inZone: () => [] });
    for (const { act } of timeline.moments()) await act();
    await timeline.ended();
    expect(stage.kinds).toEqual(['fault-note', 'fault-started', 'fault-held', 'fault-healing', 'fault-ended']);
  });

  it('that takes no effect has failed, has no end, and is healed all the same', async () => {
    const how = prepared({ inject: () => Promise.reject(new Error('the node still answers')) });
    const stage = new Stage();
    await course(planned(), how, stage);
    expect(stage.kinds).toEqual(['fault-started', 'fault-failed', 'fault-healing']);
    expect(stage.failure).toBe('inject: the node still answers');
    expect(how.done).toEqual(['inject', 'heal']);
  });

  it('that is in effect only when it was to be healed has failed', async () => {
    const how = prepared({ inject: () => delay(80, 'late') });
    const stage = new Stage();
    await course(planned(), how, stage);
    expect(stage.failure).toMatch(/^inject: it took 0\.\d s to be in effect, longer than it was to last$/);
  });

  it('that does not heal has failed, and its entry stays in the journal', async () => {
    const how = prepared({ undo: UNDO, heal: () => Promise.reject(new Error('node 1 is in no ISR')) });
    const stage = new Stage();
    await course(planned(), how, stage);
    expect(stage.kinds).toEqual(['fault-started', 'fault-held', 'fault-healing', 'fault-failed']);
    expect(stage.failure).toBe('heal: node 1 is in no ISR');
    expect(stage.entries).toBe(1);
    expect(stage.broken).toEqual(['node 1 is in no ISR']);
  });

  it('that is healed only after the load has ended ends well, and a note says what there is no figure of', async () => {
    const stage = new Stage({ loadEndsSecond: 0.15 });
    await course(planned(), prepared({ heal: () => delay(150, 'it is back') }), stage);
    expect(stage.kinds).toEqual(['fault-started', 'fault-held', 'fault-healing', 'fault-ended', 'fault-note']);
    expect(stage.events.at(-1)).toMatchObject({
      note: 'healed only after the load had ended, so there are no figures for afterwards',
    });
  });

  it('is not done where nobody could heal it after us', async () => {
    const [stage, how] = [new Stage(), prepared({ undo: UNDO })];
    stage.isWritable = false;
    await course(planned(), how, stage);
    expect(stage.failure).toBe('inject: the state folder cannot be written');
    expect(how.done).toEqual([]);
  });

  it('is healed at once when the run is interrupted, where it would outlive us', async () => {
    const [stage, how] = [new Stage(), prepared({ undo: UNDO })];
    setTimeout(() => stage.abort(), 60);
    await course(planned({ durationSeconds: seconds(600) }), how, stage);
    expect(how.done).toEqual(['inject', 'heal']);
    expect(stage.entries).toBe(0);
  });

  it('of a cluster that is stopped with us is not waited for when the run is interrupted', async () => {
    const [stage, how] = [new Stage(), prepared()];
    setTimeout(() => stage.abort(), 60);
    await course(planned({ durationSeconds: seconds(600) }), how, stage);
    expect(how.done).toEqual(['inject']);
  });

  it('whose healing is under way when the run is interrupted is waited for only where it would outlive us', async () => {
    const seen = (signal?: AbortSignal) => delay(100, 'it is back', signal && { signal });
    const [ours, theirs] = [new Stage(), new Stage()];
    const healing = (stage: Stage) => (signal?: AbortSignal) => {
      stage.abort();
      return seen(signal);
    };
    await course(planned(), prepared({ heal: healing(ours) }), ours);
    expect(ours.kinds).toEqual(['fault-started', 'fault-held', 'fault-healing']);
    await course(planned(), prepared({ undo: UNDO, heal: healing(theirs) }), theirs);
    expect(theirs.kinds).toEqual(['fault-started', 'fault-held', 'fault-healing', 'fault-ended']);
  });

  it('that is a procedure ends when it is through, and has failed where that is later than it may be', async () => {
    const procedure = { id: 'rolling-restart-1', kind: 'rolling-restart', where: { scope: 'cluster' } } as const;
    const inTime = new Stage();
    await course(planned({ ...procedure, durationSeconds: null }), prepared(), inTime);
    expect(inTime.kinds).toEqual(['fault-started', 'fault-held', 'fault-ended']);
    const late = new Stage();
    await course(planned(procedure), prepared({ heal: () => delay(150, 'through') }), late);
    expect(late.kinds).toEqual(['fault-started', 'fault-held', 'fault-failed', 'fault-ended']);
    expect(late.failure).toMatch(/^heal: it took 0\.\d s, longer than it may$/);
  });
});

describe('the faults of a repetition', () => {
  it('hold a thing one at a time: one that comes before the other was healed is not begun', async () => {
    const stage = new Stage();
    const slow = prepared({ heal: () => delay(100, 'at last') });
    const next = prepared();
    const timeline = new FaultTimeline(
      [
        { fault: planned(), prepared: slow },
        { fault: planned({ id: 'broker-pause-1', kind: 'broker-pause', startSecond: seconds(0.06) }), prepared: next },
      ],
      stage,
      { nodes: [1], inZone: () => [] },
    );
    const [, first, , second] = timeline.moments();
    await first?.act();
    await delay(60);
    await second?.act();
    await timeline.ended();
    expect(next.done).toEqual([]);
    expect(stage.failure).toBe('inject: broker-kill-1 was not healed when it was to begin, and both have node 1');
  });
});
