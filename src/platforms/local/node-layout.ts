import { join } from 'node:path';
import type { Target } from '../../scenarios/types.ts';
import { type Listener, LOOPBACK, type NodeSpec } from './broker-properties.ts';
import { claimPorts, freePorts } from './ports.ts';

type LocalConnect = Extract<Target['connect'], { kind: 'local' }>;

const ZONES = ['zone-a', 'zone-b', 'zone-c'];

/** The nodes of a local target, spread over its zones, with ports of their own. */
export async function layOutNodes({ nodes, zones, port }: LocalConnect, dataDir: string): Promise<NodeSpec[]> {
  const client = port === null ? await freePorts(nodes) : await claimPorts(port, nodes);
  const internal = await freePorts(2 * nodes, client);
  return client.map((clientPort, index) => ({
    id: index + 1,
    zone: zoneOf(index, zones),
    client: direct(clientPort),
    broker: direct(internal[2 * index]),
    controller: direct(internal[2 * index + 1]),
    dataDir: join(dataDir, `node-${index + 1}`),
  }));
}

function zoneOf(index: number, zones: number): string {
  const zone = ZONES.slice(0, zones)[index % zones];
  if (zone === undefined) throw new RangeError(`local platforms have 1 to ${ZONES.length} zones, not ${zones}`);
  return zone;
}

/** Nothing stands in between: clients are told where the node listens. */
function direct(port: number | undefined): Listener {
  if (port === undefined) throw new RangeError('a listener has no port');
  const endpoint = { host: LOOPBACK, port };
  return { listen: endpoint, advertised: endpoint };
}
