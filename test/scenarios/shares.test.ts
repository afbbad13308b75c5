import { describe, expect, it } from 'vitest';
import { recordsOf, topicSchedule } from '../../src/scenarios/schedule.ts';
import { readingShares, sendingShares } from '../../src/scenarios/shares.ts';
import type { Plan, Stream } from '../../src/scenarios/types.ts';
import { samplePlan } from './sample.ts';

const THREADS = [1, 2, 3, 4, 5, 6, 7, 8];

const ramp = { phase: 'up', kind: 'ramp', rate: '90/s', to: '410/s', duration: '4s' };
const odd = { phase: 'odd', rate: '333.3/s', duration: '3s' };
const steady = { phase: 'steady', rate: '500/s', duration: '6s' };
const topics = [
  { name: 'orders', partitions: 6, share: 0.7 },
  { name: 'clicks', partitions: 2, share: 0.3 },
];

/** Scenarios that divide unevenly, each for every number of threads that it permits. */
const SCENARIOS: readonly Readonly<Record<string, unknown>>[] = [
  { ingress: [odd], clients: { producers: 8 }, fanOut: { groups: 1 } },
  { topics, ingress: [ramp, odd], clients: { producers: 13 }, fanOut: { groups: 3, members: 2 } },
  {
    topics,
    ingress: [odd, { ...steady, phase: 'calm' }, steady, ramp],
    clients: { producers: 9 },
    fanOut: { groups: 5 },
    catchUp: { backlog: '1MiB', rate: '400/s', startsWith: 'steady', groups: 2 },
  },
  { ingress: [ramp], clients: { producers: 64 }, fanOut: { groups: 0 } },
];

const plans = SCENARIOS.flatMap((scenario, number) =>
  THREADS.map((threads) => {
    const sections = { ...scenario, clients: { ...(scenario.clients as object), threads } };
    return { number, threads, plan: samplePlan(sections) };
  }),
);

/** How often each record of a topic is sent by streams of these plans. */
function timesSent(shares: readonly Plan[], topic: string, total: number): readonly number[] {
  const times = new Array<number>(total).fill(0);
  for (const stream of shares.flatMap(({ streams }) => streams).filter((stream) => stream.topic === topic)) {
    for (let k = 0; k < recordsOf(stream, total); k++) {
      const index = k * stream.producers + stream.producer;
      times[index] = (times[index] ?? 0) + 1;
    }
  }
  return times;
}

/** Records due in each second of the plan, of these streams alone. */
function dueBySecond(plan: Plan, streams: readonly Stream[]): readonly number[] {
  const end = plan.phases.at(-1)?.endSecond ?? 0;
  const dueBy = (second: number): number =>
    streams.reduce(
      (sum, stream) => sum + recordsOf(stream, topicSchedule(plan, stream.topic).countDueBy(second * 1e6 - 1)),
      0,
    );
  return Array.from({ length: end }, (_, second) => dueBy(second + 1) - dueBy(second));
}

const added = (columns: readonly (readonly number[])[]): readonly number[] =>
  (columns[0] ?? []).map((_, row) => columns.reduce((sum, column) => sum + (column[row] ?? 0), 0));

describe.each(plans)('the shares of plan $number over $threads threads', ({ plan, threads }) => {
  it('send every record of every topic exactly once', () => {
    const shares = sendingShares(plan);
    expect(shares).toHaveLength(threads);
    for (const { name } of plan.topics) {
      const { total } = topicSchedule(plan, name);
      expect(total).toBeGreaterThan(0);
      expect(new Set(timesSent(shares, name, total))).toEqual(new Set([1]));
    }
  });

  it('add up to the rate of the plan in every second', () => {
    const shares = sendingShares(plan);
    expect(added(shares.map(({ streams }) => dueBySecond(plan, streams)))).toEqual(dueBySecond(plan, plan.streams));
  });

  it('keep a producer with all of its topics on one thread, and leave none idle', () => {
    const producers = sendingShares(plan).map(({ streams }) => new Set(streams.map(({ producer }) => producer)));
    expect(producers.flatMap((own) => [...own])).toHaveLength(new Set(plan.streams.map((it) => it.producer)).size);
    const sizes = producers.map(({ size }) => size);
    expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1);
    expect(Math.min(...sizes)).toBeGreaterThan(0);
  });

  it('have every group, whole, on exactly one reading thread', () => {
    const shares = readingShares(plan);
    const groups = shares.flatMap((share) => share.groups);
    expect(groups.toSorted((a, b) => a.name.localeCompare(b.name))).toEqual(
      plan.groups.toSorted((a, b) => a.name.localeCompare(b.name)),
    );
    expect(shares).toHaveLength(Math.max(1, Math.min(threads, plan.groups.length)));
  });
});

describe('the shares of a plan', () => {
  it('of a run from before there were several threads are the plan itself', () => {
    const plan = samplePlan();
    const { threads: _, ...client } = plan.client;
    const old = { ...plan, client };
    expect(sendingShares(old)).toEqual([old]);
    expect(readingShares(old)).toEqual([old]);
  });

  it('are refused where a thread would have nothing to send', () => {
    const plan = samplePlan();
    expect(() => sendingShares({ ...plan, client: { ...plan.client, threads: 2 } })).toThrow(RangeError);
  });
});
