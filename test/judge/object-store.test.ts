import { describe, expect, it } from 'vitest';
import { judgeRun } from '../../src/judge/judge.ts';
import { measureObjectStore } from '../../src/judge/object-store.ts';
import type { RepetitionEvidence } from '../../src/judge/repetition-evidence.ts';
import { histogramOf, pass, run } from './evidence-builder.ts';
import { storeLine } from './object-store-lines.ts';

const MIB = 1024 ** 2;

const withStore = (
  it: RepetitionEvidence,
  ...lines: readonly Parameters<typeof storeLine>[0][]
): RepetitionEvidence => ({
  ...it,
  metrics: [...it.metrics, ...lines.map((line) => storeLine({ repetition: it.repetition, ...line }))],
});

/** Its group reads 4,800 records of 1 KiB up to the end of second 19. */
const busy = (repetition = 1) =>
  withStore(
    pass({ repetition }),
    { second: 3, operation: 'put', requests: 2, bytesWritten: 2 * MIB },
    { second: 3, operation: 'multipart', requests: 3, bytesWritten: 3 * MIB },
    { second: 3, operation: 'list', requests: 1 },
    { second: 8, operation: 'get', requests: 5, bytesRead: MIB, throttled: 2, failed: 1, injected: 2 },
    { second: 19, operation: 'get', requests: 1, bytesRead: MIB },
  );

describe('the object store', () => {
  it('is null where nothing was counted before it', () => {
    expect(measureObjectStore([pass()])).toBeNull();
  });

  it('adds up its requests over passes', () => {
    const one = { put: 2, get: 6, list: 1, other: 3, bytesWritten: 5 * MIB, bytesRead: 2 * MIB, bytes: 7 * MIB };
    expect(measureObjectStore([busy()])).toMatchObject({ ...one, throttled: 2, failed: 1, injected: 2 });
    expect(measureObjectStore([busy(), busy(2)])).toMatchObject({ put: 4, get: 12, other: 6, bytes: 14 * MIB });
  });

  it('leaves out what is asked after the last second of the load: the complete reading of the audit', () => {
    const audited = withStore(busy(), { second: 20, operation: 'get', requests: 100, bytesRead: 100 * MIB });
    expect(measureObjectStore([audited])?.get).toBe(6);
    const later = { ...busy().metrics.find(({ kind }) => kind === 'group'), second: 20, records: 1, bytes: 0 };
    const drained = { ...audited, metrics: [...audited.metrics, later as (typeof audited.metrics)[number]] };
    expect(measureObjectStore([drained])?.get).toBe(106);
  });

  it('estimates the hit ratio from what consumers read, also below zero', () => {
    // 2 s at 100/s twice, 10 s at 200/s, 6 s at 400/s, 1 KiB each.
    const consumed = (400 + 2000 + 2400) * 1024;
    const ratio = (bytesRead: number) =>
      measureObjectStore([withStore(pass(), { operation: 'get', requests: 1, bytesRead })])?.cacheHitRatio;
    expect(ratio(consumed / 4)).toBe(0.75);
    expect(ratio(2 * consumed)).toBe(-1);
    const unread = { ...pass(), metrics: pass().metrics.filter(({ kind }) => kind !== 'group') };
    expect(measureObjectStore([withStore(unread, { requests: 1 })])?.cacheHitRatio).toBeNull();
    expect(measureObjectStore([busy()])?.source).toBe(
      'estimated: 1 − bytes read from the object store ÷ bytes read by consumers',
    );
  });

  it('has the latency of each operation by itself', () => {
    const log = (group: string, micros: number, second: number) => ({
      ...{ target: 'a', repetition: 1, path: 'object-store' as const, group, kind: 'request' as const },
      intervals: [{ second, histogram: histogramOf(Array.from({ length: 20 }, () => micros)) }],
    });
    const it = { ...busy(), samples: [log('get', 1000, 5), log('get', 9000, 50), log('put', 64_000, 5)] };
    const { getLatency, putLatency } = measureObjectStore([it]) ?? {};
    expect([getLatency?.count, getLatency?.max, putLatency?.p50]).toEqual([20, 1, expect.closeTo(64, 0)]);
  });

  it('is drawn by the second, in their order, and only as far as it is counted', () => {
    const early = withStore(busy(), { second: 1, operation: 'delete', requests: 4 });
    const it = withStore(early, { second: 20, operation: 'get', requests: 100 });
    expect(judgeRun(run([it])).series.targets[0]?.repetitions[0]?.objectStore).toEqual([
      { second: 1, put: 0, get: 0, other: 4, throttled: 0, failed: 0, mibWritten: 0, mibRead: 0 },
      { second: 3, put: 2, get: 0, other: 4, throttled: 0, failed: 0, mibWritten: 5, mibRead: 0 },
      { second: 8, put: 0, get: 5, other: 0, throttled: 2, failed: 1, mibWritten: 0, mibRead: 1 },
      { second: 19, put: 0, get: 1, other: 0, throttled: 0, failed: 0, mibWritten: 0, mibRead: 1 },
    ]);
  });
});
