import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { treats } from '../../src/faults/cluster-health.ts';
import { type FaultyCluster, faultyCluster, STARTED_WITHIN_MS, TOPIC } from '../faults/injectors/local-cluster.ts';

const NEVER = new AbortController().signal;
let cluster: FaultyCluster;

beforeAll(async () => {
  cluster = await faultyCluster(3, ['client']);
}, STARTED_WITHIN_MS);
afterEach(() => cluster.healAll());
afterAll(() => cluster?.stop());

const treatmentOf = (node: number) =>
  treats({ ...cluster, connection: { bootstrap: cluster.local.bootstrap, security: null }, topics: [] }, node);
const pidOf = (node: number) => cluster.local.nodes.find(({ id }) => id === node)?.pid;
/** How many replicas of the topic are in sync. */
async function inSync(): Promise<number> {
  const states = await cluster.admin.partitions({ topics: [TOPIC], internal: false });
  return states.reduce((sum, { isr }) => sum + isr.length, 0);
}

describe('on a real cluster', () => {
  it('a killed broker refuses clients until it is back in every ISR', async () => {
    const before = pidOf(2);
    const fault = await cluster.prepare('broker-kill', { scope: 'node', node: 2 });
    await fault.look?.();
    expect(cluster.notes).toEqual([expect.stringMatching(/^node 2 led [1-9] of 6 partitions$/)]);
    expect(await fault.inject(NEVER)).toContain('node 2 ended');
    expect(await treatmentOf(2)).toBe('refuses');
    expect(await treatmentOf(1)).toBe('answers');
    expect(await fault.heal()).toContain('in every ISR');
    expect(await inSync()).toBe(18);
    expect(pidOf(2)).not.toBe(before);
    expect(await fault.heal()).toContain('in every ISR');
  });

  it('a paused broker leaves clients without an answer, and goes on as the same process', async () => {
    const before = pidOf(3);
    const fault = await cluster.prepare('broker-pause', { scope: 'node', node: 3 });
    await fault.inject(NEVER);
    expect(await treatmentOf(3)).toBe('is silent');
    await fault.heal();
    expect(await treatmentOf(3)).toBe('answers');
    expect(pidOf(3)).toBe(before);
  });

  it('a lost zone takes its nodes, and the clients that stand in it, and nobody else', async () => {
    const where = { scope: 'zone', zone: 'zone-b' } as const;
    await cluster.prepare('zone-loss', where, { surroundings: { clientZone: 'zone-a' } });
    expect(cluster.notes.at(-1)).toBe(
      "the load's clients stand in zone-a: they lose the nodes of zone-b and none of themselves",
    );
    const within = await cluster.prepare('zone-loss', where, { surroundings: { clientZone: 'zone-b' } });
    await within.inject(NEVER);
    expect(await treatmentOf(2)).toBe('refuses');
    expect([await treatmentOf(1), await treatmentOf(3)]).toEqual(['is silent', 'is silent']);
    await within.heal();
    expect([await treatmentOf(1), await treatmentOf(2), await treatmentOf(3)]).toEqual([
      'answers',
      'answers',
      'answers',
    ]);
    expect(cluster.notes).toContain(
      "the load's clients stand in zone-b: they are cut off from every node, as the whole zone is",
    );
    expect(await inSync()).toBe(18);
  });
});
