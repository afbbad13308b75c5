import { platformError } from '../../errors.ts';
import type { FaultPlace } from '../../scenarios/fault-types.ts';
import { placeWords } from '../../scenarios/faults.ts';
import type { ClientFaults, Injector } from '../types.ts';

/** A member of a group or a producer of the load crashes, and another one takes its place. */
export const clients: Injector = {
  kinds: ['consumer-crash', 'producer-crash'],
  // Whether the driver can is asked of the driver.
  refusal: () => null,
  async prepare({ where }, surroundings) {
    const client = clientAt(where, surroundings.clients);
    const who = placeWords(where);
    let isAway = false;
    return {
      // A client is a part of this process.
      undo: null,
      async inject(signal) {
        isAway = true;
        const crashed = client.crash().catch((error: unknown) => {
          isAway = false;
          throw error;
        });
        await inTime(crashed, { ...surroundings, signal, what: `${who} was gone`, code: 'fault-not-seen' });
        return `${who} is gone, without a goodbye`;
      },
      async heal(signal) {
        if (isAway) {
          await inTime(client.restore(), {
            ...surroundings,
            signal,
            what: `${who} was replaced`,
            code: 'heal-not-seen',
          });
        }
        isAway = false;
        return `a new one took the place of ${who}`;
      },
    };
  },
};

function clientAt(where: FaultPlace, faults: ClientFaults): { crash(): Promise<void>; restore(): Promise<void> } {
  switch (where.scope) {
    case 'member':
      return {
        crash: () => faults.crashMember(where.group, where.member),
        restore: () => faults.restoreMember(where.group, where.member),
      };
    case 'producer':
      return {
        crash: () => faults.crashProducer(where.producer),
        restore: () => faults.restoreProducer(where.producer),
      };
    default:
      throw new RangeError(`${placeWords(where)} is no client`);
  }
}

interface InTime {
  readonly withinMs: number;
  readonly what: string;
  readonly code: 'fault-not-seen' | 'heal-not-seen';
  readonly signal?: AbortSignal | undefined;
}

/** Rejects where the load does not say in time that it is done. */
async function inTime(done: Promise<void>, { withinMs, what, code, signal }: InTime): Promise<void> {
  const over = AbortSignal.timeout(withinMs);
  const ended = new Promise<never>((_, reject) => {
    if (signal?.aborted) reject(signal.reason);
    signal?.addEventListener('abort', () => reject(signal.reason), { once: true });
    const late = `within ${withinMs / 1000} s the load did not say that ${what}`;
    over.addEventListener('abort', () => reject(platformError(code, late, 'look at the errors of the load')));
  });
  await Promise.race([done, ended]);
}
