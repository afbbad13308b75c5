import { describe, expect, it } from 'vitest';
import { layOutNodes, layOutOneMore } from '../../../src/platforms/local/node-layout.ts';
import type { Endpoint, ListenerName } from '../../../src/platforms/types.ts';

const ZONES = ['zone-a', 'zone-b', 'zone-c'];
const target = (nodes: number, zones: number) => ({ kind: 'local', nodes, zones, port: null }) as const;

/** Puts a proxy before every listener, 10 000 ports on, and notes before which. */
function proxying() {
  const asked: string[] = [];
  const advertise = async (node: number, listener: ListenerName, { host, port }: Endpoint): Promise<Endpoint> => {
    asked.push(`${node} ${listener}`);
    return { host, port: port + 10_000 };
  };
  return { asked, advertise };
}

describe('layOutNodes', () => {
  it('tells others where nodes listen when nothing stands in between', async () => {
    const [node] = await layOutNodes(target(1, 1), '/data');
    for (const listener of ['client', 'broker', 'controller'] as const) {
      expect(node?.[listener].advertised).toEqual(node?.[listener].listen);
    }
  });

  it('advertises what was put before each of the three listeners of every node', async () => {
    const { asked, advertise } = proxying();
    const nodes = await layOutNodes(target(3, 3), '/data', advertise);
    const listeners = ['broker', 'client', 'controller'];
    expect(asked.toSorted()).toEqual([1, 2, 3].flatMap((node) => listeners.map((name) => `${node} ${name}`)));
    for (const { client, broker, controller } of nodes) {
      for (const { listen, advertised } of [client, broker, controller]) {
        expect(advertised.port).toBe(listen.port + 10_000);
      }
    }
  });
});

describe('layOutOneMore', () => {
  it('stands in the zone with the fewest nodes, is a broker only, and is asked about, too', async () => {
    const { asked, advertise } = proxying();
    const four = await layOutNodes(target(4, 3), '/data');
    const fifth = await layOutOneMore(5, four, ZONES, { dataDir: '/data', advertise });
    expect(fifth).toMatchObject({ id: 5, zone: 'zone-b', controller: null, dataDir: '/data/node-5' });
    expect(asked).toEqual(['5 client', '5 broker']);
    const sixth = await layOutOneMore(6, [...four, fifth], ZONES, { dataDir: '/data', advertise });
    expect(sixth.zone).toBe('zone-c');
  });
});
