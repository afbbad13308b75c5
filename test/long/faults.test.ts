import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type FaultyCluster, faultyCluster, STARTED_WITHIN_MS, TOPIC } from '../faults/injectors/local-cluster.ts';

const NEVER = new AbortController().signal;
const EVERYWHERE = { scope: 'cluster' } as const;
let cluster: FaultyCluster;

beforeAll(async () => {
  cluster = await faultyCluster(3, ['broker', 'controller']);
}, STARTED_WITHIN_MS);
afterAll(() => cluster?.stop());

const partitions = () => cluster.admin.partitions({ topics: [TOPIC], internal: false });
const pids = () => cluster.local.nodes.map(({ pid }) => pid);

describe('on three real brokers', () => {
  it('a broker on an empty disk copies what it had and is back in every ISR', async () => {
    const fault = await cluster.prepare('broker-replacement', { scope: 'node', node: 2 });
    await fault.inject(NEVER);
    expect(await fault.heal()).toContain('node 2 answered, registered, and in every ISR');
    expect((await partitions()).every(({ isr }) => isr.length === 3)).toBe(true);
  });

  it('a rolling restart ends with every node restarted once, and tells of each', async () => {
    const before = pids();
    const notesBefore = cluster.notes.length;
    const fault = await cluster.prepare('rolling-restart', EVERYWHERE);
    expect(await fault.inject(NEVER)).toContain('node 1 was stopped');
    expect(cluster.local.controls.down).toEqual(new Set([1]));
    expect(await fault.heal()).toBe('nodes 1, 2, 3 restarted one after the other, each in every ISR before the next');
    expect(pids().filter((pid) => before.includes(pid))).toEqual([]);
    expect(cluster.notes.slice(notesBefore).map((note) => note.slice(0, 6))).toEqual(['node 1', 'node 2', 'node 3']);
  });

  it('a rolling restart that is broken off leaves no node away', async () => {
    const abort = new AbortController();
    const before = pids();
    const fault = await cluster.prepare('rolling-restart', EVERYWHERE);
    await fault.inject(abort.signal);
    abort.abort(new Error('interrupted'));
    await expect(fault.heal()).rejects.toThrow('interrupted');
    expect(cluster.local.controls.down.size).toBe(0);
    expect(await fault.heal()).toContain('nodes 1, 2, 3 answered');
    expect(pids()[2]).toBe(before[2]);
  });

  it('clients go on while no broker reaches a controller', async () => {
    const fault = await cluster.prepare('control-plane-cut', EVERYWHERE);
    await fault.inject(NEVER);
    await delay(12_000);
    expect(await fault.heal()).toContain('3 paths answered again');
    const [, existing = '0', of = ''] = /, and (\d+) of (\d+) questions/.exec(cluster.notes.at(-1) ?? '') ?? [];
    expect(Number(of)).toBeGreaterThan(2);
    expect(existing).toBe(of);
  });

  it('a broker that the others cannot reach leaves their ISRs, and comes back', async () => {
    // Nodes that were away before lead nothing.
    await cluster.admin.electPreferredLeaders(await partitions());
    const settings = { between: 'brokers' } as const;
    const fault = await cluster.prepare('network-cut', { scope: 'node', node: 1 }, { settings });
    await fault.inject(NEVER);
    // Followers of node 1 fetch no more: after replica.lag.time.max.ms, 30 s, it leads alone.
    const alone = async () => (await partitions()).filter(({ leader, isr }) => leader === 1 && isr.length === 1).length;
    await expect.poll(alone, { timeout: 90_000 }).toBeGreaterThan(0);
    await fault.heal();
    expect((await partitions()).every(({ isr }) => isr.length === 3)).toBe(true);
  });

  it('a fourth node takes its share, every partition moves on, and a node hands over its own', async () => {
    const out = await cluster.prepare('scale-out', EVERYWHERE);
    expect(await out.inject(NEVER)).toBe('node 4 joined, empty');
    // It shares a zone with node 1: every partition keeps a replica in each of the three zones.
    expect(await out.heal()).toMatch(/^of 6 partitions, node 4 leads [12] and holds 3$/);

    const before = await partitions();
    const rotation = await cluster.prepare('reassignment', EVERYWHERE);
    await rotation.inject(NEVER);
    expect(await rotation.heal()).toBe('6 of 6 partitions have their new replicas, all in sync');
    const after = await partitions();
    expect(after.map(({ leader }, index) => leader === before[index]?.leader)).toEqual(after.map(() => false));

    const leaving = await cluster.prepare('scale-in', { scope: 'node', node: 3 });
    await leaving.inject(NEVER);
    expect(await leaving.heal()).toBe('node 3 held no partition any more and has left');
    expect(cluster.local.nodes.map(({ id }) => id)).toEqual([1, 2, 4]);
    expect((await partitions()).every(({ isr, replicas }) => isr.length === 3 && !replicas.includes(3))).toBe(true);
  });
});
