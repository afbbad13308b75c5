import { describe, expect, it } from 'vitest';
import { procedure } from '../../../src/faults/injectors/procedure.ts';

const NEVER = new AbortController().signal;

describe('a procedure', () => {
  it('is in effect when it has begun, and healed when it is through', async () => {
    const through = Promise.withResolvers<string>();
    const fault = procedure({
      go: (_signal, begun) => {
        begun('begun');
        return through.promise;
      },
      mend: () => Promise.reject(new Error('nothing is to be mended')),
    });
    expect(await fault.inject(NEVER)).toBe('begun');
    let isHealed = false;
    const healing = fault.heal().finally(() => {
      isHealed = true;
    });
    await Promise.resolve();
    expect(isHealed).toBe(false);
    through.resolve('through');
    expect(await healing).toBe('through');
  });

  it('that breaks off is mended, and has failed all the same', async () => {
    let mended = 0;
    const fault = procedure({
      async go(_signal, begun) {
        begun('begun');
        throw new Error('node 2 did not come back');
      },
      async mend() {
        mended++;
        return 'mended';
      },
    });
    await fault.inject(NEVER);
    await expect(fault.heal()).rejects.toThrow('node 2 did not come back');
    expect(mended).toBe(1);
    expect(await fault.heal()).toBe('mended');
  });

  it('that has nothing to do was not in effect', async () => {
    const fault = procedure({ go: async () => 'nothing to move', mend: async () => 'mended' });
    await expect(fault.inject(NEVER)).rejects.toMatchObject({ code: 'fault-not-seen' });
  });
});
