import { describe, expect, it } from 'vitest';
import { clients } from '../../../src/faults/injectors/clients.ts';
import type { ClientFaults } from '../../../src/faults/types.ts';
import { planned } from '../planned.ts';
import { simulated } from './simulated.ts';

const NEVER = new AbortController().signal;

/** Writes down what it is told. */
function load(more: Partial<ClientFaults> = {}): { readonly said: string[]; readonly faults: ClientFaults } {
  const said: string[] = [];
  const say =
    (what: string) =>
    async (...words: readonly (string | number)[]): Promise<void> => {
      said.push([what, ...words].join(' '));
    };
  return {
    said,
    faults: {
      crashMember: say('crash member'),
      restoreMember: say('restore member'),
      crashProducer: say('crash producer'),
      restoreProducer: say('restore producer'),
      ...more,
    },
  };
}

describe('a crash', () => {
  it('of a member ends the one that the scenario names, and another takes its place once', async () => {
    const { said, faults } = load();
    const fault = await clients.prepare(planned('consumer-crash'), simulated({ clients: faults }));
    await fault.inject(NEVER);
    await fault.heal();
    await fault.heal();
    expect(said).toEqual(['crash member tail-1 0', 'restore member tail-1 0']);
  });

  it('of a producer ends that producer', async () => {
    const { said, faults } = load();
    const fault = await clients.prepare(planned('producer-crash'), simulated({ clients: faults }));
    await fault.inject(NEVER);
    await fault.heal();
    expect(said).toEqual(['crash producer 0', 'restore producer 0']);
  });

  it('that the driver cannot do fails, and leaves nothing to heal', async () => {
    const { said, faults } = load({ crashMember: () => Promise.reject(new Error('this driver cannot')) });
    const fault = await clients.prepare(planned('consumer-crash'), simulated({ clients: faults }));
    await expect(fault.inject(NEVER)).rejects.toThrow('this driver cannot');
    await fault.heal();
    expect(said).toEqual([]);
  });

  it('after which no new member joins in time was not healed', async () => {
    const { faults } = load({ restoreMember: () => new Promise(() => {}) });
    const fault = await clients.prepare(planned('consumer-crash'), simulated({ clients: faults, withinMs: 200 }));
    await fault.inject(NEVER);
    await expect(fault.heal()).rejects.toMatchObject({ code: 'heal-not-seen', exitStatus: 4 });
  });
});
