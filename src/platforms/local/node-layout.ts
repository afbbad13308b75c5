import { join } from 'node:path';
import type { Target } from '../../scenarios/target-types.ts';
import type { Endpoint, ListenerName, StartOptions } from '../types.ts';
import { type FoundingSpec, type Listener, LOOPBACK, type NodeSpec } from './broker-properties.ts';
import { claimPorts, freePorts } from './ports.ts';

type LocalConnect = Extract<Target['connect'], { kind: 'local' }>;

export interface Surroundings {
  readonly dataDir: string;
  /** See StartOptions. */
  readonly advertise: StartOptions['advertise'];
}

const ZONES = ['zone-a', 'zone-b', 'zone-c'];

/** The nodes of a local target, spread over its zones, with ports of their own. */
export async function layOutNodes(
  { nodes, zones, port }: LocalConnect,
  dataDir: string,
  advertise?: StartOptions['advertise'],
): Promise<FoundingSpec[]> {
  const surroundings = { dataDir, advertise };
  const client = port === null ? await freePorts(nodes) : await claimPorts(port, nodes);
  const internal = await freePorts(2 * nodes, client);
  return Promise.all(
    client.map(async (clientPort, index) => {
      const id = index + 1;
      const [broker, controller] = internal.slice(2 * index);
      return {
        ...(await layOutBroker(id, zoneOf(index, zones), [clientPort, broker], surroundings)),
        controller: await listener(id, 'controller', controller, surroundings),
      };
    }),
  );
}

/** One more, a broker only, in the zone with the fewest nodes; `id` is one that no node ever had. */
export async function layOutOneMore(
  id: number,
  present: readonly NodeSpec[],
  zones: readonly string[],
  surroundings: Surroundings,
): Promise<NodeSpec> {
  const population = (zone: string): number => present.filter((node) => node.zone === zone).length;
  const [zone] = [...zones].sort((one, other) => population(one) - population(other) || one.localeCompare(other));
  if (zone === undefined) throw new RangeError('there is no zone for another node');
  const taken = present.flatMap((node) => [node.client, node.broker, node.controller]);
  const ports = await freePorts(
    2,
    taken.flatMap((other) => (other === null ? [] : [other.listen.port, other.advertised.port])),
  );
  return { ...(await layOutBroker(id, zone, ports, surroundings)), controller: null };
}

/** Zone of the node that stands at an index, from 0, among those that a target is started with. */
export function zoneOf(index: number, zones: number): string {
  const zone = ZONES.slice(0, zones)[index % zones];
  if (zone === undefined) throw new RangeError(`local platforms have 1 to ${ZONES.length} zones, not ${zones}`);
  return zone;
}

async function layOutBroker(
  id: number,
  zone: string,
  [client, broker]: readonly (number | undefined)[],
  surroundings: Surroundings,
): Promise<Omit<NodeSpec, 'controller'>> {
  return {
    id,
    zone,
    client: await listener(id, 'client', client, surroundings),
    broker: await listener(id, 'broker', broker, surroundings),
    dataDir: join(surroundings.dataDir, `node-${id}`),
  };
}

/** Where nothing stands in between, others are told where the node listens. */
async function listener(
  node: number,
  name: ListenerName,
  port: number | undefined,
  { advertise }: Surroundings,
): Promise<Listener> {
  if (port === undefined) throw new RangeError('a listener has no port');
  const listen: Endpoint = { host: LOOPBACK, port };
  return { listen, advertised: advertise === undefined ? listen : await advertise(node, name, listen) };
}
