import { describe, expect, it } from 'vitest';
import { endsAtRest } from '../../src/run/ends-at-rest.ts';

const never = new AbortController().signal;

describe('the ends of topics', () => {
  it('are those at which two looks in turn agree', async () => {
    const seen = [
      [3, 0],
      [3, 5],
      [7, 5],
      [7, 5],
      [9, 9],
    ];
    const ends = await endsAtRest(async () => [{ topic: 'orders', offsets: seen.shift() ?? [] }], never);
    expect(ends).toEqual([{ topic: 'orders', offsets: [7, 5] }]);
    expect(seen).toEqual([[9, 9]]);
  });

  it('are the last seen where the run is interrupted', async () => {
    const controller = new AbortController();
    let end = 0;
    const look = async () => {
      if (++end === 2) controller.abort();
      return [{ topic: 'orders', offsets: [end] }];
    };
    expect(await endsAtRest(look, controller.signal)).toEqual([{ topic: 'orders', offsets: [2] }]);
  });
});
