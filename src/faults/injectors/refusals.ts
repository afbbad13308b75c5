import type { FaultKind } from '../../scenarios/fault-kinds.ts';
import type { PlannedFault } from '../../scenarios/fault-types.ts';
import type { TargetFacts } from '../types.ts';

/** Why a kind that only the platform itself can do cannot be done; undefined where the tool did not start the cluster. */
export function refusedByPlatform(fault: PlannedFault, { target, local }: TargetFacts): string | null | undefined {
  if (local === null) return undefined;
  const { kind, where } = fault;
  if (!local.faults.includes(kind)) {
    return `${target.platform} with ${nodesHere(local.nodes)} started here cannot do it; it can do ${listed(local.faults)}`;
  }
  if (where.scope === 'node' && (where.node < 1 || where.node > local.nodes)) {
    return `there is no node ${where.node}: the target has ${nodesHere(local.nodes)}`;
  }
  if (where.scope === 'zone' && !local.zones.includes(where.zone)) {
    return `there is no zone ${where.zone}: the target has ${listed([...new Set(local.zones)])}`;
  }
  return null;
}

/** For a cluster that the tool did not start, and whose file gives no way. */
export const missingCommands = (kind: FaultKind): string =>
  `the workbench did not start this cluster: add faults.commands.${kind} to the target file`;

const nodesHere = (nodes: number): string => `${nodes} node${nodes === 1 ? '' : 's'}`;
const listed = (names: readonly string[]): string => names.join(', ');
