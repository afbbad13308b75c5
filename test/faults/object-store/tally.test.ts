import { expect, it } from 'vitest';
import { type SettledRequest, Tally } from '../../../src/faults/object-store/tally.ts';

const answered: SettledRequest = {
  operation: 'get',
  status: 206,
  clientLeft: false,
  bytesWritten: 0,
  bytesRead: 1000,
  injected: false,
  micros: 100.4,
};

const counted = (requests: readonly Partial<SettledRequest>[]) => {
  const tally = new Tally();
  for (const request of requests) tally.add(7, { ...answered, ...request });
  return tally.take(7);
};

it('adds up requests and bytes by operation', () => {
  const { second, lines } = counted([{}, { bytesRead: 500 }, { operation: 'put', bytesWritten: 30, bytesRead: 0 }]);
  const none = { throttled: 0, failed: 0, injected: 0 };
  expect(second).toBe(7);
  expect(lines).toEqual([
    { operation: 'get', requests: 2, bytesWritten: 0, bytesRead: 1500, ...none },
    { operation: 'put', requests: 1, bytesWritten: 30, bytesRead: 0, ...none },
  ]);
});

it.each([
  [{ status: 503 }, { throttled: 1, failed: 0 }],
  [{ status: 500 }, { throttled: 0, failed: 1 }],
  [{ status: 403 }, { throttled: 0, failed: 1 }],
  [{ status: 404 }, { throttled: 0, failed: 0 }],
  [{ status: null }, { throttled: 0, failed: 1 }],
  [
    { status: null, clientLeft: true },
    { throttled: 0, failed: 0 },
  ],
  [
    { status: 503, injected: true },
    { throttled: 1, failed: 0, injected: 1 },
  ],
])('counts %j as %j', (request, counts) => {
  expect(counted([request]).lines).toMatchObject([{ requests: 1, ...counts }]);
});

it('has a latency of every request that was answered to the end, and of no other', () => {
  const { latencies } = counted([{}, { status: null }, { status: 503, micros: 7 }, { operation: 'put', status: null }]);
  expect(latencies).toEqual([{ operation: 'get', micros: Float64Array.of(100, 7) }]);
});

it('keeps seconds apart and forgets one that was taken', () => {
  const tally = new Tally();
  tally.add(1, answered);
  tally.add(2, answered);
  expect(tally.take(1).lines).toMatchObject([{ requests: 1 }]);
  expect(tally.take(1).lines).toEqual([]);
  expect(tally.take(2).lines).toMatchObject([{ requests: 1 }]);
});
