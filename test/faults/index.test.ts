import { describe, expect, it } from 'vitest';
import { injectorFor, refusalOf } from '../../src/faults/index.ts';
import { byCommands } from '../../src/faults/injectors/commands.ts';
import { FAULT_KIND_NAMES, type FaultKind } from '../../src/scenarios/fault-kinds.ts';
import type { ToxiproxyPaths } from '../../src/scenarios/target-types.ts';
import { fileCommands } from './commands/file-commands.ts';
import { localFacts, planned, remoteFacts } from './planned.ts';

/** What the platform's own software would have to offer. */
const ONLY_BY_COMMAND: readonly FaultKind[] = ['wal-full'];
/** Done by the load generator or through Kafka's own interface. */
const ANYWHERE: readonly FaultKind[] = ['consumer-crash', 'producer-crash', 'reassignment'];

const proxies = (more: Partial<ToxiproxyPaths> = {}): ToxiproxyPaths => ({
  api: '127.0.0.1:8474',
  clients: {},
  brokers: {},
  controlPlane: [],
  ...more,
});

describe('a cluster that is started here', () => {
  it('can be broken in every way that its platform offers, as far as there is an injector', () => {
    const refused = FAULT_KIND_NAMES.filter((kind) => refusalOf(planned(kind), localFacts()) !== null);
    expect(refused).toEqual(ONLY_BY_COMMAND);
  });

  it('is refused what its platform does not offer, with what it does', () => {
    const facts = localFacts(['rolling-upgrade']);
    expect(refusalOf(planned('rolling-upgrade'), facts)).toMatch(
      /^any with 3 nodes .* cannot do it; it can do broker-kill/,
    );
    expect(() => injectorFor(planned('rolling-upgrade'), facts)).toThrow('rolling-upgrade-1 cannot be done to here');
  });

  it('has no other nodes and zones than its own', () => {
    const node = planned('broker-kill', { where: { scope: 'node', node: 4 } });
    expect(refusalOf(node, localFacts())).toBe('there is no node 4: the target has 3 nodes');
    const zone = planned('zone-loss', { where: { scope: 'zone', zone: 'zone-d' } });
    expect(refusalOf(zone, localFacts())).toBe('there is no zone zone-d: the target has zone-a, zone-b, zone-c');
  });
});

describe('a cluster of somebody else', () => {
  it('can be broken in no way that its file does not tell, but by what Kafka and the load itself can', () => {
    const possible = FAULT_KIND_NAMES.filter((kind) => refusalOf(planned(kind), remoteFacts()) === null);
    expect(possible.toSorted()).toEqual(ANYWHERE);
  });

  it('is told for every refusal which key of the target file would help', () => {
    for (const kind of FAULT_KIND_NAMES.filter((name) => !ANYWHERE.includes(name))) {
      expect(refusalOf(planned(kind), remoteFacts())).toMatch(new RegExp(`faults\\.commands\\.${kind}`));
    }
  });

  it.each(FAULT_KIND_NAMES)('can have %s by commands of its own', (kind) => {
    const facts = remoteFacts({ commands: { [kind]: fileCommands('/tmp/never') } });
    expect(injectorFor(planned(kind), facts)).toBe(byCommands);
  });

  it('needs a proxy on the very path that is to be disturbed', () => {
    const toClients = remoteFacts({ toxiproxy: proxies({ clients: { '2': 'kafka-2' } }) });
    const delay = (between: 'clients' | 'brokers', node: number) =>
      planned('network-delay', { where: { scope: 'node', node }, settings: { between } });
    expect(refusalOf(delay('clients', 2), toClients)).toBeNull();
    expect(refusalOf(delay('clients', 1), toClients)).toBe(
      'add the proxy before node 1 to faults.toxiproxy.clients in the target file',
    );
    expect(refusalOf(delay('brokers', 2), toClients)).toContain('faults.toxiproxy.brokers');
    expect(refusalOf(planned('network-cut', { where: { scope: 'cluster' } }), toClients)).toBeNull();
    expect(refusalOf(planned('control-plane-cut'), toClients)).toContain('faults.toxiproxy.controlPlane');
    const toControl = remoteFacts({ toxiproxy: proxies({ controlPlane: ['controller'] }) });
    expect(refusalOf(planned('control-plane-cut'), toControl)).toBeNull();
  });

  it('needs the keys of a WAL before that alone can be slowed down', () => {
    const store = { listen: '127.0.0.1:9900', upstream: 'http://127.0.0.1:9000', walKeys: null };
    const without = remoteFacts({ objectStore: store });
    expect(refusalOf(planned('object-store-slow'), without)).toBeNull();
    expect(refusalOf(planned('wal-slow'), without)).toContain('faults.objectStore.walKeys');
    const withKeys = remoteFacts({ objectStore: { ...store, walKeys: 'wal/' } });
    expect(refusalOf(planned('wal-slow'), withKeys)).toBeNull();
    expect(refusalOf(planned('wal-full'), withKeys)).toContain('faults.commands.wal-full');
  });
});
