import type { ListenerName } from '../../platforms/types.ts';
import type { PlannedFault } from '../../scenarios/fault-types.ts';
import type { FaultSurroundings, Injector, NetworkDisturbance, NetworkFaults, TargetFacts } from '../types.ts';
import { backToWhole, disturbed } from './path-effects.ts';
import { refusedByPlatform } from './refusals.ts';

/** Paths to one node or to all of them delayed, cut or narrowed by a toxiproxy. */
export const network: Injector = {
  kinds: ['network-delay', 'network-cut', 'network-bandwidth'],
  refusal: (fault, facts) => (facts.local === null ? refusedByFile(fault, facts) : refusedByPlatform(fault, facts)),
  async prepare(fault, surroundings) {
    const proxies = proxiesOf(surroundings);
    const listener = listenerOf(fault);
    const paths = proxies.paths(listener, nodeIn(fault));
    if (paths.length === 0) throw new RangeError(`no proxy stands on the paths of ${fault.id}`);
    if (listener === 'broker' && fault.where.scope === 'node') {
      surroundings.note(
        `only what the other brokers ask of node ${fault.where.node} is disturbed; what it asks of them passes`,
      );
    }
    const how = disturbanceOf(fault);
    return {
      undo: proxies.undo(paths, how),
      inject: (signal) => disturbed(proxies, paths, how, surroundings, signal),
      heal: (signal) => backToWhole(proxies, paths, surroundings, how, signal),
    };
  },
};

/** A target's file names its proxies by listener and node. */
function refusedByFile(fault: PlannedFault, { target }: TargetFacts): string | null | undefined {
  const toxiproxy = target.faults?.toxiproxy ?? null;
  const key = listenerOf(fault) === 'broker' ? 'brokers' : 'clients';
  if (toxiproxy === null) {
    return `add faults.toxiproxy to the target file, with its proxies under ${key}, or faults.commands.${fault.kind}`;
  }
  const proxies = toxiproxy[key];
  const node = nodeIn(fault);
  if (node === null && Object.keys(proxies).length > 0) return null;
  if (node !== null && proxies[String(node)] !== undefined) return null;
  return `add the proxy before ${node === null ? 'each node' : `node ${node}`} to faults.toxiproxy.${key} in the target file`;
}

const listenerOf = ({ settings }: PlannedFault): ListenerName => (settings.between === 'brokers' ? 'broker' : 'client');

const nodeIn = ({ where }: PlannedFault): number | null => (where.scope === 'node' ? where.node : null);

function disturbanceOf({ kind, settings }: PlannedFault): NetworkDisturbance {
  const { latencyMs = 0, jitterMs = 0, bytesPerSecond = 0 } = settings;
  if (kind === 'network-delay') return { kind: 'delay', latencyMs, jitterMs };
  return kind === 'network-bandwidth' ? { kind: 'bandwidth', bytesPerSecond } : { kind: 'cut' };
}

export function proxiesOf({ network: proxies, target }: FaultSurroundings): NetworkFaults {
  if (proxies === null) throw new RangeError(`no proxies stand before ${target.name}`);
  return proxies;
}
