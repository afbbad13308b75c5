import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { offeredBy } from '../../../src/faults/cluster-health.ts';
import { bytesPerSecond, milliseconds } from '../../../src/units.ts';
import { type FaultyCluster, faultyCluster, STARTED_WITHIN_MS } from './local-cluster.ts';

const NEVER = new AbortController().signal;
let cluster: FaultyCluster;

beforeAll(async () => {
  cluster = await faultyCluster(1, ['client', 'broker', 'controller']);
}, STARTED_WITHIN_MS);
afterAll(() => cluster?.stop());

const EVERYWHERE = { scope: 'cluster' } as const;
const TO_NODE_1 = { scope: 'node', node: 1 } as const;

describe('on a real broker', () => {
  it('a probe is told what requests it takes, those for API versions among them', async () => {
    const around = { local: cluster.local, connection: { bootstrap: cluster.local.bootstrap, security: null } };
    const offered = (await offeredBy(around, 1)) ?? [];
    expect(offered.filter((request) => /^(0|1|3|18):\d+-\d+$/.test(request))).toHaveLength(4);
    expect(offered.length).toBeGreaterThan(40);
  });

  it('clients feel a delay until it is taken off', async () => {
    const settings = { latencyMs: milliseconds(200), between: 'clients' } as const;
    const fault = await cluster.prepare('network-delay', EVERYWHERE, { settings });
    expect(await fault.inject(NEVER)).toMatch(/path from clients to node 1: an answer after [2-9]\d\d ms/);
    const delayed = await cluster.admin.roundTripMicros();
    expect(delayed).toBeGreaterThan(190_000);
    await fault.heal();
    expect(await cluster.admin.roundTripMicros()).toBeLessThan(delayed);
  });

  it('a cut path answers nobody, and is open again after it is healed, however often', async () => {
    const fault = await cluster.prepare('network-cut', TO_NODE_1, { settings: { between: 'clients' } });
    expect(await fault.inject(NEVER)).toContain('no answer within 1 s');
    await fault.heal();
    await fault.heal();
    expect((await cluster.admin.cluster()).brokers).toHaveLength(1);
  });

  it('a limited path carries no more than it may', async () => {
    const settings = { bytesPerSecond: bytesPerSecond(500_000), between: 'brokers' } as const;
    const fault = await cluster.prepare('network-bandwidth', TO_NODE_1, { settings });
    // 150,000 bytes at 500,000 a second.
    expect(await fault.inject(NEVER)).toMatch(/150000 bytes and an answer after (2[4-9]\d|[3-9]\d\d|\d{4,}) ms/);
    expect(cluster.notes).toContain(
      'only what the other brokers ask of node 1 is disturbed; what it asks of them passes',
    );
    await fault.heal();
  });

  it('it is told what clients could do while the control plane was cut', async () => {
    const fault = await cluster.prepare('control-plane-cut', EVERYWHERE);
    await fault.inject(NEVER);
    await delay(2_500);
    expect(await fault.heal()).toContain('1 path answered again');
    expect(cluster.notes.at(-1)).toMatch(
      /^while it was cut, ([1-9]\d*) of \1 new clients connected and got metadata, and \1 of \1 questions/,
    );
  });
});
