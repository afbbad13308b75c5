import type { ListenerName } from '../../platforms/types.ts';
import type { PlannedFault } from '../../scenarios/fault-types.ts';

/**
 * Before which listeners of a cluster that is started here proxies must stand for these faults. None where none
 * needs one: a proxy costs time and CPU that would be measured as the platform's.
 */
export function listenersWithProxies(
  faults: readonly Pick<PlannedFault, 'kind' | 'where' | 'settings'>[],
  clientZone: string | null,
): ReadonlySet<ListenerName> {
  return new Set(faults.flatMap((fault) => listenersFor(fault, clientZone)));
}

function listenersFor(
  { kind, where, settings }: Pick<PlannedFault, 'kind' | 'where' | 'settings'>,
  clientZone: string | null,
): readonly ListenerName[] {
  switch (kind) {
    case 'network-delay':
    case 'network-cut':
    case 'network-bandwidth':
      return [settings.between === 'brokers' ? 'broker' : 'client'];
    case 'control-plane-cut':
      return ['controller'];
    case 'zone-loss':
      return where.scope === 'zone' && where.zone === clientZone ? ['client'] : [];
    default:
      return [];
  }
}
