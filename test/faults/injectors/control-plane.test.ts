import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { controlPlane } from '../../../src/faults/injectors/control-plane.ts';
import type { NetworkFaults, PreparedFault } from '../../../src/faults/types.ts';
import type { KafkaAdmin } from '../../../src/kafka/admin.ts';
import { until } from '../../platforms/local/processes.ts';
import { type AnsweringServer, answeringServer } from '../answering-server.ts';
import { planned } from '../planned.ts';
import { simulated } from './simulated.ts';

let cut: AnsweringServer;
let asked: number;
let notes: string[];

beforeEach(async () => {
  cut = await answeringServer({ answers: false });
  asked = 0;
  notes = [];
});
afterEach(() => cut.close());

/** A path that is cut, and an existing client whose questions are counted, and answered or not. */
function cutPath(answer: () => Promise<number>): Promise<PreparedFault> {
  const network: NetworkFaults = {
    paths: () => [{ proxy: 'controller', listener: 'controller', node: null }],
    entrance: async () => cut.at,
    disturb: async () => undefined,
    disturbances: async () => 1,
    clear: () => Promise.reject(new Error('it is about to be opened')),
    undo: () => null,
  };
  const admin = {
    roundTripMicros: () => {
      asked++;
      return answer();
    },
  } as unknown as KafkaAdmin;
  const connection = { bootstrap: ['127.0.0.1:1'], security: null };
  return controlPlane.prepare(
    planned('control-plane-cut'),
    simulated({ network, admin, connection, note: (message) => notes.push(message) }),
  );
}

it('Nothing is tried any more once the run has ended, also where nobody heals the cut', async () => {
  const ending = new AbortController();
  const fault = await cutPath(async () => 100);
  await fault.inject(ending.signal);
  await until(() => asked > 0);
  ending.abort();
  const before = asked;
  await delay(2_500);
  expect(asked).toBe(before);
});

it('A question that has no answer does not keep the path from being opened', async () => {
  const fault = await cutPath(() => new Promise(() => {}));
  await fault.inject(new AbortController().signal);
  await expect(fault.heal()).rejects.toThrow('it is about to be opened');
  expect(notes).toEqual(['it ended before anything could be tried']);
});
