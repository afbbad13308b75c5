import { describe, expect, it } from 'vitest';
import type { Metric } from '../../src/evidence/types/metrics.ts';
import type { RepetitionEvidence } from '../../src/judge/repetition-evidence.ts';
import { silentGroups } from '../../src/judge/silent-groups.ts';
import { judgeValidity, validityOf } from '../../src/judge/validity.ts';
import {
  catchUpPlan,
  histogramOf,
  pass,
  plan,
  run,
  tailOf,
  withCatchUp,
  withEvents,
  withMetrics,
  withTail,
} from './evidence-builder.ts';

type GroupLine = Extract<Metric, { readonly kind: 'group' }>;
type Asking = Pick<GroupLine, 'asked' | 'open'>;

const LONG_POLL = { asked: 2, open: 1 };
const SILENT = { asked: 0, open: 0 };

/** A pass of 20 s whose tail group reads nothing more from a second on, and asks like this. */
function readUntil(end: number, asking: (second: number) => Asking): RepetitionEvidence {
  const it = pass();
  const intervals = tailOf(it).map(({ second, histogram }) => ({
    second,
    histogram: second < end ? histogram : histogramOf([]),
  }));
  return withMetrics(withTail(it, 'live', intervals), 'group', (line) => ({ ...line, ...asking(line.second) }));
}

const silentFor = (from: number, to: number) => (second: number) =>
  second >= from && second < to ? SILENT : LONG_POLL;

const reasons = (it: RepetitionEvidence) => silentGroups(it, plan());
const blamed = (seconds: number, group = 'live') => [
  `group ${group} asked for nothing for ${seconds} s although it had records left to read (limit 10 s)`,
];

/** A catch-up group from second 0 to 29, whose members ask in these seconds alone. */
function drain(start: number, tail: number | null, asks: (second: number) => boolean): RepetitionEvidence {
  const it = withCatchUp(pass(), { start, tail });
  const at = { target: 'a', repetition: 1, group: 'replay', kind: 'group' } as const;
  const lines = Array.from({ length: 30 }, (_, second): GroupLine => {
    const read = { records: 0, bytes: 0, lag: null, fetches: 0 };
    return { ...at, second, ...read, ...(asks(second) ? LONG_POLL : SILENT) };
  });
  return { ...it, metrics: [...it.metrics.filter((line) => line.kind !== 'group' || line.group === 'live'), ...lines] };
}

describe('a group that had read and then stopped asking', () => {
  it('makes the repetition invalid, although the run gave up waiting for it', () => {
    const at = { target: 'a', repetition: 1, atMicros: 35e6, wall: '', group: 'live' } as const;
    const stopped = withEvents(readUntil(8, silentFor(8, 20)), {
      ...at,
      ...{ kind: 'group-gave-up', waitedSeconds: 15, read: 1200, acknowledged: 4800 },
    });
    expect(judgeValidity(stopped, plan())).toEqual({ complete: true, valid: false, reasons: blamed(12) });
  });

  it('is blamed for more than ten seconds of it, at the end or before it asked again', () => {
    expect(reasons(readUntil(5, silentFor(5, 15)))).toEqual([]);
    expect(reasons(readUntil(5, silentFor(5, 16)))).toEqual(blamed(11));
    expect(reasons(readUntil(0, silentFor(0, 10)))).toEqual([]);
    expect(reasons(readUntil(0, silentFor(0, 11)))).toEqual(blamed(11));
  });

  it('is blamed for seconds of which no line was written, as the next line tells of them', () => {
    const some = withMetrics(readUntil(5, silentFor(5, 20)), 'group', (line) =>
      line.second > 5 && line.second < 18 ? null : line,
    );
    expect(reasons(some)).toEqual(blamed(15));
  });

  it('is not blamed where it had read everything', () => {
    expect(reasons(readUntil(20, silentFor(0, 20)))).toEqual([]);
  });

  it('has records left although it read as many again as it did not read', () => {
    const again = withMetrics(readUntil(5, silentFor(5, 20)), 'group', (line) =>
      line.second === 4 ? { ...line, records: line.records + 1e6, again: 1e6 } : line,
    );
    expect(reasons(again)).toEqual(blamed(15));
  });

  it('is not known of evidence in which fetches were not counted', () => {
    expect(reasons(readUntil(5, () => ({})))).toEqual([]);
  });
});

describe('a platform', () => {
  it('that leaves a fetch without an answer is never taken for a reader that stopped', () => {
    expect(reasons(readUntil(5, () => ({ asked: 0, open: 1 })))).toEqual([]);
  });

  it('that refuses every attempt is not either', () => {
    expect(reasons(readUntil(5, () => ({ asked: 1, open: 0 })))).toEqual([]);
    const everyTen = (second: number) => (second % 10 === 0 ? { asked: 1, open: 0 } : SILENT);
    expect(reasons(readUntil(1, everyTen))).toEqual([]);
  });
});

describe('a catch-up group', () => {
  const drained = (it: RepetitionEvidence) => silentGroups(it, catchUpPlan());

  it('may wait as a member for as long as it is told to', () => {
    expect(drained(drain(16.5, null, (second) => second >= 17))).toEqual([]);
    expect(drained(drain(16.5, 20.5, (second) => second >= 17))).toEqual([]);
  });

  it('is blamed when it asks for nothing once it was told to read', () => {
    expect(drained(drain(16.5, null, () => false))).toEqual(blamed(13, 'replay'));
    expect(drained(drain(16.5, null, (second) => second === 3))).toEqual(blamed(13, 'replay'));
    expect(drained(drain(16.5, null, (second) => second < 19))).toEqual(blamed(11, 'replay'));
  });

  it('is not asked for more when it is at the tail', () => {
    expect(drained(drain(10.5, 12.5, (second) => second === 11))).toEqual([]);
  });

  it('that was never started is not blamed for that here', () => {
    const { events, ...it } = drain(10, null, () => false);
    expect(drained({ ...it, events: events.filter(({ kind }) => kind !== 'catch-up-started') })).toEqual([]);
  });
});

describe('a line of a group', () => {
  it('may lack the fetches it asked for, but they may not be anything else than a number', () => {
    const it = run([readUntil(20, () => LONG_POLL)]);
    const metrics = it.metrics.map((line) =>
      line.kind === 'group' && line.second === 5 ? { ...line, asked: null } : line,
    );
    expect(validityOf(it, 'a', 1).reasons).toEqual([]);
    expect(validityOf({ ...it, metrics: JSON.parse(JSON.stringify(metrics)) }, 'a', 1).reasons).toEqual([
      'metrics.jsonl has 1 line of "group" that lacks asked',
    ]);
  });
});
