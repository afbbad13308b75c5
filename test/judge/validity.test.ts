import { describe, expect, it } from 'vitest';
import { judgeRun } from '../../src/judge/judge.ts';
import type { RepetitionEvidence } from '../../src/judge/repetition-evidence.ts';
import { judgeValidity, validityOf } from '../../src/judge/validity.ts';
import {
  catchUpPlan,
  histogramOf,
  pass,
  plan,
  run,
  tailOf,
  withAudit,
  withCatchUp,
  withEvents,
  withMetrics,
  withTail,
} from './evidence-builder.ts';

const reasons = (it: RepetitionEvidence, planned = plan()) => judgeValidity(it, planned).reasons;

/** Seconds 4 to 19 are measured: 16 of them. */
const firstMeasured = (count: number) => (second: number) => second >= 4 && second < 4 + count;

const sends = (
  seconds: (second: number) => boolean,
  change: { lateRecords?: number; pacingLateMicros?: number; compressingMicros?: number },
) => withMetrics(pass(), 'sends', (line) => (seconds(line.second) ? { ...line, ...change } : line));

const generator = (
  count: number,
  change: { cpuSeconds?: number; eventLoopP99Ms?: number; eventLoopMaxMs?: number },
  thread = 'produce',
) =>
  withMetrics(pass(), 'generator', (line) =>
    line.thread === thread && firstMeasured(count)(line.second) ? { ...line, ...change } : line,
  );

const without = (kind: 'sends' | 'clock', count: number) =>
  withMetrics(pass(), kind, (line) => (firstMeasured(count)(line.second) ? null : line));

