import { describe, expect, it } from 'vitest';
import { endsAtRest } from '../../src/run/ends-at-rest.ts';

const never = new AbortController().signal;
const unexpected = (message: string): never => {
  throw new Error(message);
};

describe('the ends of topics', () => {
  it('are those at which two looks in turn agree', async () => {
    const seen = [
      [3, 0],
      [3, 5],
      [7, 5],
      [7, 5],
      [9, 9],
    ];
    const ends = await endsAtRest(async () => [{ topic: 'orders', offsets: seen.shift() ?? [] }], never, unexpected);
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
    expect(await endsAtRest(look, controller.signal, unexpected)).toEqual([{ topic: 'orders', offsets: [2] }]);
  });

  it('are looked at no more once the run is interrupted between two looks', async () => {
    const controller = new AbortController();
    let looks = 0;
    const look = async () => {
      setImmediate(() => controller.abort());
      return [{ topic: 'orders', offsets: [++looks] }];
    };
    expect(await endsAtRest(look, controller.signal, unexpected)).toEqual([{ topic: 'orders', offsets: [1] }]);
    expect(looks).toBe(1);
  });

  it('are given up, and said so, where one topic never comes to rest', async () => {
    let end = 0;
    const look = async () => [
      { topic: 'orders', offsets: [7, ++end] },
      { topic: 'payments', offsets: [3] },
    ];
    const said: string[] = [];
    const ends = await endsAtRest(
      look,
      never,
      (message) => said.push(message),
      async () => undefined,
    );
    expect(ends[0]?.offsets).toEqual([7, end]);
    expect(said).toEqual(['still growing after 5 s: orders; what comes later is not read']);
  });
});
