import { describe, expect, it } from 'vitest';
import { AskedFetches } from '../../../src/loadgen/workloads/asked-fetches.ts';

describe('how a group asks', () => {
  it('is open as long as a fetch has no answer, or a member is away by intention', () => {
    const fetches = new AskedFetches();
    fetches.asked();
    fetches.away(0);
    fetches.ended();
    expect(fetches.take()).toEqual({ asked: 2, open: 1 });
    fetches.away(1);
    fetches.back(0);
    expect(fetches.take()).toEqual({ asked: 1, open: 1 });
    fetches.back(1);
    expect(fetches.take()).toEqual({ asked: 0, open: 0 });
  });

  it('is not open less than before where a member is restored that could not be taken away, or is twice', () => {
    const fetches = new AskedFetches();
    fetches.back(0);
    expect(fetches.take()).toEqual({ asked: 0, open: 0 });
    fetches.away(0);
    fetches.away(0);
    fetches.back(0);
    fetches.back(0);
    expect(fetches.take()).toEqual({ asked: 1, open: 0 });
  });
});
