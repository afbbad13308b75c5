import { describe, expect, it } from 'vitest';
import { recordsOf, type TopicSchedule, topicSchedule } from '../../src/scenarios/schedule.ts';
import { samplePlan } from './sample.ts';

const steady = { phase: 'steady', rate: '1000/s', duration: '3s' };
const up = { phase: 'up', kind: 'ramp', rate: '100/s', to: '900/s', duration: '4s' };
const down = { phase: 'down', kind: 'ramp', rate: '777/s', to: '3/s', duration: '7s' };
const odd = { phase: 'odd', rate: '333.3/s', duration: '2s' };
const dense = { phase: 'dense', rate: '2500000/s', duration: '1s' };

const topics = [
  { name: 'orders', partitions: 3, share: 0.7 },
  { name: 'clicks', partitions: 1, share: 0.3 },
];
const plan = samplePlan({ topics, ingress: [steady, up, odd, down], clients: { producers: 3 } });
const schedules = plan.topics.map(({ name }) => topicSchedule(plan, name));

function times(schedule: TopicSchedule): number[] {
  return Array.from({ length: schedule.total }, (_, index) => schedule.intendedMicros(index));
}

describe('the counts of a schedule', () => {
  it('are rate × share × time of each phase, and the area under a ramp', () => {
    expect(schedules[0]?.phases.map(({ count }) => count)).toEqual([2100, 1400, 467, 1911]);
    expect(schedules[1]?.phases.map(({ count }) => count)).toEqual([900, 600, 200, 819]);
  });

  it('number the records of the phases one after the other, up to the total', () => {
    for (const { phases, total } of schedules) {
      const ends = phases.map(({ first, count }) => first + count);
      expect(phases.map(({ first }) => first)).toEqual([0, ...ends.slice(0, -1)]);
      expect(ends.at(-1)).toBe(total);
    }
  });

  it('divide among producers so that each record has exactly one', () => {
    const streams = plan.streams.filter(({ topic }) => topic === 'orders');
    for (const count of [0, 1, 2, 3, 4, 5, 3976, 5878]) {
      const own = streams.map((stream) => recordsOf(stream, count));
      const counted = streams.map(({ producer }) => {
        return Array.from({ length: count }, (_, i) => i % 3).filter((owner) => owner === producer).length;
      });
      expect(own).toEqual(counted);
    }
  });
});

describe('the times of a schedule', () => {
  it('are a period apart in a steady phase, the first at its start', () => {
    const schedule = topicSchedule(samplePlan({ ingress: [steady] }), 'orders');
    expect(times(schedule)).toEqual(Array.from({ length: 3000 }, (_, index) => index * 1000));
  });

  it('never fall back and lie within their phase', () => {
    for (const schedule of schedules) {
      const all = times(schedule);
      expect(all).toEqual(all.toSorted((a, b) => a - b));
      for (const { first, count, start, end } of schedule.phases) {
        for (const time of all.slice(first, first + count)) expect(time >= start && time < end).toBe(true);
      }
    }
  });

  it('of a ramp are where the rate, summed in small steps, has sent that many', () => {
    const schedule = topicSchedule(samplePlan({ ingress: [up] }), 'orders');
    const stepMicros = 10;
    let sent = 0;
    let next = 0;
    for (let time = 0; time < 4e6 && next < schedule.total; time += stepMicros) {
      for (; next <= sent; next++) expect(Math.abs(schedule.intendedMicros(next) - time)).toBeLessThanOrEqual(20);
      const rate = 100 + (900 - 100) * ((time + stepMicros / 2) / 4e6);
      sent += (rate * stepMicros) / 1e6;
    }
    expect(next).toBe(schedule.total);
  });

  it('are refused for a record that is not there', () => {
    expect(() => schedules[0]?.intendedMicros(-1)).toThrow(RangeError);
    expect(() => schedules[0]?.intendedMicros(5878)).toThrow(RangeError);
  });
});

describe('what is due', () => {
  it('counts exactly the records whose time has come, at and around every one of them', () => {
    for (const schedule of schedules) {
      const all = times(schedule);
      for (const moment of new Set(all.flatMap((time) => [time - 1, time, time + 1, time + 0.5]))) {
        const expected = all.findLastIndex((time) => time <= moment) + 1;
        expect(schedule.countDueBy(moment)).toBe(expected);
      }
    }
  });

  it('counts several records that share a microsecond', () => {
    const schedule = topicSchedule(samplePlan({ ingress: [dense] }), 'orders');
    expect([0, 1, 2].map((time) => schedule.countDueBy(time))).toEqual([3, 5, 8]);
    expect(schedule.countDueBy(999_999)).toBe(2_500_000);
  });

  it('is nothing before the start and everything after the end', () => {
    expect(schedules[0]?.countDueBy(-1)).toBe(0);
    expect(schedules[0]?.countDueBy(Number.NaN)).toBe(0);
    expect(schedules[0]?.countDueBy(1e12)).toBe(schedules[0]?.total);
  });
});
