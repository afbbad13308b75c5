import type { Producer } from 'kafkajs';
import { beforeEach, describe, expect, it } from 'vitest';
import { Sessions } from '../../../../src/loadgen/drivers/kafkajs/sessions.ts';
import { planOf } from '../../plan-of.ts';

/** In their order: whether the producer's sockets are open. */
let connected: boolean[];

const kafka = {
  producer(): Producer {
    const number = connected.push(false) - 1;
    const set = (open: boolean) => async () => {
      connected[number] = open;
    };
    return { connect: set(true), disconnect: set(false) } as Partial<Producer> as Producer;
  },
};

const turn = (): Promise<void> => new Promise(setImmediate);

async function sessionsOf(idempotence: boolean): Promise<Sessions> {
  const { client } = planOf({ client: { idempotence } });
  const sessions = new Sessions(kafka, { client, onError: () => undefined });
  await turn();
  return sessions;
}

beforeEach(() => {
  connected = [];
});

describe('the sessions of a kafkajs producer', () => {
  it('are renewed by a new producer id, and the old one is left when its other requests have their answers', async () => {
    const sessions = await sessionsOf(true);
    const old = sessions.current;
    old.open = 1;
    sessions.renew(old);
    await turn();
    expect(connected).toEqual([true, true]);
    old.open = 0;
    sessions.leaveIfDone(old);
    await turn();
    expect(connected).toEqual([false, true]);
    expect(sessions.current).not.toBe(old);
  });

  it('stay as they are without idempotence', async () => {
    const sessions = await sessionsOf(false);
    sessions.renew(sessions.current);
    await turn();
    expect(connected).toEqual([true]);
  });

  it('are all closed together, also those that still wait for answers', async () => {
    const sessions = await sessionsOf(true);
    for (let unanswered = 0; unanswered < 2; unanswered++) {
      sessions.current.open = 1;
      sessions.renew(sessions.current);
      await turn();
    }
    expect(connected).toEqual([true, true, true]);
    await sessions.close();
    expect(connected).toEqual([false, false, false]);
  });
});
