import type { PlannedFault } from '../scenarios/fault-types.ts';
import { clients } from './injectors/clients.ts';
import { byCommands } from './injectors/commands.ts';
import { controlPlane } from './injectors/control-plane.ts';
import { network } from './injectors/network.ts';
import { nodes } from './injectors/nodes.ts';
import { objectStore } from './injectors/object-store.ts';
import { reassignment } from './injectors/reassignment.ts';
import { missingCommands, refusedByPlatform } from './injectors/refusals.ts';
import { rolling } from './injectors/rolling.ts';
import { scale } from './injectors/scale.ts';
import { zoneLoss } from './injectors/zone-loss.ts';
import type { Injector, TargetFacts } from './types.ts';

/** A target's own commands come first: whoever wrote them down wants them used. */
const INJECTORS: readonly Injector[] = [
  byCommands,
  nodes,
  zoneLoss,
  rolling,
  network,
  controlPlane,
  objectStore,
  clients,
  scale,
  reassignment,
];

/** Why this fault cannot be done to this target, as a sentence without a full stop; null where it can. Pure. */
export function refusalOf(fault: PlannedFault, facts: TargetFacts): string | null {
  const found = find(fault, facts);
  return 'refusal' in found ? found.refusal : null;
}

/** The injector that does this fault to this target; throws where `refusalOf` refuses it. */
export function injectorFor(fault: PlannedFault, facts: TargetFacts): Injector {
  const found = find(fault, facts);
  if ('refusal' in found) throw new RangeError(`${fault.id} cannot be done to ${facts.target.name}: ${found.refusal}`);
  return found.injector;
}

function find(fault: PlannedFault, facts: TargetFacts): { readonly injector: Injector } | { readonly refusal: string } {
  const refusals: string[] = [];
  for (const injector of INJECTORS) {
    if (!injector.kinds.includes(fault.kind)) continue;
    const refusal = injector.refusal(fault, facts);
    if (refusal === null) return { injector };
    if (refusal !== undefined) refusals.push(refusal);
  }
  return { refusal: refusals[0] ?? refusedByPlatform(fault, facts) ?? missingCommands(fault.kind) };
}
