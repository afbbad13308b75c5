import { expect, it } from 'vitest';
import { rolling } from '../../../src/faults/injectors/rolling.ts';
import { zoneLoss } from '../../../src/faults/injectors/zone-loss.ts';
import type { HowItEnded, LocalCluster } from '../../../src/platforms/types.ts';
import { planned } from '../planned.ts';
import { simulated } from './simulated.ts';

/** Nodes at whose addresses nothing listens, as if each had ended at once, and what was done to them. */
function nodesInZones(zones: readonly string[], ended: HowItEnded = 'heeded SIGTERM') {
  const done: string[] = [];
  const local = {
    nodes: zones.map((zone, index) => ({ id: index + 1, zone, pid: 1 })),
    bootstrap: zones.map(() => '127.0.0.1:1'),
    controls: {
      down: new Set<number>(),
      kill: async (node: number) => void done.push(`kill ${node}`),
      stop: async (node: number): Promise<HowItEnded> => {
        done.push(`stop ${node}`);
        return ended;
      },
      start: () => Promise.reject(new Error('it does not start')),
    },
  };
  return { done, local, faults: { local: local as unknown as LocalCluster } };
}

const NEVER = new AbortController().signal;

it('A node that was added after the faults were prepared is lost with its zone', async () => {
  const { done, local, faults } = nodesInZones(['zone-a', 'zone-b']);
  const fault = await zoneLoss.prepare(planned('zone-loss'), simulated(faults));
  local.nodes.push({ id: 3, zone: 'zone-b', pid: 1 });
  local.bootstrap.push('127.0.0.1:1');
  await fault.inject(NEVER);
  expect(done).toEqual(['kill 2', 'kill 3']);
});

it('A node that was removed after the faults were prepared is not restarted with the others', async () => {
  const { done, local, faults } = nodesInZones(['zone-a', 'zone-b']);
  const fault = await rolling.prepare(planned('rolling-restart'), simulated(faults));
  local.nodes.shift();
  local.bootstrap.shift();
  expect(await fault.inject(NEVER)).toContain('node 2 was stopped as an operator would');
  expect(done).toEqual(['stop 2']);
});

it('A node that had to be killed is not said to have been stopped as an operator would', async () => {
  const { faults } = nodesInZones(['zone-a'], 'ended otherwise');
  const fault = await rolling.prepare(planned('rolling-restart'), simulated(faults));
  expect(await fault.inject(NEVER)).toContain('node 1 did not end as it was told to within 60 s, and was killed');
});
