import type { TargetFacts } from '../faults/types.ts';
import { zoneOf } from '../platforms/local/node-layout.ts';
import type { Platform } from '../platforms/types.ts';
import type { NodesByZone } from '../scenarios/fault-overlaps.ts';
import type { Target } from '../scenarios/target-types.ts';

/** What is known of a target before it is started: what can be done to it, and where. */
export function targetFacts(target: Target, platform: Platform): TargetFacts {
  const { connect } = target;
  if (connect.kind === 'remote' || platform.local === null) return { target, local: null };
  const { faults, hasObjectStore } = platform.local;
  const zones = Array.from({ length: connect.nodes }, (_, index) => zoneOf(index, connect.zones));
  return { target, local: { nodes: connect.nodes, zones, faults: faults(connect.nodes), hasObjectStore } };
}

/** Nodes of a local target by zone; none are known of another. */
export function nodesByZone({ local }: TargetFacts): NodesByZone {
  const zones = local?.zones ?? [];
  return {
    nodes: zones.map((_, index) => index + 1),
    inZone: (zone) => zones.flatMap((name, index) => (name === zone ? [index + 1] : [])),
  };
}