describe('a repetition', () => {
  it('that is sound is valid', () => {
    expect(judgeValidity(pass(), plan())).toEqual({ complete: true, valid: true, reasons: [] });
  });

  it('is invalid when more than 0.5% of the records of the measured seconds were handed over late', () => {
    // 0.5% of 4,400 are 22.
    expect(reasons(sends(firstMeasured(11), { lateRecords: 2 }))).toEqual([]);
    expect(reasons(sends(firstMeasured(12), { lateRecords: 2 }))).toEqual([
      expect.stringContaining('24 of 4\u2009400 records were handed over more than 50 ms late'),
    ]);
  });

  it('is invalid for one second alone in which sending stood still', () => {
    const stalled = sends(firstMeasured(1), { lateRecords: 198, pacingLateMicros: 990_000 });
    expect(reasons(stalled)).toEqual([expect.stringContaining('198 of 4\u2009400 records')]);
  });

  it('counts records that were late at the end of the last phase and handed over after it', () => {
    const last = pass();
    const [line] = last.metrics.filter(({ kind }) => kind === 'sends');
    if (line?.kind !== 'sends') throw new Error('this pass has no sends');
    const after = { ...line, second: 20, offered: 0, acknowledged: 0, lateRecords: 23, pacingLateMicros: 2e6 };
    expect(reasons({ ...last, metrics: [...last.metrics, after] })).toEqual([
      expect.stringContaining('23 of 4\u2009400 records'),
      expect.stringContaining('once 2\u2009000 ms late'),
    ]);
  });

  it('is invalid when pacing is once more than a second late, and valid at a second', () => {
    const once = (micros: number) => reasons(sends(firstMeasured(1), { pacingLateMicros: micros }));
    expect(once(1_001_000)).toEqual([expect.stringContaining('once 1\u2009001 ms late')]);
    expect(once(1_000_000)).toEqual([]);
  });

  it('ignores late sending before the measured phases', () => {
    expect(reasons(sends((second) => second < 4, { pacingLateMicros: 5e6, lateRecords: 100 }))).toEqual([]);
  });

  it.each(['produce', 'read'])(
    'is invalid when the %s thread is saturated in more than half of the seconds',
    (thread) => {
      expect(reasons(generator(9, { cpuSeconds: 0.9 }, thread))).toEqual([
        expect.stringContaining(`${thread} thread used 90.0% of a core or more in 9 of 16`),
      ]);
      expect(reasons(generator(8, { cpuSeconds: 1 }, thread))).toEqual([]);
      expect(reasons(generator(16, { cpuSeconds: 0.89 }, thread))).toEqual([]);
    },
  );

  it('is invalid when an event loop is delayed in more than a tenth of the seconds', () => {
    expect(reasons(generator(2, { eventLoopP99Ms: 101 }))).toEqual([expect.stringContaining('event loop')]);
    expect(reasons(generator(1, { eventLoopP99Ms: 900 }))).toEqual([]);
    expect(reasons(generator(16, { eventLoopP99Ms: 100 }))).toEqual([]);
  });

  it.each(['produce', 'read'])('is invalid when the %s thread was away once for more than a second', (thread) => {
    expect(reasons(generator(1, { eventLoopMaxMs: 1_001 }, thread))).toEqual([
      expect.stringContaining(`event loop of the ${thread} thread was once delayed by 1\u2009001 ms`),
    ]);
    expect(reasons(generator(1, { eventLoopMaxMs: 1_000 }, thread))).toEqual([]);
  });

  it('is invalid when more batches wait for our own compression than threads compress, in more than a tenth of the seconds', () => {
    expect(reasons(sends(firstMeasured(2), { compressingMicros: 4_100_000 }))).toEqual([
      expect.stringContaining('own compression, more than 4 at a time, in 2 of 16'),
    ]);
    expect(reasons(sends(firstMeasured(1), { compressingMicros: 90_000_000 }))).toEqual([]);
    expect(reasons(sends(firstMeasured(16), { compressingMicros: 4_000_000 }))).toEqual([]);
  });

  it('is invalid when the clock moves by more than 100 ms, in either direction', () => {
    const moved = (ms: number) =>
      withMetrics(pass(), 'clock', (line) => (line.second > 9 ? { ...line, wallMinusMonotonicMs: 1000 + ms } : line));
    expect(reasons(moved(101))).toEqual([expect.stringContaining('clock moved by 101 ms')]);
    expect(reasons(moved(-101))).toEqual([expect.stringContaining('clock moved by 101 ms')]);
    expect(reasons(moved(100))).toEqual([]);
  });

  it('is invalid when the metrics it is judged by are missing for more than two of 16 seconds', () => {
    expect(reasons(without('clock', 3))).toEqual([expect.stringContaining('lacks "clock" for 3 of 16')]);
    expect(reasons(without('sends', 3))).toEqual([expect.stringContaining('lacks "sends" for 3 of 16')]);
    expect(reasons(without('clock', 2))).toEqual([]);
    const silent = withMetrics(pass(), 'generator', (line) => (line.thread === 'read' ? null : line));
    expect(reasons(silent)).toEqual([expect.stringContaining('lacks "generator" of the read thread for 16 of 16')]);
    expect(reasons(silent, plan({ groups: [] }))).toEqual([]);
  });

  it.each([
    ['response', 'response has 4\u2009799 samples for 4\u2009800 intended'],
    ['service', 'service has 4\u2009799 samples'],
    ['schedule-delay', 'schedule-delay has 4\u2009799 samples'],
  ])('is invalid when one sample of %s is lost', (kind, reason) => {
    const it = pass();
    const [first] = it.samples.find((log) => log.kind === kind)?.intervals ?? [];
    first?.histogram.recordValueWithCount(1000, -1);
    expect(reasons(it)).toEqual([expect.stringContaining(reason)]);
  });

  it('is invalid when end-to-end samples of records that a tail group read are gone, one second or the whole log', () => {
    const it = pass();
    const keeping = (kept: (second: number) => boolean): RepetitionEvidence => ({
      ...it,
      samples: it.samples.map((log) =>
        log.path === 'tail' ? { ...log, intervals: log.intervals.filter(({ second }) => kept(second)) } : log,
      ),
    });
    const lost = 'samples are lost: group live read 4\u2009800 records and has';
    expect(reasons(keeping((second) => second !== 19))).toEqual([`${lost} 4\u2009400 end-to-end samples`]);
    expect(reasons(keeping((second) => second % 3 === 0))).toContainEqual(expect.stringContaining(lost));
    const gone = { ...it, samples: it.samples.filter(({ path }) => path !== 'tail') };
    expect(reasons(gone)).toContainEqual(`${lost} 0 end-to-end samples`);
  });

  it('is invalid when a tail group has more end-to-end samples than it read records', () => {
    const it = pass();
    const fewer = withMetrics(it, 'group', (line) => (line.second === 7 ? { ...line, records: 199 } : line));
    expect(reasons(fewer)).toEqual([expect.stringContaining('read 4\u2009799 records and has 4\u2009800')]);
  });

  it('excuses as many end-to-end samples as records were corrupted: those may have lost the time they were due', () => {
    const [first, ...rest] = tailOf(pass());
    if (first === undefined) throw new Error('this pass has no tail');
    const read = withTail(pass(), 'live', [...rest, { ...first, histogram: histogramOf(Array(99).fill(1000)) }]);
    const shorter = withMetrics(read, 'group', (line) =>
      line.second === first.second ? { ...line, records: 100 } : line,
    );
    expect(reasons(shorter)).toEqual([expect.stringContaining('has 4\u2009799')]);
    expect(reasons(withAudit(shorter, { corrupted: 1 }))).toEqual([]);
  });

  it('may have a sample of each record that was read again, as in older runs, or none, but no fewer', () => {
    const again = (records: number) =>
      withMetrics(pass(), 'group', (line) =>
        line.second === 7 ? { ...line, records: line.records + records, again: 50 } : line,
      );
    expect(reasons(again(50))).toEqual([]);
    expect(reasons(again(0))).toEqual([]);
    expect(reasons(again(51))).toEqual([expect.stringContaining('read 4\u2009851 records and has 4\u2009800')]);
  });

  it('is invalid when times of fetches of a drain are gone', () => {
    const drained = withCatchUp(pass(), { start: 10, tail: 12 });
    const gone = { ...drained, samples: drained.samples.filter(({ path }) => path !== 'catch-up') };
    expect(reasons(drained, catchUpPlan())).toEqual([]);
    expect(reasons(gone, catchUpPlan())).toEqual([
      'samples are lost: group replay made 40 fetches in its drain and has 0 fetch samples',
    ]);
  });

  it('is invalid when outcomes do not add up to what was intended', () => {
    const it = withMetrics(pass(), 'outcomes', (line) =>
      line.second === 5 ? { ...line, intended: line.intended + 1 } : line,
    );
    expect(reasons(it)).toContainEqual(expect.stringContaining('4\u2009801 records were intended but 4\u2009800 have'));
  });

  it('is invalid when a whole second is missing everywhere, although what is left adds up', () => {
    const all = pass();
    const kept = ({ second }: { readonly second: number }) => second !== 15;
    const samples = all.samples.map((log) => ({ ...log, intervals: log.intervals.filter(kept) }));
    const gone = withTail({ ...all, samples }, 'live', tailOf(all).filter(kept));
    const left = withMetrics(gone, 'outcomes', (line) => (kept(line) ? line : null));
    expect(reasons(withAudit(left, { acknowledged: 4400 }))).toEqual([
      '4\u2009400 records were intended where the plan has 4\u2009800',
    ]);
  });

  it('is invalid when the audit accounts for another number of acknowledged records', () => {
    expect(reasons(withAudit(pass(), { acknowledged: 4799 }))).toEqual([
      expect.stringContaining('audit accounts for 4\u2009799'),
    ]);
  });

  it.each(['failed', 'unknown', 'unsent'] as const)(
    'is invalid when the audit accounts for other %s records',
    (fate) => {
      expect(reasons(withAudit(pass(), { [fate]: 1 }))).toEqual([
        `the audit accounts for 1 ${fate} records, the outcomes for 0`,
      ]);
    },
  );

  it.each([
    ['lost', 5, '4\u2009800 acknowledged are not 4\u2009800 delivered + 5 lost; 5 lost in total, 0 by partition'],
    ['delivered', 4700, '4\u2009800 acknowledged are not 4\u2009700 delivered + 0 lost'],
    ['duplicated', 2, '2 duplicated in total, 0 records by partition'],
    ['reordered', 3, '3 reordered in total, 0 by partition'],
    ['unknownPresent', 1, '1 of 0 unknown records are present'],
  ])('is invalid when only the total of %s in audit.json was changed', (total, value, contradiction) => {
    const { audit, ...it } = pass();
    const edited = audit && { ...audit, totals: { ...audit.totals, [total]: value } };
    expect(reasons({ ...it, audit: edited })).toEqual([`audit.json contradicts itself: ${contradiction}`]);
  });

  it('is invalid when the ranges of a partition were changed in audit.json', () => {
    const { audit, ...it } = withAudit(pass(), { lost: 2, duplicated: 3, reordered: 1 });
    const edited = (change: object) =>
      reasons({
        ...it,
        audit: audit && { ...audit, partitions: audit.partitions.map((one) => ({ ...one, ...change })) },
      });
    expect(edited({})).toEqual([]);
    expect(edited({ duplicated: [[0, 1]] })).toEqual([]);
    for (const change of [{ acknowledged: [[0, 9]] }, { lost: [] }, { duplicated: [[0, 4]] }, { reordered: 0 }]) {
      expect(edited(change)).toEqual([expect.stringContaining('contradicts itself')]);
    }
  });

  it('is invalid when lines of a metric lack a number, and is asked nothing else', () => {
    const lines = run([pass()]).metrics.map(({ ...line }) => {
      if (line.kind === 'sends') Reflect.deleteProperty(line, 'lateRecords');
      return line.kind === 'group' && line.second === 5 ? { ...line, lag: null, records: null } : line;
    });
    const metrics = JSON.parse(JSON.stringify(lines));
    expect(validityOf({ ...run([pass()]), metrics }, 'a', 1)).toEqual({
      complete: true,
      valid: false,
      reasons: [
        'metrics.jsonl has 20 lines of "sends" that lack lateRecords',
        'metrics.jsonl has 1 line of "group" that lacks records',
      ],
    });
    const { summary } = judgeRun({ ...run([pass()]), metrics });
    expect(summary.verdict).toBe('invalid');
    expect(summary).toEqual(JSON.parse(JSON.stringify(summary)));
  });

  it('is invalid without a complete reading', () => {
    const it = pass();
    expect(reasons({ ...it, audit: null })).toEqual([expect.stringContaining('no complete reading')]);
    expect(reasons({ ...it, audit: it.audit && { ...it.audit, complete: false } })).toEqual([
      expect.stringContaining('no complete reading'),
    ]);
  });

  it('is invalid when a tail group reads nothing of a measured phase, and valid from one record on', () => {
    const reading = (seconds: (second: number) => boolean) =>
      reasons(
        withTail(
          pass(),
          'live',
          tailOf(pass()).filter(({ second }) => seconds(second)),
        ),
      );
    expect(reading((second) => second < 14)).toEqual([
      'group live read nothing of the 2\u2009400 records acknowledged in phase burst',
    ]);
    expect(reading((second) => second <= 14)).toEqual([]);
  });

  it('stays valid when a tail group read nothing of a phase because the run gave up waiting for it', () => {
    const it = pass();
    const at = { target: 'a', repetition: 1, atMicros: 35e6, wall: '', group: 'live' } as const;
    const behind = withTail(
      it,
      'live',
      tailOf(it).filter(({ second }) => second < 14),
    );
    const gaveUp = (read: number) =>
      withEvents(behind, { ...at, kind: 'group-gave-up', waitedSeconds: 15, read, acknowledged: 4800 });
    expect(reasons(gaveUp(2400))).toEqual([]);
    expect(reasons(gaveUp(0))).toEqual([expect.stringContaining('read nothing')]);
  });

  it('is invalid when one of our readers crashed', () => {
    const at = { target: 'a', repetition: 1, atMicros: 9e6, wall: '', group: 'live', member: 2 } as const;
    expect(reasons(withEvents(pass(), { ...at, kind: 'reader-crashed', message: 'out of memory' }))).toEqual([
      'member 2 of group live stopped reading for good: out of memory',
    ]);
  });

  it('is invalid when a planned catch-up group was never started', () => {
    const planned = catchUpPlan();
    expect(reasons(pass(), planned)).toEqual(['catch-up group replay was never started']);
    expect(reasons(withCatchUp(pass(), { start: 10, tail: null }), planned)).toEqual([]);
  });

  it('is incomplete rather than invalid when it was cut off', () => {
    expect(judgeValidity(pass({ complete: false }), plan())).toEqual({
      complete: false,
      valid: false,
      reasons: ['it was cut off: Ctrl-C'],
    });
    const it = pass();
    const noEnd = { ...it, events: it.events.filter(({ kind }) => kind !== 'repetition-ended') };
    expect(judgeValidity(noEnd, plan()).complete).toBe(false);
  });

  it('stays valid however badly the platform does', () => {
    const slow = pass({ response: () => 120e6, endToEnd: () => 120e6 });
    const unsent = withMetrics(slow, 'outcomes', (line) => ({
      ...line,
      acknowledged: 10,
      acknowledgedInLimit: 0,
      failed: 20,
      unknown: 30,
      unsent: line.intended - 60,
    }));
    const served = { ...unsent, samples: unsent.samples.map((log) => (log.kind === 'service' ? firstOnly(log) : log)) };
    const audited = withAudit(served, { acknowledged: 200, failed: 400, unknown: 600, unsent: 3600, lost: 50 });
    expect(reasons(audited)).toEqual([]);
  });
});

/** Unsent records have no service time: 60 of each second do. */
function firstOnly(log: RepetitionEvidence['samples'][number]) {
  return {
    ...log,
    intervals: log.intervals.map(({ second, histogram }) => {
      histogram.reset();
      histogram.recordValueWithCount(120e6, 60);
      return { second, histogram };
    }),
  };
}
