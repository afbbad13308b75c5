import { describe, expect, it } from 'vitest';
import { Gate } from '../../src/kafka/read-only/gate.ts';
import { openReadOnly } from '../../src/kafka/read-only/open.ts';
import { describeLogDirs } from '../../src/kafka/read-only/protocol/messages/describe-log-dirs.ts';
import { checkTarget } from '../../src/target-check/check.ts';
import { offer } from '../kafka/read-only/fake-broker.ts';
import { fakeCluster } from '../kafka/read-only/fake-cluster.ts';
import { target } from './answers-of.ts';

const LIMITS = { requestsPerSecond: 10_000, mibPerSecond: 1_000 };

/** A check of a cluster whose disks are asked for in vain; `onDisks` is called when they are. */
async function checked(onDisks: (late: AbortController, interruption: AbortController) => void) {
  const [late, interruption] = [new AbortController(), new AbortController()];
  const { brokers } = await fakeCluster({
    offers: () => [
      offer(describeLogDirs, () => {
        onDisks(late, interruption);
        return 'nothing';
      }),
    ],
  });
  const signal = AbortSignal.any([late.signal, interruption.signal]);
  const log = () => undefined;
  const gate = new Gate({ limits: LIMITS, log, signal });
  const connection = { bootstrap: [brokers[0]?.address ?? ''], security: null };
  const cluster = openReadOnly(connection, { clientId: 'test', limits: LIMITS, log, signal, gate });
  try {
    return await checkTarget({
      target: target({ clusterId: 'fake' }),
      connection,
      cluster,
      gate,
      services: [],
      steps: ['run'],
      timeoutMs: 5_000,
      roundTrips: 2,
      writing: { kind: 'not-asked', why: 'not asked', todo: null },
      partitionAdvice: null,
      late: late.signal,
    });
  } finally {
    await cluster.close();
  }
}

describe('a check that is over before all is answered', () => {
  it('has what was answered, and what was not is not known', async () => {
    const { lines, isAnswering } = await checked((late) => late.abort(new Error('over')));
    const verdictOf = (id: string) => lines.find((line) => line.id === id)?.verdict;
    expect(isAnswering).toBe(true);
    expect(verdictOf('cluster-id')).toBe('passed');
    expect(lines.find(({ id }) => id === 'disk')).toMatchObject({
      verdict: 'not-known',
      detail: 'the check was over before this was answered',
    });
    expect(verdictOf('round-trips')).toBe('not-known');
  });

  it('is no check where it was interrupted', async () => {
    const interrupted = checked((_, interruption) => interruption.abort(new Error('interrupted')));
    await expect(interrupted).rejects.toThrow('interrupted');
  });
});
