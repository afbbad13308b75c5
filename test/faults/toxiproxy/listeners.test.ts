import { describe, expect, it } from 'vitest';
import { listenersWithProxies } from '../../../src/faults/toxiproxy/listeners.ts';
import type { PlannedFault } from '../../../src/scenarios/fault-types.ts';

type Fault = Pick<PlannedFault, 'kind' | 'where' | 'settings'>;
const cluster = { scope: 'cluster' } as const;
const zoneLoss: Fault = { kind: 'zone-loss', where: { scope: 'zone', zone: 'zone-b' }, settings: {} };
const delay = (between: 'clients' | 'brokers'): Fault => ({
  kind: 'network-delay',
  where: cluster,
  settings: { between },
});

const proxied = (faults: readonly Fault[], clientZone: string | null = null) =>
  [...listenersWithProxies(faults, clientZone)].sort();

describe('proxies stand', () => {
  it('before no listener where no fault needs one', () => {
    expect(proxied([])).toEqual([]);
    expect(proxied([{ kind: 'broker-kill', where: { scope: 'node', node: 1 }, settings: {} }])).toEqual([]);
  });

  it('where the network is disturbed, and nowhere else', () => {
    expect(proxied([delay('clients')])).toEqual(['client']);
    expect(proxied([delay('brokers')])).toEqual(['broker']);
    expect(proxied([delay('brokers'), delay('clients')])).toEqual(['broker', 'client']);
    expect(proxied([{ kind: 'control-plane-cut', where: cluster, settings: {} }])).toEqual(['controller']);
  });

  it('before the clients that a zone takes with it, and not where they stand in another', () => {
    expect(proxied([zoneLoss], 'zone-b')).toEqual(['client']);
    expect(proxied([zoneLoss], 'zone-a')).toEqual([]);
    expect(proxied([zoneLoss])).toEqual([]);
  });
});
