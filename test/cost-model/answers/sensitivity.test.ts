import { describe, expect, it } from 'vitest';
import { figure, type SmallPlatform } from '../small-platforms.ts';
import { answered, dollars, ingress, perRate } from './fixture.ts';

const workload = { partitions: 100, producers: 10, connections: 20 };

/** 100·x + 10·y against 20·x: today 100·2 + 10·5 against 20·2. */
const platforms: readonly SmallPlatform[] = [
  {
    name: 'a',
    assumptions: { x: figure(2, 'count', 1, 4), y: figure(5, 'count', 4, 9), certain: figure(1, 'count') },
    lines: [dollars('partitions * x + producers * y + certain')],
  },
  { name: 'b', assumptions: { x: figure(2, 'count', 1, 4) }, lines: [dollars('connections * x')] },
];

describe('the sensitivity', () => {
  const { sensitivity } = answered(platforms, { workload });

  it('is of the candidate less the baseline', () => {
    expect(sensitivity?.difference).toBeCloseTo(40 - 251, 9);
  });

  it('moves one uncertain thing at a time, on both at once, the widest first', () => {
    expect(sensitivity?.bars).toMatchObject([
      // 20·x − 100·x − 51: at 1 and 4.
      { figure: 'x', names: ['a/only/x', 'b/only/x'], value: 2, low: 1, high: 4, atLow: -131, atHigh: -371 },
      // 40 − 201 − 10·y: at 4 and 9.
      { figure: 'a/only/y', names: ['a/only/y'], atLow: -201, atHigh: -251 },
    ]);
  });

  it('has no bar for what has no range or changes nothing', () => {
    expect(sensitivity?.bars.map(({ figure: name }) => name)).toEqual(['x', 'a/only/y']);
  });

  it('moves the peak with the average, and the peak alone within what it may be at today’s average', () => {
    const lines = [{ ...perRate(), quantity: 'peakIngress * month' }];
    const ranges = {
      averageIngress: { low: 5, high: 20, source: 'test' },
      peakIngress: { low: 15, high: 30, source: 'test' },
    };
    const { sensitivity: found } = answered(
      [
        { name: 'flat', lines: [dollars('partitions')] },
        { name: 'peak', lines },
      ],
      { workload: { ...ingress(10), partitions: 0 }, overrides: ranges },
    );
    // A peak of 20 at an average of 10: 10 at 5, and 40 at 20.
    expect(found?.bars).toMatchObject([
      { figure: 'averageIngress', names: ['averageIngress', 'peakIngress'], atLow: 10, atHigh: 40 },
      { figure: 'peakIngress', names: ['peakIngress'], atLow: 15, atHigh: 30 },
    ]);
  });

  it('is not said while a price is unknown', () => {
    const unknown: SmallPlatform = { name: 'u', lines: [{ ...dollars('fanOut'), price: 'nobody-knows' }] };
    expect(answered([...platforms.slice(0, 1), unknown], { workload }).sensitivity).toBeNull();
  });
});
